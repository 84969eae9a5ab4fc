import type { Db } from '../connect.ts';
import type { Stage } from './stage.ts';

type Named = { key: string; name: string };

/** A span of days, both included. */
export type Span = { from: string; to: string };

/** The teams of an area on a day given as SQL. A part of the questions below. */
const isIn = (sql: Db, team: ReturnType<Db>, areaId: string, day: ReturnType<Db>) => sql`
	EXISTS (SELECT FROM team_areas here WHERE here.team_id = ${team} AND here.area_id = ${areaId}
		AND here.from_on <= ${day} AND here.until_on > ${day})`;

/** The coalitions that discovered patterns, by pattern id; those that nobody is named for are left out. */
export async function patternCoalitions(sql: Db): Promise<Map<string, Named>> {
	const rows = await sql<{ id: string; coalition: Named }[]>`
		SELECT patterns.id, json_build_object('key', c.key, 'name', c.name) AS coalition
		FROM patterns JOIN coalitions c ON c.id = coalition_id`;
	return new Map(rows.map(({ id, coalition }) => [id, coalition]));
}

/** How often adoptions were declined or abandoned in a span of days, and why; null: no reason was given. */
export type Ending = { end: 'declined' | 'abandoned'; reason: string | null; adoptions: number };

/** The ends in a span of days, of teams that lay in the area on the day of the end; the most frequent first. */
export async function endings(sql: Db, areaId: string, { from, to }: Span): Promise<Ending[]> {
	return sql<Ending[]>`
		SELECT ended.stage AS end, reason.reason, count(*)::int AS adoptions
		FROM patterns CROSS JOIN (VALUES ('declined'), ('abandoned')) AS entered (stage)
		CROSS JOIN LATERAL (SELECT * FROM stays WHERE stays.pattern_id = patterns.id AND stays.stage = entered.stage
			AND stays.from_on BETWEEN ${from} AND ${to} OFFSET 0) ended
		LEFT JOIN LATERAL (SELECT t.reason FROM transitions t WHERE t.team_id = ended.team_id
			AND t.pattern_id = ended.pattern_id AND t.stage = ended.stage AND t.occurred_on = ended.from_on
			AND NOT EXISTS (SELECT FROM transitions later WHERE later.team_id = t.team_id
				AND later.pattern_id = t.pattern_id AND later.supersedes = t.id)
			ORDER BY t.day_order, t.id LIMIT 1) reason ON true
		WHERE ${isIn(sql, sql`ended.team_id`, areaId, sql`ended.from_on`)}
		GROUP BY 1, 2 ORDER BY 1 DESC, 3 DESC, 2`;
}

/** What became, by a day, of the adoptions of a pattern that were wanted by a day in a span. */
export type Planned = {
	pattern: Named;
	due: number;
	/** Adopted by its target date; or after it; or declined or abandoned without; or none of these yet. */
	onTime: number;
	late: number;
	ended: number;
	open: number;
};

/**
 * Adoptions whose target date lies in the span, and what became of them by the end of `asOf`, of teams in the area on
 * that day. The date is that of the adoption's plan, else of its last agreement by then.
 */
export async function plannedIn(
	sql: Db,
	areaId: string,
	{ from, to, asOf }: Span & { asOf: string }
): Promise<Planned[]> {
	return sql<Planned[]>`
		WITH target AS (
			SELECT team_id, pattern_id, coalesce(plan.target_on, agreement.target_on) AS target_on
			FROM (SELECT * FROM adoption_plans WHERE target_on IS NOT NULL) plan
			FULL JOIN (SELECT DISTINCT ON (team_id, pattern_id) team_id, pattern_id, target_on FROM agreements
				WHERE agreed_on <= ${asOf} ORDER BY team_id, pattern_id, agreed_on DESC) agreement USING (team_id, pattern_id)
		), outcome AS (
			SELECT target.pattern_id, CASE WHEN adopted_on <= target_on THEN 'on time' WHEN adopted_on IS NOT NULL THEN 'late'
				WHEN now.stage IN ('declined', 'abandoned') THEN 'ended' ELSE 'open' END AS outcome
			FROM target
			CROSS JOIN LATERAL (SELECT min(from_on) AS adopted_on FROM stays WHERE stays.team_id = target.team_id
				AND stays.pattern_id = target.pattern_id AND stage IN ('adopted', 'sustained') AND from_on <= ${asOf}) adopted
			LEFT JOIN stays now ON now.team_id = target.team_id AND now.pattern_id = target.pattern_id
				AND now.from_on <= ${asOf} AND now.until_on > ${asOf}
			WHERE target_on BETWEEN ${from} AND ${to} AND ${isIn(sql, sql`target.team_id`, areaId, sql`${asOf}::date`)}
		)
		SELECT json_build_object('key', key, 'name', name) AS pattern, count(*)::int AS due,
			count(*) FILTER (WHERE outcome = 'on time')::int AS "onTime", count(*) FILTER (WHERE outcome = 'late')::int AS late,
			count(*) FILTER (WHERE outcome = 'ended')::int AS ended, count(*) FILTER (WHERE outcome = 'open')::int AS open
		FROM outcome JOIN patterns ON patterns.id = pattern_id
		GROUP BY key, name ORDER BY due DESC, name, key`;
}

