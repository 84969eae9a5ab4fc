import type { Importing } from './target.ts';

/** Puts staged teams below their parents: new teams for all time, known ones that moved from today on. */
export async function placeTeams(importing: Importing): Promise<void> {
	const { sql, importId, today } = importing;
	if (await rejectLoops(importing)) return;
	const moves = sql`
		SELECT t.id AS team_id, parent.id AS parent_id, place.from_on
		FROM staged_teams s JOIN teams t ON t.key = s.team_key LEFT JOIN teams parent ON parent.key = s.parent_key
		JOIN team_places place ON place.team_id = t.id AND place.until_on = 'infinity'
		WHERE place.parent_id IS DISTINCT FROM parent.id`;
	// moved before on this very day: that move is corrected
	await sql`
		UPDATE team_places place SET parent_id = move.parent_id, import_id = ${importId} FROM (${moves}) move
		WHERE place.team_id = move.team_id AND place.from_on = move.from_on AND place.from_on >= ${today}`;
	await sql`
		WITH move AS (${moves}), ended AS (
			UPDATE team_places place SET until_on = ${today} FROM move
			WHERE place.team_id = move.team_id AND place.from_on = move.from_on
		)
		INSERT INTO team_places (team_id, parent_id, from_on, until_on, import_id)
		SELECT team_id, parent_id, ${today}::date, 'infinity', ${importId}::uuid FROM move`;
	await sql`
		INSERT INTO team_places (team_id, parent_id, from_on, until_on, import_id)
		SELECT t.id, parent.id, '-infinity', 'infinity', ${importId}
		FROM staged_teams s JOIN teams t ON t.key = s.team_key LEFT JOIN teams parent ON parent.key = s.parent_key
		WHERE NOT EXISTS (SELECT FROM team_places WHERE team_id = t.id)`;
}

/** Rejects teams that would lie in themselves, naming the loop once. */
async function rejectLoops({ sql, rejections }: Importing): Promise<boolean> {
	const loops = await sql<{ line: number; key: string; parent: string; loop: string[] }[]>`
		WITH RECURSIVE edges AS (
			SELECT s.line, s.team_key AS key, s.parent_key AS parent FROM staged_teams s WHERE s.parent_key IS NOT NULL
			UNION ALL
			SELECT NULL, t.key, parent.key
			FROM team_places place JOIN teams t ON t.id = place.team_id JOIN teams parent ON parent.id = place.parent_id
			WHERE place.until_on = 'infinity' AND t.key NOT IN (SELECT team_key FROM staged_teams)
		), up AS (
			SELECT line, key, parent, ARRAY[key, parent] AS loop FROM edges WHERE line IS NOT NULL
			UNION ALL
			SELECT up.line, up.key, edges.parent, up.loop || edges.parent
			FROM up JOIN edges ON edges.key = up.parent
			WHERE up.parent <> up.key AND NOT edges.parent = ANY (up.loop[2:])
		)
		SELECT DISTINCT ON (members) line, key, loop FROM (
			SELECT *, ARRAY(SELECT DISTINCT unnest(loop) ORDER BY 1) AS members FROM up WHERE parent = key
		) closed ORDER BY members, line`;
	rejections.add(
		loops.map(({ line, loop }) => ({
			file: 'teams.csv',
			line,
			column: 'parent_key',
			says: loop[1]!,
			expected: `a team that does not lie in this one; now they lie in each other: ${loop.join(' < ')}`
		}))
	);
	return loops.length > 0;
}
