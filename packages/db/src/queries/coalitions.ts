import type { Db, Transaction } from '../connect.ts';
import { ORGANIZATION_ID, STAGES } from '../words.ts';
import { statesOn } from './states-on.ts';

type Named = { key: string; name: string };
type Membership = {
	representation: boolean;
	influence: boolean;
	sovereignty: boolean;
	expertise: boolean;
	fromOn: string | null;
	untilOn: string | null;
};
/** A goal with the metric that shows it. */
export type GoalRow = {
	key: string;
	statement: string;
	baseline: number | null;
	target: number | null;
	dueOn: string;
	metric: {
		id: string;
		key: string;
		name: string;
		unit: string;
		direction: 'up' | 'down';
		lastOn: string | null;
	} | null;
};
export type CoalitionOverview = {
	id: string;
	key: string;
	name: string;
	kind: 'team' | 'management';
	foundedOn: string | null;
	endedOn: string | null;
	members: Membership[];
	/** Those that stand on the day, the one due first at the top. */
	goals: GoalRow[];
	/** The last day on which a goal had ended by then. */
	lastGoalEndedOn: string | null;
	patterns: number;
	adopted: number;
	open: number;
	undecided: number;
	nextEventAt: string | null;
	lastEventAt: string | null;
};

const goalObject = (sql: Db | Transaction) => sql`
	json_build_object('key', goal.key, 'statement', goal.statement, 'baseline', goal.baseline, 'target', goal.target,
		'dueOn', goal.due_on, 'metric', CASE WHEN metric.id IS NOT NULL THEN json_build_object('id', metric.id,
			'key', metric.key, 'name', metric.name, 'unit', metric.unit, 'direction', metric.direction,
			'lastOn', metric.last_on) END)`;

/** All coalitions as they are on a day, or the one with the key, those that work before those that ended, by name. */
export async function coalitions(db: Db, asOf: string, key?: string): Promise<CoalitionOverview[]> {
	return db<CoalitionOverview[]>`
		WITH member AS (
			SELECT coalition_id, json_agg(json_build_object('representation', representation, 'influence', influence,
				'sovereignty', sovereignty, 'expertise', expertise, 'fromOn', from_on, 'untilOn', until_on)) AS members
			FROM coalition_members GROUP BY coalition_id
		), goal AS (
			SELECT coalition_id, json_agg(${goalObject(db)} ORDER BY goal.due_on, goal.key)
					FILTER (WHERE goal.set_on <= ${asOf} AND (goal.ended_on IS NULL OR goal.ended_on > ${asOf})) AS goals,
				max(goal.ended_on) FILTER (WHERE goal.ended_on <= ${asOf}) AS last_ended_on
			FROM goals goal LEFT JOIN metrics metric ON metric.id = goal.metric_id GROUP BY coalition_id
		), spread AS (
			SELECT pattern.coalition_id, count(DISTINCT pattern.id)::int AS patterns,
				coalesce(sum(state.adopted), 0)::int AS adopted, coalesce(sum(state.open), 0)::int AS open
			FROM patterns pattern LEFT JOIN (${statesOn(db, [ORGANIZATION_ID], asOf)}) state ON state.pattern_id = pattern.id
			WHERE pattern.merged_into_id IS NULL GROUP BY pattern.coalition_id
		), signal AS (
			SELECT coalition_id, count(*)::int AS undecided FROM signals
			WHERE raised_on <= ${asOf} AND (decided_on IS NULL OR decided_on > ${asOf}) GROUP BY coalition_id
		), event AS (
			SELECT coalition_id, min(starts_at) FILTER (WHERE state = 'planned' AND starts_at >= ${asOf}::date) AS next_at,
				max(starts_at) FILTER (WHERE state = 'held' AND starts_at < ${asOf}::date + 1) AS last_at
			FROM events JOIN event_coalitions ON event_id = events.id GROUP BY coalition_id
		)
		SELECT c.id, c.key, c.name, c.kind, c.founded_on AS "foundedOn", c.ended_on AS "endedOn",
			coalesce(member.members, '[]') AS members, coalesce(goal.goals, '[]') AS goals,
			goal.last_ended_on AS "lastGoalEndedOn",
			coalesce(spread.patterns, 0) AS patterns, coalesce(spread.adopted, 0) AS adopted, coalesce(spread.open, 0) AS open,
			coalesce(signal.undecided, 0) AS undecided,
			to_jsonb(event.next_at) #>> '{}' AS "nextEventAt", to_jsonb(event.last_at) #>> '{}' AS "lastEventAt"
		FROM coalitions c
		LEFT JOIN member ON member.coalition_id = c.id LEFT JOIN goal ON goal.coalition_id = c.id
		LEFT JOIN spread ON spread.coalition_id = c.id LEFT JOIN signal ON signal.coalition_id = c.id
		LEFT JOIN event ON event.coalition_id = c.id
		${key === undefined ? db`` : db`WHERE c.key = ${key}`}
		ORDER BY coalesce(c.ended_on, 'infinity') <= ${asOf}, c.name, c.key`;
}

