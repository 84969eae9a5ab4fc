import type { Db } from '../connect.ts';
import { statesOn } from './states-on.ts';

export type SpreadRow = {
	id: string;
	key: string;
	name: string;
	kind: 'success' | 'failure';
	retired: boolean;
	discoveredOn: string | null;
	eligible: number;
	adopted: number;
	sustained: number;
	open: number;
	declined: number;
	abandoned: number;
};

/** How far every pattern, or those given, have spread in an area at the end of a day: teams by state, patterns by key. */
export async function spread(
	sql: Db,
	areaId: string,
	asOf: string,
	patternIds?: string[]
): Promise<SpreadRow[]> {
	return sql<SpreadRow[]>`
		WITH leaves AS (
			SELECT coalesce(sum(teams), 0) AS teams FROM leaf_changes WHERE area_id = ${areaId} AND on_day <= ${asOf}
		), state AS (
			SELECT pattern_id, sum(adopted) AS adopted, sum(sustained) AS sustained, sum(open) AS open,
				sum(declined) AS declined, sum(abandoned) AS abandoned, sum(outside) AS outside
			FROM (${statesOn(sql, [areaId], asOf, patternIds)}) states GROUP BY pattern_id
		)
		SELECT patterns.id, key, name, kind, state = 'retired' AS retired, discovered_on AS "discoveredOn",
			(leaves.teams + coalesce(state.outside, 0))::int AS eligible,
			coalesce(state.adopted, 0)::int AS adopted, coalesce(state.sustained, 0)::int AS sustained,
			coalesce(state.open, 0)::int AS open, coalesce(state.declined, 0)::int AS declined,
			coalesce(state.abandoned, 0)::int AS abandoned
		FROM patterns CROSS JOIN leaves LEFT JOIN state ON state.pattern_id = patterns.id
		${patternIds ? sql`WHERE patterns.id = ANY (${patternIds}::uuid[])` : sql``}
		ORDER BY key`;
}
