import type { GoalFacts } from '@app/track';
import type { Db } from '../connect.ts';
import { ORGANIZATION_ID } from '../words.ts';
import { spread } from './spread.ts';

/** An event as it is spoken of. */
export type EventName = { key: string; name: string; startsAt: string };
/** What is known of a coalition that works on, when it is asked whether an event is due. */
export type CoalitionRow = {
	id: string;
	key: string;
	name: string;
	/** The last event that was held, its day where the organization is, and the next one that is planned. */
	lastEvent: EventName | null;
	lastDay: string | null;
	planned: EventName | null;
	goals: GoalFacts[];
	discoveries: { name: string; kind: 'success' | 'failure' }[];
	endings: { reason: string; count: number }[];
	/** First adoptions of its successful patterns up to the day of the last event, and since. */
	adoptedBefore: number;
	adoptedSince: number;
	/** Its published patterns: what there is to show. */
	patterns: ShownPattern[];
};
export type ShownPattern = {
	id: string;
	key: string;
	name: string;
	kind: 'success' | 'failure';
	hasSteps: boolean;
	hasBoundaries: boolean;
	hasOutcome: boolean;
	validated: boolean;
	/** Teams that use it. */
	adopted: number;
	/** Teams that have not decided about it: they may have noticed it, or be seen using it. */
	left: number;
};
/** When and where it is asked: an ISO instant, its day there, and the time zone of the organization. */
export type Asked = { at: string; today: string; timeZone: string };

/** A planned event counts for so long after its start: it may still be closed out. */
const PLANNED_FOR = '7 days';
/** A figure older than this says nothing about a day any more (as silentSince in track/goal.ts). */
const FIGURE_DAYS = 183;

const eventJson = (db: Db) =>
	db`json_build_object('key', e.key, 'name', e.name, 'startsAt', to_jsonb(e.starts_at))`;

/** Where a metric stands on a day: the mean of the last three months that were measured (as figureNow in track/goal.ts). */
const figureOn = (db: Db, metric: ReturnType<Db>, day: ReturnType<Db>) => db`(
	SELECT avg(mean) FROM (
		SELECT avg(own.value) AS mean FROM teams t CROSS JOIN LATERAL (
			SELECT date_trunc('month', m.measured_on::timestamp) AS month, avg(m.value) AS value FROM measurements m
			WHERE m.metric_id = ${metric} AND m.team_id = t.id
				AND m.measured_on <= ${day} AND m.measured_on > ${day} - ${FIGURE_DAYS}::int
			GROUP BY 1) own
		GROUP BY own.month ORDER BY own.month DESC LIMIT 3) last)`;

