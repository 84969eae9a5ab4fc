import type { Db } from '../connect.ts';
import { ownChanges, SAME_TREE } from '../keep/relations.ts';

const COUNTS = ['adopted', 'open', 'declined', 'abandoned', 'outside'] as const;
export type SeriesCount = (typeof COUNTS)[number];

/** What changed in one period or on one day. */
export type Change = Record<SeriesCount, number>;

/** What changed for an area's own adoption, as a team, on a day. */
export type OwnChange = { patternId: string; on: string; change: Change };

/**
 * The changes of a pattern in the teams below an area in the weeks or months with these `numbers`, in no order; lists of
 * integers as text, which `ints` reads.
 */
export type Series = Record<SeriesCount | 'numbers', string> & { patternId: string; lastOn: string };

const lists = ['numbers', ...COUNTS]
	.map((name) => `coalesce(series.${name}::text, '{}') AS ${name}`)
	.join(', ');

/**
 * The series of an area by week or month, of these patterns; `lastOn`: nothing was recorded for a later day. What came and
 * went within one period is in no series, and still there on the days between.
 */
export async function spreadSeries(
	sql: Db,
	areaId: string,
	period: 'week' | 'month',
	patternIds: string[]
): Promise<Series[]> {
	return sql<Series[]>`
		SELECT total.pattern_id AS "patternId", ${sql.unsafe(lists)}, total.last_on AS "lastOn"
		FROM spread_totals total LEFT JOIN spread_series series
			ON series.area_id = total.area_id AND series.pattern_id = total.pattern_id AND series.period = ${period}
		WHERE total.area_id = ${areaId} AND total.pattern_id = ANY (${patternIds}::uuid[])`;
}

const sums = COUNTS.map((count) => `'${count}', sum(${count})`).join(', ');

/** What changed of these patterns in the teams below an area after a day up to another, by pattern id. */
export async function changesBetween(
	sql: Db,
	areaId: string,
	after: string,
	to: string,
	patternIds: string[]
): Promise<Map<string, Change>> {
	const rows = await sql<{ patternId: string; change: Change }[]>`
		SELECT pattern_id AS "patternId", json_build_object(${sql.unsafe(sums)}) AS change FROM spread_changes
		WHERE area_id = ${areaId} AND pattern_id = ANY (${patternIds}::uuid[]) AND on_day > ${after} AND on_day <= ${to}
		GROUP BY pattern_id`;
	return new Map(rows.map(({ patternId, change }) => [patternId, change]));
}

const own = ownChanges('own_stays both_stays', 'own_misfits misfit', SAME_TREE);

/**
 * What changed day by day for an area's own adoptions and fit of patterns, as a team: all there is of a leaf, mostly
 * nothing of others.
 */
export async function ownSpread(sql: Db, areaId: string, patternIds: string[]): Promise<OwnChange[]> {
	return sql<OwnChange[]>`
		WITH own_stays AS (
			SELECT *, 1 AS sign FROM stays WHERE team_id = ${areaId} AND pattern_id = ANY (${patternIds}::uuid[])
		), own_misfits AS (
			SELECT *, 1 AS sign FROM misfits WHERE team_id = ${areaId} AND pattern_id = ANY (${patternIds}::uuid[])
		)
		SELECT pattern_id AS "patternId", on_day AS on, json_build_object(${sql.unsafe(COUNTS.map((count) => `'${count}', ${count}`).join(', '))}) AS change
		FROM (${sql.unsafe(own)}) changes ORDER BY on_day`;
}

/** How the number of an area's joined leaf teams changes: the days, and by how many. */
export async function leafChanges(sql: Db, areaId: string): Promise<{ on: string; teams: number }[]> {
	return sql<{ on: string; teams: number }[]>`
		SELECT on_day AS on, teams FROM leaf_changes WHERE area_id = ${areaId} ORDER BY on_day`;
}
