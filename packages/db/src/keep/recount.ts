import type { Db, Transaction } from '../connect.ts';
import { transaction } from '../transaction.ts';
import { IMPORTS_ID } from '../words.ts';
import { AREA_SUMS, beforeAfter, recountLastDays, SUMS_ANEW, TEAM_SUMS } from './before-after.ts';
import { materialize } from './materialize.ts';
import { misfitsOf } from './misfits.ts';
import { countUp } from './versions.ts';
import {
	ANEW,
	COUNTS,
	FIT_ANEW,
	leafChangesOf,
	relations,
	SAME_TREE,
	STATES,
	totals,
	treeAreas,
	treeLeaves
} from './relations.ts';

/** A kept table, and what it should be: `fresh` is SQL, `keys` and `values` are its columns. */
type Kept = {
	table: string;
	kept?: string;
	fresh: string;
	keys: string[];
	values: readonly string[];
	/** The values are states, not counts. */
	states?: true;
};

const list = (names: readonly string[], of = '') => names.map((name) => of + name).join(', ');
const notZero = (names: readonly string[]) => names.map((name) => `${name} <> 0`).join(' OR ');
const perPeriod = (series: string) => `
	SELECT area_id, pattern_id, period, number, ${list(STATES, 'each.')}
	FROM ${series} series CROSS JOIN LATERAL unnest(numbers, ${list(STATES, 'series.')}) AS each (number, ${list(STATES)})`;

const TEAMS: Kept[] = [
	{
		table: 'team_areas',
		fresh: 'tree_areas',
		keys: ['team_id', 'area_id', 'from_on'],
		values: ['depth', 'until_on'],
		states: true
	},
	{
		table: 'leaf_spans',
		fresh: 'tree_leaves',
		keys: ['team_id', 'from_on'],
		values: ['until_on'],
		states: true
	},
	{ table: 'leaf_changes', fresh: 'leaves', keys: ['area_id', 'on_day'], values: ['teams'] },
	{
		table: 'misfits',
		fresh: 'misfits_now',
		keys: ['team_id', 'pattern_id', 'from_on'],
		values: ['until_on'],
		states: true
	}
];
const COUNTED: Kept[] = [
	{
		table: 'stays',
		fresh: 'derived',
		keys: ['team_id', 'pattern_id', 'step'],
		values: ['stage', 'from_on', 'until_on', 'last_on', 'next_stage', 'outcome', 'outcome_on'],
		states: true
	},
	{ table: 'spread_changes', fresh: 'net', keys: ['area_id', 'pattern_id', 'on_day'], values: COUNTS },
	{ table: 'spread_totals', fresh: `(${totals})`, keys: ['area_id', 'pattern_id'], values: COUNTS },
	{
		table: 'spread_series',
		kept: `(${perPeriod('spread_series')})`,
		fresh: `(${perPeriod('series')})`,
		keys: ['area_id', 'pattern_id', 'period', 'number'],
		values: STATES
	},
	{
		table: 'stay_lengths',
		fresh: 'lengths',
		keys: ['scope_id', 'stage', 'ended', 'days'],
		values: ['stays']
	},
	{ table: 'stays_running', fresh: 'running', keys: ['scope_id', 'stage', 'since'], values: ['stays'] },
	{
		table: 'before_after',
		fresh: 'around',
		keys: ['team_id', 'pattern_id', 'metric_id'],
		values: TEAM_SUMS,
		states: true
	},
	{
		table: 'before_after_areas',
		fresh: 'around_areas',
		keys: ['area_id', 'pattern_id', 'metric_id'],
		values: AREA_SUMS
	}
];

/** How many rows of a kept table are not what they should be. Counts that came to zero are as good as none. */
async function differences(
	sql: Transaction,
	{ table, kept = table, fresh, keys, values, states }: Kept
): Promise<number> {
	const rows = (of: string) => `(SELECT * FROM ${of} t ${states ? '' : `WHERE ${notZero(values)}`})`;
	const [row] = await sql.unsafe<{ count: number }[]>(`
		SELECT count(*)::int AS count FROM ${rows(kept)} kept FULL JOIN ${rows(fresh)} fresh USING (${list(keys)})
		WHERE (${list(values, 'kept.')}) IS DISTINCT FROM (${list(values, 'fresh.')})`);
	return row!.count;
}

const columnsOf = ({ table, keys, values }: Kept) =>
	table === 'spread_series'
		? ['area_id', 'pattern_id', 'period', 'numbers', ...STATES]
		: [...keys, ...values, ...(table === 'spread_totals' ? ['last_on'] : [])];

/**
 * Counts everything that is kept anew from the log, in one transaction, and puts what differed in its place. Returns how
 * many rows of each kept table differed. Changes wait for its end, questions do not, unless something differed.
 */
export async function recount(db: Db): Promise<{ table: string; differed: number }[]> {
	return transaction(db, async (sql) => {
		await sql`SET LOCAL work_mem = '256MB'`;
		await sql`SELECT FROM versions ORDER BY subject_id FOR UPDATE`;
		await materialize(sql, 'tree_areas', treeAreas);
		await materialize(sql, 'tree_leaves', treeLeaves);
		await materialize(sql, 'leaves', leafChangesOf('tree_leaves', 'tree_areas'));
		await materialize(sql, 'misfits_now', misfitsOf('SELECT id FROM patterns'));
		const found: { table: string; differed: number }[] = [];
		const settle = async (kept: Kept) => {
			const differed = await differences(sql, kept);
			found.push({ table: kept.table, differed });
			if (differed === 0) return;
			const columns = list(columnsOf(kept));
			const source = kept.table === 'spread_series' ? 'series' : kept.fresh;
			await sql.unsafe(`TRUNCATE ${kept.table}`);
			await sql.unsafe(`INSERT INTO ${kept.table} (${columns}) SELECT ${columns} FROM ${source} fresh`);
		};
		for (const kept of TEAMS) await settle(kept);
		await materialize(sql, 'touched', 'SELECT team_id, pattern_id FROM adoptions');
		for (const [name, query] of [
			...relations(SAME_TREE, ANEW, FIT_ANEW),
			...beforeAfter(SAME_TREE, SUMS_ANEW)
		])
			await materialize(sql, name, query);
		for (const kept of COUNTED) await settle(kept);
		found.push({ table: 'metrics', differed: await recountLastDays(sql) });
		if (found.some(({ differed }) => differed > 0)) {
			await countUp(sql, sql`SELECT ${IMPORTS_ID}::uuid UNION ALL SELECT id FROM patterns`);
		}
		return found;
	});
}

/** Counts anew after an update that keeps other figures than before; does nothing where the figures are up to date. */
export async function recountIfOutdated(db: Db, log: (line: string) => void): Promise<void> {
	const [row] = await db<{ outdated: boolean }[]>`
		SELECT EXISTS (SELECT FROM imports) AND NOT EXISTS (SELECT FROM versions) AS outdated`;
	if (!row!.outdated) return;
	log('Counting everything anew, once, since this version keeps other figures ...');
	await recount(db);
	await db`INSERT INTO versions (subject_id, version) VALUES (${IMPORTS_ID}, 1) ON CONFLICT DO NOTHING`;
}
