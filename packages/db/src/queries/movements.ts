import type { Db } from '../connect.ts';
import { STAGES } from '../words.ts';
import type { Stage } from './stage.ts';

/** What became, from the end of a day to that of another, of the teams of an area that use a pattern. */
export type Movement = {
	areaId: string;
	patternId: string;
	/** In use at the end, and never up to the first day. */
	new: number;
	/** In use at the end and some time up to the first day, but not on it. */
	returned: number;
	/** In use on the first day and not at the end. */
	lapsed: number;
	/** In use on both days, by teams that lie in the area only on the last day, or only on the first. */
	movedIn: number;
	movedOut: number;
};

/**
 * The adoptions whose stage at the end of `to` began after `after`, with the stage at the end of `after` (null: none) and
 * whether they were ever in use up to that day, as rows (team_id, pattern_id, stage, was, ever). Nothing else can have
 * changed from one day to the other; stage by stage, since that is how stays are indexed.
 */
const changed = (sql: Db, after: string, to: string) => sql`
	SELECT now.team_id, now.pattern_id, now.stage, first.was, coalesce(first.ever, false) AS ever
	FROM patterns CROSS JOIN unnest(${[...STAGES]}::text[]) AS entered (stage)
	CROSS JOIN LATERAL (SELECT * FROM stays WHERE stays.pattern_id = patterns.id AND stays.stage = entered.stage
		AND stays.from_on > ${after} AND stays.from_on <= ${to} AND stays.until_on > ${to} OFFSET 0) now
	CROSS JOIN LATERAL (SELECT max(stage) FILTER (WHERE before.until_on > ${after}) AS was,
			bool_or(stage IN ('adopted', 'sustained')) AS ever FROM stays before
		WHERE before.team_id = now.team_id AND before.pattern_id = now.pattern_id AND before.from_on <= ${after}) first`;

/**
 * One row where the team of `changed` lies in the area on a day. Looked up team by team (OFFSET 0): the planner takes any
 * area for a small one, and would go through all that changed once for each of its teams.
 */
const placeOf = (sql: Db, areaId: string, day: string) => sql`
	SELECT FROM team_areas WHERE team_areas.team_id = changed.team_id AND area_id = ${areaId}
		AND from_on <= ${day} AND until_on > ${day} OFFSET 0`;

/**
 * Which teams use which patterns newly, again or no more at the end of `to`, compared with the end of `after`, for each
 * of the areas (their own adoptions, as teams, among them); what did not change is left out. A team counts where it lay
 * on the day in question: as lapsed where it was on the first day, as new or returned where it is on the last, and as
 * moved where it used the pattern on both. So with the teams in use on each day (`spread`, `areaStates`)
 *
 *     in use at first - lapsed - moved out = kept = in use at the end - new - returned - moved in
 *
 * and new, returned and lapsed of the parts of an area, and of its own adoptions, add up to those of the area; teams that
 * moved between parts count as moved in them and as kept in the area.
 */
export async function movements(
	sql: Db,
	areaIds: string[],
	{ after, to }: { after: string; to: string }
): Promise<Movement[]> {
	return sql<Movement[]>`
		WITH here AS (
			SELECT team_id, area_id, bool_or(from_on <= ${after} AND until_on > ${after}) AS at_first,
				bool_or(from_on <= ${to} AND until_on > ${to}) AS at_end
			FROM team_areas WHERE area_id = ANY (${areaIds}::uuid[]) GROUP BY 1, 2
		), turned AS (
			SELECT team_id, pattern_id, now_in_use, ever
			FROM (SELECT *, stage IN ('adopted', 'sustained') AS now_in_use,
				coalesce(was IN ('adopted', 'sustained'), false) AS was_in_use FROM (${changed(sql, after, to)}) stages) changed
			WHERE now_in_use <> was_in_use
		), counted AS (
			SELECT area_id, pattern_id, (now_in_use AND at_end AND NOT ever)::int AS new,
				(now_in_use AND at_end AND ever)::int AS returned, (NOT now_in_use AND at_first)::int AS lapsed,
				0 AS moved_in, 0 AS moved_out
			FROM turned JOIN here USING (team_id)
			UNION ALL
			SELECT area_id, used.pattern_id, 0, 0, 0, at_end::int, at_first::int
			-- few teams move: team by team (OFFSET 0), or the planner would go through all stays
			FROM here CROSS JOIN LATERAL (SELECT * FROM stays WHERE stays.team_id = here.team_id
				AND stays.stage IN ('adopted', 'sustained') AND stays.from_on <= ${after} AND stays.until_on > ${after} OFFSET 0) used
			CROSS JOIN LATERAL (SELECT FROM stays WHERE stays.team_id = used.team_id AND stays.pattern_id = used.pattern_id
				AND stays.stage IN ('adopted', 'sustained') AND stays.from_on <= ${to} AND stays.until_on > ${to} OFFSET 0) still
			WHERE at_first <> at_end
		)
		SELECT area_id AS "areaId", pattern_id AS "patternId", sum(new)::int AS new, sum(returned)::int AS returned,
			sum(lapsed)::int AS lapsed, sum(moved_in)::int AS "movedIn", sum(moved_out)::int AS "movedOut"
		FROM counted GROUP BY 1, 2
		HAVING sum(new + returned + lapsed + moved_in + moved_out) > 0`;
}

/**
 * Which adoptions were open at the end of `after` and in a later stage at the end of `to`, of teams that lay in the area
 * on the first day: the ids of their teams, by pattern id.
 */
export async function wentOn(
	sql: Db,
	areaId: string,
	{ after, to }: { after: string; to: string }
): Promise<Map<string, string[]>> {
	const later = sql`array_position(${[...STAGES]}::text[], stage) > array_position(${[...STAGES]}::text[], was)`;
	const rows = await sql<{ patternId: string; teams: string[] }[]>`
		SELECT pattern_id AS "patternId", json_agg(team_id) AS teams FROM (${changed(sql, after, to)}) changed
		CROSS JOIN LATERAL (${placeOf(sql, areaId, after)}) here
		WHERE was IN ('observed', 'identified', 'agreed', 'started') AND stage NOT IN ('declined', 'abandoned') AND ${later}
		GROUP BY 1`;
	return new Map(rows.map(({ patternId, teams }) => [patternId, teams]));
}

/** How many adoptions were in a stage (null: had none) at the end of a day, and in another one at that of a later day. */
export type StageMove = { from: Stage | null; to: Stage; adoptions: number };

/**
 * The moves between stages from the end of `after` to the end of `to`, of the teams that lie in the area on the last day;
 * an adoption that is in the stage it was in has not moved, whatever happened between. Of one pattern if given.
 */
export async function stageMoves(
	sql: Db,
	areaId: string,
	{ after, to, patternId }: { after: string; to: string; patternId?: string }
): Promise<StageMove[]> {
	return sql<StageMove[]>`
		SELECT was AS from, stage AS to, count(*)::int AS adoptions FROM (${changed(sql, after, to)}) changed
		CROSS JOIN LATERAL (${placeOf(sql, areaId, to)}) here
		WHERE was IS DISTINCT FROM stage AND ${patternId ? sql`pattern_id = ${patternId}` : sql`true`}
		GROUP BY 1, 2 ORDER BY array_position(${[...STAGES]}::text[], was) NULLS FIRST, array_position(${[...STAGES]}::text[], stage)`;
}
