import type { Db } from '../connect.ts';

export type FirstAdoptions = { on: string; teams: number };

/** The days up to `asOf` on which teams of an area adopted a pattern for the first time, and how many did. */
export async function firstAdoptions(
	db: Db,
	patternId: string,
	areaId: string,
	asOf: string
): Promise<FirstAdoptions[]> {
	return db<FirstAdoptions[]>`
		SELECT first_on AS on, count(*)::int AS teams FROM (
			SELECT min(stay.from_on) AS first_on
			FROM stays stay JOIN team_areas area ON area.team_id = stay.team_id AND area.area_id = ${areaId}
				AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
			WHERE stay.pattern_id = ${patternId} AND stay.stage IN ('adopted', 'sustained') AND stay.from_on <= ${asOf}
			GROUP BY stay.team_id
		) first GROUP BY first_on ORDER BY first_on`;
}