/** Findings of a kind that were open before a span of days, opened and closed in it, and open after it. */
export type FindingCounts = {
	kind: string;
	openBefore: number;
	opened: number;
	closed: number;
	open: number;
};

/**
 * Findings by kind over a span of days of a time zone: all, or those about teams that lie in an area on its last day.
 * openBefore + opened - closed = open.
 */
export async function findingsIn(
	sql: Db,
	areaId: string | null,
	{ from, to, timeZone }: Span & { timeZone: string }
): Promise<FindingCounts[]> {
	return sql<FindingCounts[]>`
		SELECT kind, count(*) FILTER (WHERE opened_at < began AND NOT coalesce(resolved_at < began, false))::int AS "openBefore",
			count(*) FILTER (WHERE opened_at >= began)::int AS opened,
			count(*) FILTER (WHERE resolved_at >= began AND resolved_at < over)::int AS closed,
			count(*) FILTER (WHERE NOT coalesce(resolved_at < over, false))::int AS open
		FROM findings CROSS JOIN (SELECT ${from}::timestamp AT TIME ZONE ${timeZone} AS began,
			(${to}::timestamp + interval '1 day') AT TIME ZONE ${timeZone} AS over) span
		WHERE opened_at < over AND NOT coalesce(resolved_at < began, false)
			AND ${areaId === null ? sql`true` : isIn(sql, sql`findings.team_id`, areaId, sql`${to}::date`)}
		GROUP BY kind`;
}

/** How many people of an area's teams were invited to an event and were there, and what was learnt by them. */
export type Attendance = { eventKey: string; invited: number; attended: number; learnt: number };

/** Who came to events for teams that lie in the area on a day; events that nobody was asked to are left out. */
export async function attendanceOf(sql: Db, areaId: string, asOf: string): Promise<Attendance[]> {
	return sql<Attendance[]>`
		SELECT events.key AS "eventKey", sum(invited)::int AS invited, sum(attended)::int AS attended, sum(learnt)::int AS learnt
		FROM (
			SELECT event_id, team_id, 1 AS invited, (state = 'attended')::int AS attended, 0 AS learnt FROM participants
			UNION ALL
			SELECT event_id, team_id, 0, 0, 1 FROM voices WHERE kind IN ('learnt', 'would break')
		) there JOIN events ON events.id = event_id
		WHERE ${isIn(sql, sql`there.team_id`, areaId, sql`${asOf}::date`)}
		GROUP BY events.key`;
}

/** Tracks from entering a stage to adopting, of `days` days: so many, and how they ended by then; null: not yet. */
export type PatternTracks = {
	patternId: string;
	days: number;
	outcome: 'adopted' | 'ended' | null;
	tracks: number;
};

/** As `trackCounts`, of many patterns at once. */
export async function allTracks(
	sql: Db,
	areaId: string,
	{ stage, asOf, patternIds }: { stage: Stage; asOf: string; patternIds: string[] }
): Promise<PatternTracks[]> {
	return sql<PatternTracks[]>`
		WITH stretch AS (
			SELECT stay.team_id, stay.pattern_id, min(stay.from_on) AS from_on, stay.outcome, stay.outcome_on
			FROM stays stay JOIN team_areas area USING (team_id)
			WHERE stay.pattern_id = ANY (${patternIds}::uuid[]) AND stay.stage = ${stage} AND stay.from_on <= ${asOf}
				AND area.area_id = ${areaId} AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
			GROUP BY stay.team_id, stay.pattern_id, stay.outcome, stay.outcome_on
		)
		SELECT pattern_id AS "patternId", CASE WHEN outcome_on <= ${asOf} THEN outcome_on ELSE ${asOf}::date END - from_on AS days,
			CASE WHEN outcome_on <= ${asOf} THEN CASE WHEN outcome IN ('adopted', 'sustained') THEN 'adopted' ELSE 'ended' END END AS outcome,
			count(*)::int AS tracks
		FROM stretch GROUP BY 1, 2, 3`;
}
