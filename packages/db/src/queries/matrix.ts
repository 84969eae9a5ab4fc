import type { Db } from '../connect.ts';

export type MatrixCell = {
	team: string;
	pattern: string;
	eligible: number;
	adopted: number;
	open: number;
};

/** The spread of every pattern in every child of an area at the end of a day. */
export async function matrix(db: Db, areaId: string, asOf: string): Promise<MatrixCell[]> {
	return db.$client<MatrixCell[]>`
		WITH child AS (
			SELECT team_id AS id,
				coalesce((SELECT sum(teams) FROM leaf_changes WHERE leaf_changes.area_id = team_id AND on_day <= ${asOf}), 0) AS leaves
			FROM team_areas WHERE area_id = ${areaId} AND depth = 1 AND from_on <= ${asOf} AND until_on > ${asOf}
		), state AS (
			SELECT area_id, pattern_id, sum(adopted) AS adopted, sum(open) AS open, sum(outside) AS outside
			FROM spread_changes WHERE area_id IN (SELECT id FROM child) AND on_day <= ${asOf} GROUP BY area_id, pattern_id
		)
		SELECT teams.key AS team, patterns.key AS pattern, (child.leaves + coalesce(outside, 0))::int AS eligible,
			coalesce(adopted, 0)::int AS adopted, coalesce(open, 0)::int AS open
		FROM child JOIN teams USING (id) CROSS JOIN patterns
		LEFT JOIN state ON state.area_id = child.id AND state.pattern_id = patterns.id
		ORDER BY teams.name, teams.key, patterns.key`;
}