/** The coalitions that work on that day, or those of them with these keys, with all that triggers of an event are read from. */
export async function coalitionFacts(
	db: Db,
	{ at, today, timeZone }: Asked,
	keys?: string[]
): Promise<CoalitionRow[]> {
	const rows = await db<Omit<CoalitionRow, 'patterns'>[]>`
		WITH own AS (
			SELECT c.id, c.key, c.name, held.event AS "lastEvent", held.day AS "lastDay", planned.event AS planned
			FROM coalitions c
			LEFT JOIN LATERAL (
				SELECT ${eventJson(db)} AS event, (e.starts_at AT TIME ZONE ${timeZone})::date AS day
				FROM events e JOIN event_coalitions ec ON ec.event_id = e.id
				WHERE ec.coalition_id = c.id AND e.state = 'held' AND e.starts_at <= ${at}
				ORDER BY e.starts_at DESC LIMIT 1) held ON true
			LEFT JOIN LATERAL (
				SELECT ${eventJson(db)} AS event FROM events e JOIN event_coalitions ec ON ec.event_id = e.id
				WHERE ec.coalition_id = c.id AND e.state = 'planned' AND e.starts_at > ${at}::timestamptz - ${PLANNED_FOR}::interval
				ORDER BY e.starts_at LIMIT 1) planned ON true
			WHERE (c.ended_on IS NULL OR c.ended_on > ${today}) AND (c.founded_on IS NULL OR c.founded_on <= ${today})
				AND ${keys ? db`c.key = ANY (${keys})` : db`true`}
		)
		SELECT own.*,
			(SELECT coalesce(json_agg(json_build_object('statement', g.statement, 'unit', coalesce(m.unit, ''),
					'baseline', g.baseline, 'target', g.target,
					'then', CASE WHEN g.set_on <= own."lastDay" THEN ${figureOn(db, db`g.metric_id`, db`own."lastDay"`)} END,
					'now', ${figureOn(db, db`g.metric_id`, db`${today}::date`)}) ORDER BY g.set_on DESC, g.key), '[]')
				FROM goals g LEFT JOIN metrics m ON m.id = g.metric_id
				WHERE g.coalition_id = own.id AND g.set_on <= ${today} AND (g.ended_on IS NULL OR g.ended_on > ${today})) AS goals,
			(SELECT coalesce(json_agg(json_build_object('name', p.name, 'kind', p.kind) ORDER BY p.discovered_on, p.name), '[]')
				FROM patterns p WHERE p.coalition_id = own.id AND p.state = 'published' AND p.merged_into_id IS NULL
				AND (own."lastDay" IS NULL OR greatest(p.discovered_on, (
					SELECT max((change.at AT TIME ZONE ${timeZone})::date) FROM changes change
					WHERE change.record_id = p.id AND change.kind = 'patterns' AND change.after ->> 'state' = 'published'
						AND change.before ->> 'state' IS DISTINCT FROM 'published')) >= own."lastDay")
				AND NOT EXISTS (SELECT FROM event_patterns shown JOIN events e ON e.id = shown.event_id
					WHERE shown.pattern_id = p.id AND e.state = 'held' AND e.starts_at <= ${at})) AS discoveries,
			(SELECT coalesce(json_agg(json_build_object('reason', reason, 'count', count)), '[]') FROM (
				SELECT t.reason, count(*)::int AS count FROM patterns p
				JOIN stays stay ON stay.pattern_id = p.id AND stay.stage IN ('declined', 'abandoned')
					AND stay.from_on > coalesce(own."lastDay", '-infinity') AND stay.from_on <= ${today}
				JOIN transitions t ON t.team_id = stay.team_id AND t.pattern_id = p.id AND t.stage = stay.stage
					AND t.occurred_on = stay.from_on AND t.reason IS NOT NULL
				WHERE p.coalition_id = own.id AND NOT EXISTS (SELECT FROM transitions later WHERE later.team_id = t.team_id
					AND later.pattern_id = t.pattern_id AND later.supersedes = t.id)
				GROUP BY t.reason) ended) AS endings,
			adopters.before::int AS "adoptedBefore", adopters.since::int AS "adoptedSince"
		FROM own CROSS JOIN LATERAL (
			SELECT coalesce(sum(adopters) FILTER (WHERE own."lastDay" IS NOT NULL AND on_day <= own."lastDay"), 0) AS before,
				coalesce(sum(adopters) FILTER (WHERE own."lastDay" IS NULL OR on_day > own."lastDay"), 0) AS since
			FROM patterns p JOIN spread_changes s ON s.pattern_id = p.id AND s.area_id = ${ORGANIZATION_ID} AND s.on_day <= ${today}
			WHERE p.coalition_id = own.id AND p.kind = 'success') adopters
		ORDER BY own.name, own.key`;
	const patterns = await shownPatterns(
		db,
		rows.map(({ id }) => id),
		today
	);
	return rows.map((row) => ({ ...row, patterns: patterns.get(row.id) ?? [] }));
}

async function shownPatterns(
	db: Db,
	coalitionIds: string[],
	today: string
): Promise<Map<string, ShownPattern[]>> {
	const rows = await db<(Omit<ShownPattern, 'adopted' | 'left'> & { coalitionId: string })[]>`
		SELECT id, coalition_id AS "coalitionId", key, name, kind, coalesce(steps, '') <> '' AS "hasSteps",
			EXISTS (SELECT FROM conditions WHERE pattern_id = patterns.id) AS "hasBoundaries",
			EXISTS (SELECT FROM pattern_metrics WHERE pattern_id = patterns.id AND claimed_effect IS NOT NULL)
				OR EXISTS (SELECT FROM validations WHERE pattern_id = patterns.id) AS "hasOutcome",
			EXISTS (SELECT FROM validations WHERE pattern_id = patterns.id) AS validated
		FROM patterns WHERE coalition_id = ANY (${coalitionIds}::uuid[]) AND state = 'published' AND merged_into_id IS NULL
		ORDER BY discovered_on DESC NULLS LAST, key`;
	if (rows.length === 0) return new Map();
	const states = new Map(
		(
			await spread(
				db,
				ORGANIZATION_ID,
				today,
				rows.map(({ id }) => id)
			)
		).map((state) => [state.id, state])
	);
	const found = new Map<string, ShownPattern[]>(coalitionIds.map((id) => [id, []]));
	for (const { coalitionId, ...row } of rows) {
		const { eligible, adopted, declined, abandoned } = states.get(row.id)!;
		found.get(coalitionId)!.push({ ...row, adopted, left: eligible - adopted - declined - abandoned });
	}
	return found;
}

/** How much there is to scale across on a day: coalitions that work, and joined leaf teams. */
export async function places(db: Db, today: string): Promise<{ coalitions: number; teams: number }> {
	const [row] = await db<{ coalitions: number; teams: number }[]>`
		SELECT (SELECT count(*) FROM coalitions WHERE (ended_on IS NULL OR ended_on > ${today})
				AND (founded_on IS NULL OR founded_on <= ${today}))::int AS coalitions,
			(SELECT coalesce(sum(teams), 0) FROM leaf_changes WHERE area_id = ${ORGANIZATION_ID} AND on_day <= ${today})::int AS teams`;
	return row!;
}
