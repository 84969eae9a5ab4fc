import type { Db } from '../connect.ts';
import { stanceSql } from './backing.ts';
import { stretches } from './stretches.ts';
import type { Stage } from './stage.ts';

/** One team's way to adopting: how long, how it ended, where the team sits, and whether it had seen it nearby. */
export type Track = {
	days: number;
	adopted: boolean;
	/** The part of the area that the team lies in; null where it is the area itself. */
	partKey: string | null;
	partName: string | null;
	/** Whether it worked with a team that used the pattern when it began; null for a team without links. */
	linked: boolean | null;
	/** Whether support was agreed when it began, and whether its area was backed; null where nothing is on record of that for the pattern. */
	supported: boolean | null;
	backed: boolean | null;
};

/** The ways to adopting of an area's teams from entering a stage on, as known at the end of a day; see `trackCounts`. */
export async function tracks(
	db: Db,
	patternId: string,
	areaId: string,
	stage: Stage,
	asOf: string
): Promise<Track[]> {
	return db<Track[]>`
		WITH stretch AS (${stretches(db, patternId, areaId, stage, asOf)})
		SELECT CASE WHEN outcome_on <= ${asOf} THEN outcome_on ELSE ${asOf}::date END - stretch.from_on AS days,
			coalesce(outcome IN ('adopted', 'sustained') AND outcome_on <= ${asOf}, false) AS adopted,
			part.key AS "partKey", part.name AS "partName",
			(SELECT bool_or(EXISTS (SELECT FROM stays other WHERE other.pattern_id = ${patternId}
					AND other.team_id = near.team_id AND other.stage IN ('adopted', 'sustained')
					AND other.from_on <= stretch.from_on AND other.until_on > stretch.from_on))
				FROM (SELECT to_team_id AS team_id FROM links WHERE from_team_id = stretch.team_id
					UNION SELECT from_team_id FROM links WHERE to_team_id = stretch.team_id) near) AS linked,
			CASE WHEN EXISTS (SELECT FROM agreements WHERE pattern_id = ${patternId} AND agreed_on <= ${asOf})
				THEN EXISTS (SELECT FROM agreements own WHERE own.team_id = stretch.team_id AND own.pattern_id = ${patternId}
					AND own.kind <> 'none' AND own.agreed_on <= stretch.from_on) END AS supported,
			CASE WHEN EXISTS (SELECT FROM backings WHERE backed_from <= ${asOf} AND (pattern_id = ${patternId}
					OR coalition_id = (SELECT coalition_id FROM patterns WHERE id = ${patternId})))
				THEN coalesce(${db.unsafe(stanceSql('stretch.team_id', `'${patternId}'::uuid`, 'stretch.from_on'))} = 'backed', false) END AS backed
		FROM stretch
		LEFT JOIN LATERAL (SELECT child.key, child.name
			FROM team_areas inside JOIN team_areas top ON top.team_id = inside.area_id AND top.area_id = ${areaId}
				AND top.depth = 1 AND top.from_on <= ${asOf} AND top.until_on > ${asOf}
			JOIN teams child ON child.id = inside.area_id
			WHERE inside.team_id = stretch.team_id AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}) part ON true`;
}
