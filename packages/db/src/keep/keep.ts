import { asOwner } from '../append-only.ts';
import type { Transaction } from '../connect.ts';
import { materialize } from './materialize.ts';
import { beforeAfter, beforeAfterWrites, SUMS_ANEW } from './before-after.ts';
import { readMisfits, writeMisfits } from './misfits.ts';
import {
	anew,
	leafChangesOf,
	lengthWrites,
	NEW_FIT,
	NEW_TREE,
	relations,
	SAME_FIT,
	SAME_TREE,
	treeAreas,
	treeLeaves,
	writes
} from './relations.ts';

/** Reads the tree anew, and adds the adoptions of teams that lie elsewhere now, or are leaves otherwise, to `touched`. */
async function readTree(sql: Transaction): Promise<void> {
	await materialize(sql, 'tree_areas', treeAreas);
	await sql`CREATE INDEX ON tree_areas (area_id, depth)`;
	await materialize(sql, 'tree_leaves', treeLeaves);
	await sql`
		INSERT INTO touched
		SELECT team_id, pattern_id FROM (
			SELECT team_id, pattern_id FROM adoptions UNION SELECT team_id, pattern_id FROM misfits) pair WHERE team_id IN (
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
	await asOwner(sql, () => sql`ANALYZE team_areas`);
	await sql.unsafe(`
		INSERT INTO leaf_changes (area_id, on_day, teams) ${leafChangesOf('leaf_spans', 'team_areas')}`);
}

/** Whether no count rests on anything yet, so that there is nothing to take from it and nobody who lay elsewhere. */
async function nothingCounted(sql: Transaction): Promise<boolean> {
	const [counted] = await sql`SELECT FROM adoptions UNION ALL SELECT FROM misfits LIMIT 1`;
	return !counted;
}

/** The patterns with conditions, as SQL. */
export const STATED = 'SELECT pattern_id FROM conditions UNION SELECT pattern_id FROM misfits';

/**
 * Keeps up, in the transaction of an import, everything that is derived from the log: stays, where teams lie, and all
 * counts. The caller has written teams, places and transitions, filled the temporary table
 * `touched (team_id, pattern_id)` with the adoptions that have a new transition, and then counted up the versions of
 * their patterns, or of all where `treeChanged`: a team came, moved, or has another joining day. `fitChanged`: a trait,
 * a size or a condition did; then those of `STATED` are counted up as well. `others` is what else there is to do before
 * the counts that changes of all patterns add to: until the end those wait from then on.
 */
export async function keep(
	sql: Transaction,
	{ treeChanged, fitChanged }: { treeChanged: boolean; fitChanged: boolean },
	others = async () => {}
): Promise<void> {
	const first = await nothingCounted(sql);
	// nobody else can add one of them: changes of their patterns wait
	await sql`
		INSERT INTO adoptions (team_id, pattern_id) SELECT team_id, pattern_id FROM touched
		WHERE NOT EXISTS (SELECT FROM adoptions kept WHERE kept.team_id = touched.team_id AND kept.pattern_id = touched.pattern_id)
		ORDER BY 1, 2`;
	if (treeChanged) await readTree(sql);
	if (treeChanged && first) await keepTree(sql);
	if (fitChanged) await readMisfits(sql, STATED);
	await sql`ANALYZE touched`;
	const tree = treeChanged && !first ? NEW_TREE : SAME_TREE;
	const fit = fitChanged ? NEW_FIT : SAME_FIT;
	const from = first ? anew('derived') : undefined;
	for (const [name, query] of [
		...relations(tree, from, fit),
		...beforeAfter(tree, first ? SUMS_ANEW : undefined)
	])
		await materialize(sql, name, query);
	for (const [, write, many = [write]] of writes) for (const each of many) await sql.unsafe(each);
	for (const [, write] of beforeAfterWrites) await sql.unsafe(write);
	if (treeChanged && !first) await keepTree(sql);
	if (fitChanged) await writeMisfits(sql);
	await others();
	for (const [, write] of lengthWrites) await sql.unsafe(write);
}

/** What of the counts rests on who is eligible. */
const ELIGIBLE = ['derived', 'own', 'net', 'series', 'totals_now', 'changes_now', 'series_now'];

/**
 * Keeps up who is eligible for a pattern whose conditions changed. The caller has counted up the version of the pattern
 * before all else.
 */
export async function keepEligible(sql: Transaction, patternId: string): Promise<void> {
	await sql`CREATE TEMPORARY TABLE touched (team_id uuid, pattern_id uuid) ON COMMIT DROP`;
	await readMisfits(sql, `SELECT '${patternId}'::uuid`);
	const rests = ([name]: [string, ...unknown[]]) => ELIGIBLE.includes(name);
	const made = relations(SAME_TREE, undefined, NEW_FIT).filter(rests);
	await sql`ANALYZE touched`;
	for (const [name, query] of made) await materialize(sql, name, query);
	for (const [, write] of writes.filter(rests)) await sql.unsafe(write);
	await writeMisfits(sql);
	// the same transaction may change more conditions
	await sql.unsafe(`DROP TABLE touched, misfits_now, ${made.map(([name]) => name).join(', ')}`);
}

const asOne = [
	'WITH touched AS (SELECT $1::uuid AS team_id, $2::uuid AS pattern_id)',
	...[...relations(SAME_TREE), ...beforeAfter(SAME_TREE)].map(([name, query]) => `${name} AS (${query})`),
	...[...writes, ...beforeAfterWrites, ...lengthWrites].map(([name, write]) => `${name} AS (${write})`)
].join(', ');

/**
 * Keeps up the same for one adoption with a new transition, as one statement. The caller has counted up the version of
 * the pattern before all else, so that changes of one pattern wait for each other.
 */
export async function keepOne(sql: Transaction, teamId: string, patternId: string): Promise<void> {
	await sql.unsafe(`${asOne} SELECT`, [teamId, patternId], { prepare: true });
}
