import type { Transaction } from '../connect.ts';
import { NEW_TREE, relations, SAME_TREE, treeAreas, treeLeaves, writes } from './relations.ts';

/** Makes a relation a temporary table that the planner knows the size of. */
export async function materialize(sql: Transaction, name: string, query: string): Promise<void> {
	await sql.unsafe(`CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS ${query}`);
	await sql.unsafe(`ANALYZE ${name}`);
}

/** Reads the tree anew, and adds the adoptions of teams that lie elsewhere now, or are leaves otherwise, to `touched`. */
async function readTree(sql: Transaction): Promise<void> {
	await materialize(sql, 'tree_areas', treeAreas);
	await sql`CREATE INDEX ON tree_areas (area_id, depth)`;
	await materialize(sql, 'tree_leaves', treeLeaves);
	await sql`
		INSERT INTO touched
		SELECT team_id, pattern_id FROM adoptions WHERE team_id IN (
			SELECT team_id FROM (TABLE tree_areas EXCEPT SELECT team_id, area_id, depth, from_on, until_on FROM team_areas) came
			UNION ALL
			SELECT team_id FROM (SELECT team_id, area_id, depth, from_on, until_on FROM team_areas EXCEPT TABLE tree_areas) went
			UNION ALL
			SELECT team_id FROM (TABLE tree_leaves EXCEPT SELECT team_id, from_on, until_on FROM leaf_spans) came
			UNION ALL
			SELECT team_id FROM (SELECT team_id, from_on, until_on FROM leaf_spans EXCEPT TABLE tree_leaves) went)
		EXCEPT SELECT team_id, pattern_id FROM touched`;
}

/** Puts the tree of `readTree` in the place of the old one. */
async function keepTree(sql: Transaction): Promise<void> {
	await sql`DELETE FROM team_areas`;
	await sql`DELETE FROM leaf_spans`;
	await sql`DELETE FROM leaf_changes`;
	await sql`INSERT INTO team_areas (team_id, area_id, depth, from_on, until_on) TABLE tree_areas`;
	await sql`INSERT INTO leaf_spans (team_id, from_on, until_on) TABLE tree_leaves`;
	await sql`ANALYZE team_areas`;
	await sql`
		INSERT INTO leaf_changes (area_id, on_day, teams)
		SELECT area_id, on_day, sum(teams)
		FROM leaf_spans leaf JOIN team_areas area
			ON area.team_id = leaf.team_id AND area.from_on < leaf.until_on AND leaf.from_on < area.until_on
		CROSS JOIN LATERAL (VALUES
			(greatest(area.from_on, leaf.from_on), 1),
			(least(area.until_on, leaf.until_on), -1)) AS edge (on_day, teams)
		WHERE on_day < 'infinity'
		GROUP BY area_id, on_day`;
}

/**
 * Keeps up, in the transaction of an import, everything that is derived from the log: stays, where teams lie, and all
 * counts. The caller has written teams, places and transitions, and filled the temporary table
 * `touched (team_id, pattern_id)` with the adoptions that have a new transition.
 * `treeChanged`: a team came, moved, or has another joining day.
 */
export async function keep(sql: Transaction, { treeChanged }: { treeChanged: boolean }): Promise<void> {
	await sql`SET LOCAL work_mem = '128MB'`;
	if (treeChanged) await readTree(sql);
	await sql`ANALYZE touched`;
	for (const [name, query] of relations(treeChanged ? NEW_TREE : SAME_TREE))
		await materialize(sql, name, query);
	for (const [, write] of writes) await sql.unsafe(write);
	await sql`
		INSERT INTO versions AS kept (subject_id, version) SELECT DISTINCT pattern_id, 1 FROM touched ORDER BY 1
		ON CONFLICT (subject_id) DO UPDATE SET version = kept.version + 1`;
	if (treeChanged) await keepTree(sql);
}

const asOne = [
	'WITH touched AS (SELECT $1::uuid AS team_id, $2::uuid AS pattern_id)',
	...relations(SAME_TREE).map(([name, query]) => `${name} AS (${query})`),
	...writes.map(([name, write]) => `${name} AS (${write})`)
].join(', ');

/**
 * Keeps up the same for one adoption with a new transition, as one statement. Whoever changes the same pattern at the
 * same time waits for the end of this transaction.
 */
export async function keepOne(sql: Transaction, teamId: string, patternId: string): Promise<void> {
	await sql`
		INSERT INTO versions AS kept (subject_id, version) VALUES (${patternId}, 1)
		ON CONFLICT (subject_id) DO UPDATE SET version = kept.version + 1`;
	await sql.unsafe(`${asOne} SELECT`, [teamId, patternId], { prepare: true });
}
