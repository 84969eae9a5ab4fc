import type { Db } from '../connect.ts';
import type { Stage } from './stage.ts';

/**
 * The ways to adopting (or giving up) of an area's teams from entering a stage on, as known at the end of a day: one row
 * (team_id, from_on, outcome, outcome_on) a team and stretch, from the first time it entered the stage in that stretch.
 */
export const stretches = (sql: Db, patternId: string, areaId: string, stage: Stage, asOf: string) => sql`
	SELECT stay.team_id, min(stay.from_on) AS from_on, stay.outcome, stay.outcome_on
	FROM stays stay JOIN team_areas area USING (team_id)
	WHERE stay.pattern_id = ${patternId} AND stay.stage = ${stage} AND stay.from_on <= ${asOf}
		AND area.area_id = ${areaId} AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
	GROUP BY stay.team_id, stay.outcome, stay.outcome_on`;