export type CoalitionPatternRow = {
	id: string;
	coalitionId: string;
	key: string;
	name: string;
	kind: 'success' | 'failure';
	state: 'draft' | 'published' | 'retired';
	discoveredOn: string | null;
};

/** The patterns that coalitions discovered, or the one given, but for those that turned out to be others; by name. */
export async function coalitionPatterns(db: Db, coalitionId?: string): Promise<CoalitionPatternRow[]> {
	return db<CoalitionPatternRow[]>`
		SELECT id, coalition_id AS "coalitionId", key, name, kind, state, discovered_on AS "discoveredOn" FROM patterns
		WHERE merged_into_id IS NULL AND ${coalitionId ? db`coalition_id = ${coalitionId}` : db`coalition_id IS NOT NULL`}
		ORDER BY name, key`;
}

export type CoalitionEventRow = {
	key: string;
	name: string;
	state: 'planned' | 'held' | 'cancelled';
	startsAt: string;
	minutes: number;
	sharedWith: Named[];
	patterns: number;
	agreements: number;
};

/** The Scale Across events of a coalition, newest first. */
export async function coalitionEvents(
	db: Db,
	coalitionId: string,
	limit: number
): Promise<CoalitionEventRow[]> {
	return db<CoalitionEventRow[]>`
		SELECT e.key, e.name, e.state, to_jsonb(e.starts_at) #>> '{}' AS "startsAt", e.minutes,
			(SELECT coalesce(json_agg(json_build_object('key', c.key, 'name', c.name) ORDER BY c.name), '[]')
				FROM event_coalitions other JOIN coalitions c ON c.id = other.coalition_id
				WHERE other.event_id = e.id AND c.id <> ${coalitionId}) AS "sharedWith",
			(SELECT count(*) FROM event_patterns WHERE event_id = e.id)::int AS patterns,
			(SELECT count(*) FROM agreements WHERE event_id = e.id)::int AS agreements
		FROM events e JOIN event_coalitions own ON own.event_id = e.id AND own.coalition_id = ${coalitionId}
		ORDER BY e.starts_at DESC, e.key LIMIT ${limit}`;
}

/** A metric in a calendar month: its last day, the mean of the teams that were measured in it, each counted once. */
export type MonthMean = { on: string; mean: number; teams: number };

/** The months in which a metric was measured up to a day, oldest first. */
export async function monthMeans(db: Db, metricId: string, asOf: string): Promise<MonthMean[]> {
	return db<MonthMean[]>`
		SELECT (month + interval '1 month - 1 day')::date AS on, avg(value) AS mean, count(*)::int AS teams FROM (
			SELECT date_trunc('month', measured_on::timestamp) AS month, team_id, avg(value) AS value
			FROM measurements WHERE metric_id = ${metricId} AND measured_on <= ${asOf} GROUP BY 1, 2
		) team GROUP BY month ORDER BY month`;
}

