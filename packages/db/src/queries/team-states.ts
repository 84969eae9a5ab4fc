import type { Db } from '../connect.ts';
import { STAGES } from '../words.ts';

export type TeamBelow = {
	id: string;
	key: string;
	name: string;
	parentId: string | null;
	/** Joined, and without teams below it. */
	joinedLeaf: boolean;
	/** Eligible for some pattern: a joined leaf, or a team with a record. */
	eligible: boolean;
};

/** All teams of an area on a day, the area itself among them, in any order. */
export async function teamsBelow(db: Db, areaId: string, asOf: string): Promise<TeamBelow[]> {
	// as one JSON text, which is read faster than thousands of rows
	const [row] = await db<[{ teams: TeamBelow[] }]>`
		SELECT coalesce(json_agg(json_build_object('id', inside.team_id, 'key', key, 'name', name, 'parentId', parent_id,
			'joinedLeaf', leaf.team_id IS NOT NULL,
			'eligible', leaf.team_id IS NOT NULL
				OR EXISTS (SELECT FROM stays WHERE stays.team_id = inside.team_id AND stays.from_on <= ${asOf}))), '[]') AS teams
		FROM team_areas inside JOIN teams ON teams.id = team_id
		LEFT JOIN team_places place ON place.team_id = inside.team_id AND place.from_on <= ${asOf} AND place.until_on > ${asOf}
		LEFT JOIN leaf_spans leaf ON leaf.team_id = inside.team_id AND leaf.from_on <= ${asOf} AND leaf.until_on > ${asOf}
		WHERE inside.area_id = ${areaId} AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}`;
	return row.teams;
}

/**
 * The stages of teams at the end of a day, in the order of `teamIds`: bytes that hold a 32-bit number for every
 * pattern that the team has a record of, ten times the pattern's place in `allPatterns` (from 0) plus the stage's in
 * STAGES (from 0). Null for a team without records.
 */
export async function recordedStages(db: Db, teamIds: string[], asOf: string): Promise<(Buffer | null)[]> {
	// numbers, since filling the gaps between records is dearer here than where they are read
	const rows = await db<{ records: Buffer | null }[]>`
		WITH pattern AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY key)::int - 1 AS place FROM patterns)
		SELECT (
			SELECT string_agg(int4send(pattern.place * 10 + array_position(${[...STAGES]}, stage) - 1), '')
			FROM stays JOIN pattern ON pattern.id = pattern_id
			WHERE stays.team_id = team.id AND from_on <= ${asOf} AND until_on > ${asOf}
		) AS records
		FROM unnest(${teamIds}::uuid[]) WITH ORDINALITY AS team (id, place) ORDER BY team.place`;
	return rows.map(({ records }) => records);
}
