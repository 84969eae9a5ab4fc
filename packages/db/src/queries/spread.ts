import type { Db } from '../connect.ts';

export type SpreadRow = {
	key: string;
	name: string;
	kind: 'success' | 'failure';
	discoveredOn: string | null;
	eligible: number;
	adopted: number;
	sustained: number;
	open: number;
	declined: number;
	abandoned: number;
};

/** How far every pattern has spread in an area at the end of a day: teams by state, patterns by key. */
export async function spread(db: Db, areaId: string, asOf: string): Promise<SpreadRow[]> {
	return db.$client<SpreadRow[]>`
		WITH leaves AS (
			SELECT coalesce(sum(teams), 0) AS teams FROM leaf_changes WHERE area_id = ${areaId} AND on_day <= ${asOf}
		), state AS (
			SELECT pattern_id, sum(adopted) AS adopted, sum(sustained) AS sustained, sum(open) AS open,
				sum(declined) AS declined, sum(abandoned) AS abandoned, sum(outside) AS outside
			FROM spread_changes WHERE area_id = ${areaId} AND on_day <= ${asOf} GROUP BY pattern_id
		)
		SELECT key, name, kind, discovered_on AS "discoveredOn",
			(leaves.teams + coalesce(outside, 0))::int AS eligible,
			coalesce(adopted, 0)::int AS adopted, coalesce(sustained, 0)::int AS sustained, coalesce(open, 0)::int AS open,
			coalesce(declined, 0)::int AS declined, coalesce(abandoned, 0)::int AS abandoned
		FROM patterns CROSS JOIN leaves LEFT JOIN state ON state.pattern_id = patterns.id
		ORDER BY key`;
}
