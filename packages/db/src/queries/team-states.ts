import type { Db } from '../connect.ts';
import { ints } from './ints.ts';
import type { Stage } from './stage.ts';

export type TeamBelow = {
	id: string;
	key: string;
	name: string;
	parentId: string | null;
	/** Joined, and without teams below it. */
	joinedLeaf: boolean;
};

/** All teams of an area on a day, the area itself among them, in any order. */
export async function teamsBelow(db: Db, areaId: string, asOf: string): Promise<TeamBelow[]> {
	// as one JSON text, which is read faster than thousands of rows
	const [row] = await db<[{ teams: TeamBelow[] }]>`
		SELECT coalesce(json_agg(json_build_object('id', inside.team_id, 'key', key, 'name', name, 'parentId', parent_id,
			'joinedLeaf', leaf.team_id IS NOT NULL)), '[]') AS teams
		FROM team_areas inside JOIN teams ON teams.id = team_id
		LEFT JOIN team_places place ON place.team_id = inside.team_id AND place.from_on <= ${asOf} AND place.until_on > ${asOf}
		LEFT JOIN leaf_spans leaf ON leaf.team_id = inside.team_id AND leaf.from_on <= ${asOf} AND leaf.until_on > ${asOf}
		WHERE inside.area_id = ${areaId} AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}`;
	return row.teams;
}

/**
 * Teams that are in one stage of a pattern, or leaves that are not eligible for it: their places among the teams that
 * were asked for, from 1 on.
 */
export type StageTeams = { patternId: string; stage: Stage | 'not eligible'; places: number[] };

/** Which of the teams are in which stage of patterns at the end of a day, and whose context breaks them. */
export async function recordedStages(
	db: Db,
	teamIds: string[],
	asOf: string,
	patternIds: string[]
): Promise<StageTeams[]> {
	const rows = await db<(Omit<StageTeams, 'places'> & { places: string })[]>`
		SELECT pattern_id AS "patternId", stage, array_agg(place)::text AS places
		FROM unnest(${teamIds}::uuid[]) WITH ORDINALITY AS team (id, place) JOIN (
			SELECT team_id, pattern_id, stage FROM stays
			WHERE pattern_id = ANY (${patternIds}::uuid[]) AND from_on <= ${asOf} AND until_on > ${asOf}
			UNION ALL
			SELECT team_id, pattern_id, 'not eligible' FROM misfits JOIN leaf_spans leaf USING (team_id)
			WHERE pattern_id = ANY (${patternIds}::uuid[]) AND misfits.from_on <= ${asOf} AND misfits.until_on > ${asOf}
				AND leaf.from_on <= ${asOf} AND leaf.until_on > ${asOf}
				AND NOT EXISTS (SELECT FROM stays WHERE stays.team_id = misfits.team_id
					AND stays.pattern_id = misfits.pattern_id AND stays.from_on <= ${asOf})
		) state ON team_id = team.id
		GROUP BY pattern_id, stage`;
	return rows.map((row) => ({ ...row, places: ints(row.places) }));
}
