import type { Db } from '../connect.ts';

export type CurveRow = {
	on: string;
	eligible: number;
	adopted: number;
	open: number;
	declined: number;
	abandoned: number;
};

/** The spread of one pattern in an area at the end of each of the days, which ascend. */
export async function curve(db: Db, patternId: string, areaId: string, days: string[]): Promise<CurveRow[]> {
	return db<CurveRow[]>`
		WITH period AS (
			SELECT on_day, lag(on_day) OVER (ORDER BY on_day) AS after_day
			FROM unnest(${days}::date[]) AS on_day
		)
		SELECT period.on_day AS on,
			(sum(leaves.teams + coalesce(outside, 0)) OVER so_far)::int AS eligible,
			(sum(coalesce(adopted, 0)) OVER so_far)::int AS adopted,
			(sum(coalesce(open, 0)) OVER so_far)::int AS open,
			(sum(coalesce(declined, 0)) OVER so_far)::int AS declined,
			(sum(coalesce(abandoned, 0)) OVER so_far)::int AS abandoned
		FROM period
		LEFT JOIN LATERAL (
			SELECT sum(adopted) AS adopted, sum(open) AS open, sum(declined) AS declined,
				sum(abandoned) AS abandoned, sum(outside) AS outside
			FROM spread_changes
			WHERE area_id = ${areaId} AND pattern_id = ${patternId}
				AND on_day <= period.on_day AND (after_day IS NULL OR on_day > after_day)
		) change ON true
		LEFT JOIN LATERAL (
			SELECT coalesce(sum(teams), 0) AS teams FROM leaf_changes
			WHERE area_id = ${areaId} AND on_day <= period.on_day AND (after_day IS NULL OR on_day > after_day)
		) leaves ON true
		WINDOW so_far AS (ORDER BY period.on_day)
		ORDER BY period.on_day`;
}

export type CurvesRow = { key: string; adopted: number[]; open: number[] };

/**
 * Adopted and open teams of all patterns in an area at the end of each of the days, as one array a pattern.
 * `wholeMonths`: all days but the last one end a month, so that whole months can be added up instead of days.
 */
export async function curves(
	sql: Db,
	areaId: string,
	days: string[],
	{ wholeMonths }: { wholeMonths: boolean }
): Promise<CurvesRow[]> {
	const end = days.at(-1)!;
	const month = sql`date_trunc('month', ${end}::timestamp)::date`;
	const changes = wholeMonths
		? sql`SELECT * FROM spread_months WHERE area_id = ${areaId} AND on_day < ${month}
			UNION ALL
			SELECT lately.* FROM patterns JOIN LATERAL (SELECT * FROM spread_changes
				WHERE area_id = ${areaId} AND pattern_id = patterns.id AND on_day BETWEEN ${month} AND ${end}) lately ON true`
		: sql`SELECT * FROM spread_changes WHERE area_id = ${areaId} AND on_day <= ${end}`;
	return sql<CurvesRow[]>`
		WITH period AS (
			SELECT on_day, n FROM unnest(${days}::date[]) WITH ORDINALITY AS p (on_day, n)
		), change AS (
			-- each change counts from the first of the days that is not before it
			SELECT pattern_id, width_bucket(on_day - 1, ${days}::date[]) + 1 AS n,
				sum(adopted) AS adopted, sum(open) AS open
			FROM (${changes}) changes
			GROUP BY 1, 2
		), running AS (
			SELECT patterns.key, period.n,
				sum(coalesce(adopted, 0)) OVER so_far AS adopted, sum(coalesce(open, 0)) OVER so_far AS open
			FROM patterns CROSS JOIN period LEFT JOIN change ON change.pattern_id = patterns.id AND change.n = period.n
			WINDOW so_far AS (PARTITION BY patterns.key ORDER BY period.n)
		)
		SELECT key, array_agg(adopted::int ORDER BY n) AS adopted, array_agg(open::int ORDER BY n) AS open
		FROM running GROUP BY key ORDER BY key`;
}

/** Joined leaf teams of an area at the end of each of the days. */
export async function leafCounts(db: Db, areaId: string, days: string[]): Promise<number[]> {
	const rows = await db<{ teams: number }[]>`
		SELECT (SELECT coalesce(sum(teams), 0) FROM leaf_changes WHERE area_id = ${areaId} AND leaf_changes.on_day <= d.on_day)::int AS teams
		FROM unnest(${days}::date[]) AS d (on_day) ORDER BY d.on_day`;
	return rows.map((row) => row.teams);
}
