import type { Transaction } from '../connect.ts';
import { materialize } from './materialize.ts';
import { countUp } from './versions.ts';
import { beforeAfter, beforeAfterWrites } from './before-after.ts';
import { leafChangesOf, NEW_TREE, relations, SAME_TREE, treeAreas, treeLeaves, writes } from './relations.ts';

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
	await sql.unsafe(`
		INSERT INTO leaf_changes (area_id, on_day, teams) ${leafChangesOf('leaf_spans', 'team_areas')}`);
}

/**
 * Keeps up, in the transaction of an import, everything that is derived from the log: stays, where teams lie, and all
 * counts. The caller has written teams, places and transitions, and filled the temporary table
 * `touched (team_id, pattern_id)` with the adoptions that have a new transition.
 * `treeChanged`: a team came, moved, or has another joining day.
 */
export async function keep(sql: Transaction, { treeChanged }: { treeChanged: boolean }): Promise<void> {
	await sql`SET LOCAL work_mem = '128MB'`;
	// first of all: changes of a pattern, and of the tree, wait for each other by these rows
	await countUp(
		sql,
		sql`SELECT id FROM patterns WHERE ${treeChanged} OR id IN (SELECT pattern_id FROM touched)`
	);
	if (treeChanged) await readTree(sql);
	await sql`ANALYZE touched`;
	const tree = treeChanged ? NEW_TREE : SAME_TREE;
	for (const [name, query] of [...relations(tree), ...beforeAfter(tree)]) await materialize(sql, name, query);
	for (const [, write] of [...writes, ...beforeAfterWrites]) await sql.unsafe(write);
	if (treeChanged) await keepTree(sql);
}

const asOne = [
	'WITH touched AS (SELECT $1::uuid AS team_id, $2::uuid AS pattern_id)',
	...[...relations(SAME_TREE), ...beforeAfter(SAME_TREE)].map(([name, query]) => `${name} AS (${query})`),
	...[...writes, ...beforeAfterWrites].map(([name, write]) => `${name} AS (${write})`)
].join(', ');

/**
 * Keeps up the same for one adoption with a new transition, as one statement. The caller has counted up the version of
 * the pattern before all else, so that changes of one pattern wait for each other.
 */
export async function keepOne(sql: Transaction, teamId: string, patternId: string): Promise<void> {
	// planning it takes ten times as long as doing it: once for a connection, not anew for every adoption
	const generic = sql`SET LOCAL plan_cache_mode = force_generic_plan`;
	const kept = sql.unsafe(`${asOne} SELECT`, [teamId, patternId], { prepare: true });
	await Promise.all([generic, kept]);
}
