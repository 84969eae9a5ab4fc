import { beside, type Db, type Transaction } from '../connect.ts';
import { transaction } from '../transaction.ts';
import { IMPORTS_ID } from '../words.ts';
import { AREA_SUMS, beforeAfter, recountLastDays, SUMS_ANEW, TEAM_SUMS } from './before-after.ts';
import { materialize } from './materialize.ts';
import { misfitsOf } from './misfits.ts';
import { countUp } from './versions.ts';
import {
	anew,
	COUNTS,
	FIT_ANEW,
	leafChangesOf,
	perPeriod,
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
/** The kept series as rows. */
const keptPerPeriod = `
	SELECT area_id, pattern_id, period, number, ${list(STATES, 'each.')}
	FROM spread_series series CROSS JOIN LATERAL unnest(numbers, ${list(STATES, 'series.')}) AS each (number, ${list(STATES)})`;

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
const OF_STAYS: Kept[] = [
	{ table: 'spread_changes', fresh: 'net', keys: ['area_id', 'pattern_id', 'on_day'], values: COUNTS },
	{ table: 'spread_totals', fresh: `(${totals})`, keys: ['area_id', 'pattern_id'], values: COUNTS },
	{
		table: 'spread_series',
		kept: `(${keptPerPeriod})`,
		fresh: `(${perPeriod})`,
		keys: ['area_id', 'pattern_id', 'period', 'number'],
		values: STATES
	},
	{ table: 'stays_running', fresh: 'running', keys: ['scope_id', 'stage', 'since'], values: ['stays'] }
];
const OF_LOG: Kept[] = [
	{
		table: 'stays',
		fresh: 'derived',
		keys: ['team_id', 'pattern_id', 'step'],
		values: ['stage', 'from_on', 'until_on', 'last_on', 'next_stage', 'outcome', 'outcome_on'],
		states: true
	},
	{
		table: 'stay_lengths',
		fresh: 'lengths',
		keys: ['scope_id', 'stage', 'ended', 'days'],
		values: ['stays']
	},
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

/** The rows of a table that count: those that came to zero are as good as none. */
const rowsOf = (of: string, { keys, values, states }: Kept) =>
	`(SELECT ${list([...keys, ...values])} FROM ${of} t ${states ? '' : `WHERE ${notZero(values)}`})`;

/** Whether a kept table is what it should be, by hashes of its rows: much faster than finding out which differ. */
async function isRight(sql: Transaction, kept: Kept): Promise<boolean> {
	const digest = (of: string) =>
		`(SELECT (count(*), sum(hash_record_extended(own, 0))) FROM ${rowsOf(of, kept)} own)`;
	const [row] = await sql.unsafe<{ right: boolean }[]>(
		`SELECT ${digest(kept.kept ?? kept.table)} IS NOT DISTINCT FROM ${digest(kept.fresh)} AS right`
	);
	return row!.right;
}

/** How many rows of a kept table are not what they should be. */
async function differences(sql: Transaction, own: Kept): Promise<number> {
	const { table, kept = table, fresh, keys, values } = own;
	if (await isRight(sql, own)) return 0;
	const rows = (of: string) => rowsOf(of, own);
	const [row] = await sql.unsafe<{ count: number }[]>(`
		SELECT count(*)::int AS count FROM ${rows(kept)} kept FULL JOIN ${rows(fresh)} fresh USING (${list(keys)})
		WHERE (${list(values, 'kept.')}) IS DISTINCT FROM (${list(values, 'fresh.')})`);
	return row!.count;
}

const columnsOf = ({ table, keys, values }: Kept) =>
	table === 'spread_series'
		? ['area_id', 'pattern_id', 'period', 'numbers', ...STATES]
		: [...keys, ...values, ...(table === 'spread_totals' ? ['last_on'] : [])];

/** What teams and their contexts are read from. */
async function readTeams(sql: Transaction): Promise<void> {
	await materialize(sql, 'tree_areas', treeAreas);
	await sql`CREATE INDEX ON tree_areas (area_id, depth)`;
	await materialize(sql, 'tree_leaves', treeLeaves);
	await materialize(sql, 'leaves', leafChangesOf('tree_leaves', 'tree_areas'));
	await materialize(sql, 'misfits_now', misfitsOf('SELECT id FROM patterns'));
}

/** Counts all adoptions from nothing, as the relations with these names; `from` is where spread finds their stays. */
async function countAll(sql: Transaction, names: readonly string[], from = 'derived'): Promise<void> {
	await materialize(sql, 'touched', 'SELECT team_id, pattern_id FROM adoptions');
	const all = [...relations(SAME_TREE, anew(from), FIT_ANEW), ...beforeAfter(SAME_TREE, SUMS_ANEW)];
	for (const [name, query] of all) if (names.includes(name)) await materialize(sql, name, query);
}

const FROM_STAYS = ['own', 'net', 'running'];
const FROM_LOG = ['derived', 'lengths', 'around', 'around_areas'];

/** For what is worked out for all adoptions at once; what is looked up is hardly looked up twice. */
const largely = (sql: Transaction) =>
	sql`SELECT set_config('work_mem', '256MB', true), set_config('enable_memoize', 'off', true)`;

/**
 * Whether everything that is kept is as the log says. In two lanes: one counts from the kept stays, which the
 * other compares with the log. No change may come between: the caller has locked the versions.
 */
async function isAllRight(db: Db, sql: Transaction): Promise<boolean> {
	const areRight = async (lane: Transaction, tables: Kept[]) => {
		for (const kept of tables) if (!(await isRight(lane, kept))) return false;
		return true;
	};
	const other = beside(db, 1);
	const fromLog = transaction(other, async (lane) => {
		await largely(lane);
		await readTeams(lane);
		await countAll(lane, FROM_LOG);
		return areRight(lane, [...TEAMS, ...OF_LOG]);
	});
	const fromStays = async () => {
		await countAll(sql, FROM_STAYS, 'stays');
		const right = await areRight(sql, OF_STAYS);
		await sql.unsafe(`DROP TABLE touched, ${FROM_STAYS.join(', ')}`);
		return right;
	};
	try {
		const lanes = await Promise.all([fromLog, fromStays()]);
		return lanes.every(Boolean);
	} finally {
		await other.end({ timeout: 0 });
	}
}

/**
 * Counts everything that is kept anew from the log, in one transaction, and puts what differed in its place. Returns how
 * many rows of each kept table differed. Changes wait for its end, questions do not, unless something differed.
 */
export async function recount(db: Db): Promise<{ table: string; differed: number }[]> {
	return transaction(db, async (sql) => {
		await largely(sql);
		await sql`SELECT FROM versions ORDER BY subject_id FOR UPDATE`;
		const all = [...TEAMS, ...OF_STAYS, ...OF_LOG];
		const found = (await isAllRight(db, sql))
			? all.map(({ table }) => ({ table, differed: 0 }))
			: await putRight(sql);
		found.push({ table: 'metrics', differed: await recountLastDays(sql) });
		if (found.some(({ differed }) => differed > 0)) {
			await countUp(sql, sql`SELECT ${IMPORTS_ID}::uuid UNION ALL SELECT id FROM patterns`);
		}
		return found;
	});
}

/** Puts what a kept table should be into it, which is empty. */
async function fill(sql: Transaction, kept: Kept): Promise<void> {
	const columns = list(columnsOf(kept));
	const source = kept.table === 'spread_series' ? 'series' : kept.fresh;
	await sql.unsafe(`INSERT INTO ${kept.table} (${columns}) SELECT ${columns} FROM ${source} fresh`);
}

/** The kept tables that follow from more than teams and their places. */
const KEPT_OF_ADOPTIONS: Kept[] = [TEAMS.find(({ table }) => table === 'misfits')!, ...OF_STAYS, ...OF_LOG];
export const keptOfAdoptions = KEPT_OF_ADOPTIONS.map(({ table }) => table);

/** Counts what follows from adoptions and contexts, into tables (`keptOfAdoptions`) that are empty. */
export async function keepFromNothing(sql: Transaction): Promise<void> {
	await largely(sql);
	const [misfits, ...others] = KEPT_OF_ADOPTIONS;
	await materialize(sql, 'misfits_now', misfitsOf('SELECT id FROM patterns'));
	await fill(sql, misfits!);
	await countAll(sql, [...FROM_LOG, ...FROM_STAYS, 'series']);
	for (const kept of others) await fill(sql, kept);
}

/** Puts what differs in its place, each after what it follows from. */
async function putRight(sql: Transaction): Promise<{ table: string; differed: number }[]> {
	await readTeams(sql);
	const found: { table: string; differed: number }[] = [];
	const settle = async (kept: Kept) => {
		const differed = await differences(sql, kept);
		found.push({ table: kept.table, differed });
		if (differed === 0) return;
		await sql.unsafe(`TRUNCATE ${kept.table}`);
		await fill(sql, kept);
	};
	for (const kept of TEAMS) await settle(kept);
	await countAll(sql, [...FROM_LOG, ...FROM_STAYS, 'series']);
	for (const kept of [...OF_STAYS, ...OF_LOG]) await settle(kept);
	return found;
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
