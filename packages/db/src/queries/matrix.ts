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
		SELECT teams.key AS team, patterns.key AS pattern, (child.leaves + coalesce(state.outside, 0))::int AS eligible,
			coalesce(state.adopted, 0)::int AS adopted, coalesce(state.open, 0)::int AS open
		FROM child JOIN teams USING (id) CROSS JOIN patterns
		LEFT JOIN spread_totals total ON total.area_id = child.id AND total.pattern_id = patterns.id
		LEFT JOIN LATERAL (${stateOn(sql, asOf)}) state ON true
		ORDER BY teams.name, teams.key, patterns.key`;
}
