import type { Db } from '../connect.ts';
import { stateOn } from './state-on.ts';

export type MatrixCell = {
	team: string;
	pattern: string;
	eligible: number;
	adopted: number;
	open: number;
};

/** The spread of every pattern in every child of an area at the end of a day. */
export async function matrix(sql: Db, areaId: string, asOf: string): Promise<MatrixCell[]> {
	return sql<MatrixCell[]>`
		WITH child AS (
			SELECT team_id AS id,
				coalesce((SELECT sum(teams) FROM leaf_changes WHERE leaf_changes.area_id = team_id AND on_day <= ${asOf}), 0) AS leaves
			FROM team_areas WHERE area_id = ${areaId} AND depth = 1 AND from_on <= ${asOf} AND until_on > ${asOf}
		)
		SELECT teams.key AS team, cell.key AS pattern, (child.leaves + coalesce(cell.outside, 0))::int AS eligible,
			coalesce(cell.adopted, 0)::int AS adopted, coalesce(cell.open, 0)::int AS open
		FROM child JOIN teams USING (id)
		-- area by area (OFFSET 0): the planner takes an area for one of many children and would read all totals
		CROSS JOIN LATERAL (
			SELECT patterns.key, state.* FROM patterns
			LEFT JOIN spread_totals total ON total.area_id = child.id AND total.pattern_id = patterns.id
			LEFT JOIN LATERAL (${stateOn(sql, asOf)}) state ON true
			OFFSET 0
		) cell
		ORDER BY teams.name, teams.key, cell.key`;
}