/** After how many days a stay in a stage of a pattern is longer than usual. */
export type StageLimit = { patternId: string; stage: string; days: number };
/** What happened in a month (its last day): adoptions that entered a stage, and by how many more, or fewer, stalled. */
export type TrackMonth = {
	on: string;
	agreed: number;
	started: number;
	adopted: number;
	stalled: number;
};

/** What happened to adoptions of patterns month by month up to a day; months in which nothing did are left out. */
export async function trackMonths(
	db: Db,
	patternIds: string[],
	limits: StageLimit[],
	asOf: string
): Promise<TrackMonth[]> {
	return db<TrackMonth[]>`
		WITH usual AS (
			SELECT * FROM jsonb_to_recordset(${db.json(limits as never)}) AS u ("patternId" uuid, stage text, days int)
		), stay AS (
			SELECT stays.stage, from_on, until_on, from_on + usual.days + 1 AS late_on
			FROM stays LEFT JOIN usual ON usual."patternId" = pattern_id AND usual.stage = stays.stage
			WHERE pattern_id = ANY (${patternIds}::uuid[]) AND from_on <= ${asOf}
		), happened AS (
			SELECT from_on AS day, stage, 0 AS late FROM stay WHERE stage IN ('agreed', 'started', 'adopted')
			UNION ALL SELECT late_on, NULL, 1 FROM stay WHERE late_on < until_on
			UNION ALL SELECT until_on, NULL, -1 FROM stay WHERE late_on < until_on
		)
		SELECT (date_trunc('month', day::timestamp) + interval '1 month - 1 day')::date AS on,
			count(*) FILTER (WHERE stage = 'agreed')::int AS agreed, count(*) FILTER (WHERE stage = 'started')::int AS started,
			count(*) FILTER (WHERE stage = 'adopted')::int AS adopted, sum(late)::int AS stalled
		FROM happened WHERE day <= ${asOf} GROUP BY 1 ORDER BY 1`;
}

export type BackingNeed = { area: Named; underWay: number; unbacked: number; leaders: Named[] };

/**
 * In which of the areas adoptions of patterns are agreed or started on a day, and how many of them nobody backs there:
 * neither the pattern nor its coalition, in the area of the team or one above it. Areas without any are left out.
 */
export async function backingNeeds(
	db: Db,
	{ coalitionId, patternIds, areaIds }: { coalitionId: string; patternIds: string[]; areaIds: string[] },
	asOf: string
): Promise<BackingNeed[]> {
	return db<BackingNeed[]>`
		WITH backed AS (
			SELECT area_id, pattern_id FROM backings WHERE stance = 'backed' AND backed_from <= ${asOf}
				AND (withdrawn_on IS NULL OR withdrawn_on > ${asOf})
				AND (coalition_id = ${coalitionId} OR pattern_id = ANY (${patternIds}::uuid[]))
		), under_way AS (
			SELECT team_id, pattern_id, EXISTS (SELECT FROM backed JOIN team_areas above ON above.area_id = backed.area_id
				WHERE above.team_id = stays.team_id AND above.from_on <= ${asOf} AND above.until_on > ${asOf}
					AND (backed.pattern_id IS NULL OR backed.pattern_id = stays.pattern_id)) AS is_backed
			FROM stays WHERE pattern_id = ANY (${patternIds}::uuid[]) AND stage IN ('agreed', 'started')
				AND from_on <= ${asOf} AND until_on > ${asOf}
		), area AS (
			SELECT lies.area_id, count(*)::int AS under_way, count(*) FILTER (WHERE NOT is_backed)::int AS unbacked
			FROM under_way JOIN team_areas lies ON lies.team_id = under_way.team_id AND lies.area_id = ANY (${areaIds}::uuid[])
				AND lies.from_on <= ${asOf} AND lies.until_on > ${asOf}
			GROUP BY lies.area_id
		)
		SELECT json_build_object('key', teams.key, 'name', teams.name) AS area, under_way AS "underWay", unbacked,
			(SELECT coalesce(json_agg(json_build_object('key', p.key, 'name', p.name) ORDER BY p.name), '[]')
				FROM sovereignties s JOIN people p ON p.id = s.person_id
				WHERE s.area_id = area.area_id AND s.from_on <= ${asOf} AND (s.until_on IS NULL OR s.until_on > ${asOf})) AS leaders
		FROM area JOIN teams ON teams.id = area.area_id ORDER BY unbacked DESC, teams.name`;
}

