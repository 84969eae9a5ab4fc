import type { Db } from '../connect.ts';

/** Of the teams with a value of a trait: how many use the pattern, gave it up after adopting or starting, declined it. */
export type TraitOutcome = {
	trait: string;
	value: string;
	inUse: number;
	gaveUp: number;
	declined: number;
};

/**
 * What became of a pattern in the teams of an area, by their traits as last observed by a day. A team whose trait
 * nobody knows is in no row of that trait.
 */
export async function traitOutcomes(
	db: Db,
	patternId: string,
	areaId: string,
	asOf: string
): Promise<TraitOutcome[]> {
	return db<TraitOutcome[]>`
		WITH decided AS (
			SELECT stay.team_id, stay.stage
			FROM stays stay JOIN team_areas area ON area.team_id = stay.team_id AND area.area_id = ${areaId}
				AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
			WHERE stay.pattern_id = ${patternId} AND stay.from_on <= ${asOf} AND stay.until_on > ${asOf}
				AND stay.stage IN ('adopted', 'sustained', 'abandoned', 'declined')
		), known AS (
			SELECT DISTINCT ON (team_id, trait) team_id, trait, value FROM traits
			WHERE observed_on <= ${asOf} ORDER BY team_id, trait, observed_on DESC
		)
		SELECT trait, value,
			count(*) FILTER (WHERE stage IN ('adopted', 'sustained'))::int AS "inUse",
			count(*) FILTER (WHERE stage = 'abandoned')::int AS "gaveUp",
			count(*) FILTER (WHERE stage = 'declined')::int AS declined
		FROM decided JOIN known USING (team_id) GROUP BY trait, value ORDER BY trait, value`;
}
