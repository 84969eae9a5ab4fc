import type { Db } from '../connect.ts';
import { STAGES } from '../words.ts';

export type AreaSpan = { key: string; name: string; depth: number; from: number; teams: number };
export type ListedTeam = { id: string; key: string; name: string; joinedLeaf: boolean };
export type TreePage = { total: number; areas: AreaSpan[]; teams: ListedTeam[] };

/**
 * The teams of an area that are eligible for any pattern at the end of a day (joined leaf teams, and others with a
 * record), in the order of the tree, siblings by name: `count` of them after the first `skip`, how many there are in
 * all, and which places each area below the area takes.
 */
export async function teamsOfTree(
	db: Db,
	areaId: string,
	asOf: string,
	{ skip, count }: { skip: number; count: number }
): Promise<TreePage> {
	const [page] = await db<[TreePage]>`
		WITH RECURSIVE tree AS (
			SELECT ${areaId}::uuid AS id, 0 AS depth, '{}'::text[] AS way
			UNION ALL
			SELECT child.team_id, tree.depth + 1, way || teams.name || teams.key
			FROM tree JOIN team_areas child ON child.area_id = tree.id AND child.depth = 1
				AND child.from_on <= ${asOf} AND child.until_on > ${asOf}
			JOIN teams ON teams.id = child.team_id
		), listed AS MATERIALIZED (
			SELECT tree.id, key, name, leaf.team_id IS NOT NULL AS "joinedLeaf", row_number() OVER (ORDER BY way)::int - 1 AS place
			FROM tree JOIN teams USING (id)
			LEFT JOIN leaf_spans leaf ON leaf.team_id = tree.id AND leaf.from_on <= ${asOf} AND leaf.until_on > ${asOf}
			WHERE leaf.team_id IS NOT NULL
				OR EXISTS (SELECT FROM stays WHERE stays.team_id = tree.id AND stays.from_on <= ${asOf})
		), span AS (
			SELECT area_id AS id, min(place) AS "from", count(*)::int AS teams
			FROM listed JOIN team_areas ON team_id = listed.id AND from_on <= ${asOf} AND until_on > ${asOf}
			GROUP BY area_id
		)
		SELECT (SELECT count(*)::int FROM listed) AS total,
			(SELECT coalesce(json_agg(json_build_object('key', key, 'name', name, 'depth', tree.depth, 'from', "from",
				'teams', teams) ORDER BY way), '[]')
				FROM tree JOIN span USING (id) JOIN teams team USING (id)
				WHERE tree.depth > 0 AND EXISTS (SELECT FROM team_areas below WHERE below.area_id = tree.id
					AND below.depth = 1 AND below.from_on <= ${asOf} AND below.until_on > ${asOf})) AS areas,
			(SELECT coalesce(json_agg(json_build_object('id', id, 'key', key, 'name', name, 'joinedLeaf', "joinedLeaf")
				ORDER BY place), '[]')
				FROM listed WHERE place >= ${skip} AND place < ${skip + count}) AS teams`;
	return page;
}

/**
 * The stages of teams at the end of a day, in the order of `teamIds`: bytes that hold a 32-bit number for every
 * pattern that the team has a record of, ten times the pattern's place in `patternIds` (from 0) plus the stage's in
 * STAGES (from 0). Null for a team without records.
 */
export async function recordedStages(
	db: Db,
	teamIds: string[],
	patternIds: string[],
	asOf: string
): Promise<(Buffer | null)[]> {
	// numbers, since filling the gaps between records is dearer here than where they are read
	const rows = await db<{ records: Buffer | null }[]>`
		SELECT (
			SELECT string_agg(int4send(((pattern.place - 1) * 10 + array_position(${[...STAGES]}, stage) - 1)::int), '')
			FROM stays JOIN unnest(${patternIds}::uuid[]) WITH ORDINALITY AS pattern (id, place) ON pattern.id = pattern_id
			WHERE stays.team_id = team.id AND from_on <= ${asOf} AND until_on > ${asOf}
		) AS records
		FROM unnest(${teamIds}::uuid[]) WITH ORDINALITY AS team (id, place) ORDER BY team.place`;
	return rows.map(({ records }) => records);
}
