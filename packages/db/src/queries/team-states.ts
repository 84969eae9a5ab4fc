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

/** Teams that are in one stage of a pattern: their places among the teams that were asked for, from 1 on. */
export type StageTeams = { patternId: string; stage: Stage; places: number[] };

/** Which of the teams are in which stage of patterns at the end of a day. */
export async function recordedStages(
	db: Db,
	teamIds: string[],
	asOf: string,
	patternIds: string[]
): Promise<StageTeams[]> {
	const rows = await db<{ patternId: string; stage: Stage; places: string }[]>`
		SELECT pattern_id AS "patternId", stage, array_agg(place)::text AS places
		FROM unnest(${teamIds}::uuid[]) WITH ORDINALITY AS team (id, place) JOIN stays ON team_id = team.id
		WHERE pattern_id = ANY (${patternIds}::uuid[]) AND from_on <= ${asOf} AND until_on > ${asOf}
		GROUP BY pattern_id, stage`;
	return rows.map((row) => ({ ...row, places: ints(row.places) }));
}