/** All goals that a coalition has or had. */
export async function goalsOf(db: Db, coalitionId: string): Promise<GoalRow[]> {
	const rows = await db<{ goal: GoalRow }[]>`
		SELECT ${goalObject(db)} AS goal FROM goals goal LEFT JOIN metrics metric ON metric.id = goal.metric_id
		WHERE goal.coalition_id = ${coalitionId} ORDER BY goal.due_on, goal.key`;
	return rows.map(({ goal }) => goal);
}

/** What became of the adoptions of a coalition's success patterns. */
export type CoalitionAdoptions = {
	/** Identified, agreed or started. */
	open: number;
	/** By the findings that are open. */
	stalled: number;
	/** Since the day that is asked about. */
	adoptedLately: number;
	abandonedLately: number;
	/** The last day on which any entered a stage. */
	lastOn: string | null;
};

/** The same of every coalition that has patterns, by its id. Looked up stage by stage, which reads what is new alone. */
export async function coalitionAdoptions(
	db: Db,
	{ today, since }: { today: string; since: string }
): Promise<Map<string, CoalitionAdoptions>> {
	const lately = (stage: string) => db`
		(SELECT count(*) FROM stays WHERE pattern_id = own.id AND stage = ${stage} AND from_on > ${since} AND from_on <= ${today})`;
	const rows = await db<({ id: string } & CoalitionAdoptions)[]>`
		WITH own AS (
			SELECT id, coalition_id FROM patterns
			WHERE coalition_id IS NOT NULL AND kind = 'success' AND merged_into_id IS NULL
		), stalling AS (
			SELECT pattern_id, count(*) AS stalled FROM findings
			WHERE kind = 'stalled adoption' AND resolved_at IS NULL GROUP BY pattern_id
		)
		SELECT coalition_id AS id, sum(open)::int AS open, least(sum(open), coalesce(sum(stalled), 0))::int AS stalled,
			sum(adopted)::int AS "adoptedLately", sum(abandoned)::int AS "abandonedLately", max(last_on) AS "lastOn"
		FROM (
			SELECT own.coalition_id, ${lately('adopted')} AS adopted, ${lately('abandoned')} AS abandoned, stalled,
				(SELECT count(*) FROM stays WHERE pattern_id = own.id AND until_on > ${today} AND from_on <= ${today}
					AND stage IN ('identified', 'agreed', 'started')) AS open,
				(SELECT max(last_on) FROM unnest(${[...STAGES]}::text[]) stage CROSS JOIN LATERAL (
					SELECT max(from_on) AS last_on FROM stays
					WHERE pattern_id = own.id AND stays.stage = stage AND from_on <= ${today}) latest) AS last_on
			FROM own LEFT JOIN stalling ON stalling.pattern_id = own.id
		) each GROUP BY coalition_id`;
	return new Map(rows.map(({ id, ...adoptions }) => [id, adoptions]));
}

/** What the product has raised already: the id of the coalition and the cause, with a blank between them. */
export async function signalCauses(db: Db | Transaction): Promise<Set<string>> {
	const rows = await db<{ known: string }[]>`
		SELECT coalition_id || ' ' || cause AS known FROM signals WHERE cause IS NOT NULL`;
	return new Set(rows.map(({ known }) => known));
}

/** Any number will do, as long as nobody else in this database locks by it. */
const SIGNALS_LOCK = 7_305_220;

/** Waits until no other process raises signals; the turn ends with the transaction. */
export async function waitForSignals(sql: Transaction): Promise<void> {
	await sql`SELECT pg_advisory_xact_lock(${SIGNALS_LOCK})`;
}
