import type { Db } from '../connect.ts';
import { statesOn } from './states-on.ts';

export type MatrixRow = {
	key: string;
	name: string;
	kind: 'success' | 'failure';
	eligible: number[];
	adopted: number[];
	open: number[];
};

/** The spread of every pattern, or the given one, in areas at the end of a day: one row a pattern, by key, with one entry an area. */
export async function matrix(
	sql: Db,
	areaIds: string[],
	asOf: string,
	patternId?: string
): Promise<MatrixRow[]> {
	return sql<MatrixRow[]>`
		WITH area AS (
			SELECT id, n, coalesce((SELECT sum(teams) FROM leaf_changes WHERE area_id = id AND on_day <= ${asOf}), 0)::int AS teams
			FROM unnest(${areaIds}::uuid[]) WITH ORDINALITY AS a (id, n)
		), state AS (
			SELECT area_id, pattern_id, sum(adopted) AS adopted, sum(open) AS open, sum(outside) AS outside
			FROM (${statesOn(sql, areaIds, asOf, patternId)}) states GROUP BY area_id, pattern_id
		)
		SELECT key, name, kind, json_agg(area.teams + coalesce(state.outside, 0) ORDER BY n) AS eligible,
			json_agg(coalesce(state.adopted, 0) ORDER BY n) AS adopted, json_agg(coalesce(state.open, 0) ORDER BY n) AS open
		FROM patterns CROSS JOIN area LEFT JOIN state ON state.pattern_id = patterns.id AND state.area_id = area.id
		${patternId ? sql`WHERE patterns.id = ${patternId}` : sql``}
		GROUP BY patterns.id ORDER BY key`;
}
