import type { Db } from '../connect.ts';
import { ownChanges, SAME_TREE } from '../keep/relations.ts';
import { ints } from './ints.ts';

const COUNTS = ['adopted', 'open', 'declined', 'abandoned', 'outside'] as const;
export type SeriesCount = (typeof COUNTS)[number];

/** What changed in one period or on one day. */
export type Change = Record<SeriesCount, number>;

/** What changed for an area's own adoption, as a team, on a day. */
export type OwnChange = { patternId: string; on: string; change: Change };

/** The changes of a pattern in the teams below an area in the weeks or months with these `numbers`, in no order. */
export type Series<Count extends SeriesCount = SeriesCount> = {
	patternId: string;
	numbers: number[];
	changes: Record<Count, number[]>;
	/** What of the last period asked for comes after the last day asked for; null where nothing does. */
	after: Change | null;
};

const sums = COUNTS.map((count) => `'${count}', sum(${count})`).join(', ');

/**
 * The series of an area by week or month, of one pattern if given. `to`: the last day asked for, `periodEnd`: the last
 * day of its period.
 */
export async function spreadSeries<Count extends SeriesCount>(
	sql: Db,
	areaId: string,
	period: 'week' | 'month',
	counts: readonly Count[],
	{ to, periodEnd, patternId }: { to: string; periodEnd: string; patternId?: string }
): Promise<Series<Count>[]> {
	const arrays = ['numbers', ...counts].map((count) => `series.${count}::text AS ${count}`).join(', ');
	type Row = Record<Count | 'numbers', string> & { patternId: string; after: Change | null };
	const rows = await sql<Row[]>`
		SELECT series.pattern_id AS "patternId", ${sql.unsafe(arrays)}, CASE WHEN last_on > ${to} THEN (
				SELECT json_build_object(${sql.unsafe(sums)}) FROM spread_changes late
				WHERE late.area_id = ${areaId} AND late.pattern_id = series.pattern_id
					AND on_day > ${to} AND on_day <= ${periodEnd} HAVING count(*) > 0) END AS after
		FROM spread_series series
		JOIN spread_totals total ON total.area_id = series.area_id AND total.pattern_id = series.pattern_id
		WHERE series.area_id = ${areaId} AND period = ${period} ${patternId ? sql`AND series.pattern_id = ${patternId}` : sql``}`;
	return rows.map((row) => ({
		patternId: row.patternId,
		numbers: ints(row.numbers),
		changes: Object.fromEntries(counts.map((count) => [count, ints(row[count])])) as Record<Count, number[]>,
		after: row.after
	}));
}

const own = ownChanges('own_stays both_stays', SAME_TREE);

/** What changed day by day for an area's own adoptions, as a team: all there is of a leaf, mostly nothing of others. */
export async function ownSpread(sql: Db, areaId: string): Promise<OwnChange[]> {
	return sql<OwnChange[]>`
		WITH own_stays AS (
			SELECT *, 1 AS sign FROM stays WHERE team_id = ${areaId}
		)
		SELECT pattern_id AS "patternId", on_day AS on, json_build_object(${sql.unsafe(COUNTS.map((count) => `'${count}', ${count}`).join(', '))}) AS change
		FROM (${sql.unsafe(own)}) changes ORDER BY on_day`;
}

/** How the number of an area's joined leaf teams changes: the days, and by how many. */
export async function leafChanges(sql: Db, areaId: string): Promise<{ on: string; teams: number }[]> {
	return sql<{ on: string; teams: number }[]>`
		SELECT on_day AS on, teams FROM leaf_changes WHERE area_id = ${areaId} ORDER BY on_day`;
}
