import type { Db } from '../connect.ts';
import { ownChanges, SAME_TREE } from '../keep/relations.ts';
import { compact, type Ints } from './ints.ts';

const COUNTS = ['adopted', 'open', 'declined', 'abandoned', 'outside'] as const;
export type SeriesCount = (typeof COUNTS)[number];

/** What changed for an area's own adoption, as a team, on a day. */
export type OwnChange = { patternId: string; on: string; change: Record<SeriesCount, number> };

/** The changes of a pattern in the teams below an area in the weeks, months or days with these `numbers`, in no order. */
export type Changes = Record<SeriesCount | 'numbers', Ints>;
export type Series = Changes & { patternId: string; lastOn: string };

type Lists = Record<SeriesCount | 'numbers', string> & { patternId: string };
const read = (lists: Lists): Changes => {
	const [numbers, ...counts] = compact([lists.numbers, ...COUNTS.map((count) => lists[count])]);
	const [adopted, open, declined, abandoned, outside] = counts;
	return {
		numbers: numbers!,
		adopted: adopted!,
		open: open!,
		declined: declined!,
		abandoned: abandoned!,
		outside: outside!
	};
};

const listed = ['numbers', ...COUNTS]
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
	const rows = await sql<(Lists & { lastOn: string })[]>`
		SELECT total.pattern_id AS "patternId", ${sql.unsafe(listed)}, total.last_on AS "lastOn"
		FROM spread_totals total LEFT JOIN spread_series series
			ON series.area_id = total.area_id AND series.pattern_id = total.pattern_id AND series.period = ${period}
		WHERE total.area_id = ${areaId} AND total.pattern_id = ANY (${patternIds}::uuid[])`;
	return rows.map((row) => ({ patternId: row.patternId, lastOn: row.lastOn, ...read(row) }));
}

const daily = ["on_day - date '0001-01-01'", ...COUNTS]
	.map((value, i) => `array_agg(${value})::text AS ${['numbers', ...COUNTS][i]}`)
	.join(', ');

/**
 * What changed of these patterns in the teams below an area on each of some days, both ends included, by pattern id: a
 * day's number is 0 for 0001-01-01.
 */
export async function dailyChanges(
	sql: Db,
	areaId: string,
	[first, last]: [string, string],
	patternIds: string[]
): Promise<Map<string, Changes>> {
	const rows = await sql<Lists[]>`
		SELECT pattern_id AS "patternId", ${sql.unsafe(daily)} FROM spread_changes
		WHERE area_id = ${areaId} AND pattern_id = ANY (${patternIds}::uuid[]) AND on_day BETWEEN ${first} AND ${last}
		GROUP BY pattern_id`;
	return new Map(rows.map((row) => [row.patternId, read(row)]));
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
