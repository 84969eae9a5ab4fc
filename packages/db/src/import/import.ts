import { asOwner } from '../append-only.ts';
import type { Db, Transaction } from '../connect.ts';
import { keepMeasured, readMeasured } from '../keep/before-after.ts';
import { keep, STATED } from '../keep/keep.ts';
import { countUp } from '../keep/versions.ts';
import { RECORD_KINDS, type RecordKind } from '../records/kinds.ts';
import { cancellable, part, transaction } from '../transaction.ts';
import { countUnknownKeys, dropRepeats, rejectUnknownKeys } from './checks.ts';
import { events } from './events.ts';
import { facts } from './facts.ts';
import { metricWorths, teamMoves } from './histories.ts';
import { metrics } from './metrics.ts';
import { patterns } from './patterns.ts';
import { records } from './records.ts';
import { copyRows, createStaged, type StagedRow } from './staging.ts';
import type { Findings, Importing, Stored, Target } from './target.ts';
import { checkSupport } from './support.ts';
import { teams } from './teams.ts';
import { IMPORTS_ID, TRACK_ID } from '../words.ts';
import { warnOfFuture, warnOfOrder } from './warnings.ts';

const BEFORE_PATTERNS: RecordKind[] = ['people', 'coalitions'];
const targets: Target[] = [
	teams,
	teamMoves,
	...records(BEFORE_PATTERNS),
	patterns,
	metrics,
	metricWorths,
	events,
	...facts,
	...records(RECORD_KINDS.filter((kind) => kind !== 'patterns' && !BEFORE_PATTERNS.includes(kind)))
];
/** So many that what the planner believes of the tables is no longer true. */
const MANY_ROWS = 10_000;
/** The tables that many rows make many more of, by what moved. */
const GROWING = {
	tree: ['teams', 'team_places', 'team_areas', 'leaf_spans', 'leaf_changes'],
	adoptions: [
		'adoptions',
		'transitions',
		'evidence',
		'stays',
		'spread_changes',
		'spread_totals',
		'spread_series'
	],
	measured: ['measurements', 'before_after', 'before_after_areas']
};
/** Any number will do, as long as nobody else in this database locks by it. */
const IMPORT_LOCK = 7_305_217;

/** Who imports what, and when: `recordedAt` is an ISO instant, `today` the day that moves and new worths count from. */
export type ImportRequest = {
	id: string;
	recordedBy: string;
	recordedAt: string;
	today: string;
	source: string;
	simulated: boolean;
	dryRun: boolean;
};

/** Takes the rows of a file, which come in batches; `columns` names their cells. */
export type Stage = (file: string, columns: string[], batches: AsyncIterable<StagedRow[]>) => Promise<void>;

type StagedFiles = Map<string, { columns: string[]; rows: number }>;
export type StoredFile = Stored & { file: string; repeated: number; rejected: number };

/** Thrown inside the transaction to take it back. */
class TakenBack extends Error {}

/**
 * Stores files in one transaction, all or nothing; imports wait for each other. `read` stages the files in any order;
 * then rows are checked against each other and against what is stored, and written, and what is derived is kept up.
 * Any rejection, from `read` or from here, takes everything back, and so does a dry run.
 */
export async function storeImport(
	db: Db,
	request: ImportRequest,
	findings: Findings,
	steps: {
		read(stage: Stage): Promise<void>;
		doing(what: string): void;
		signal: AbortSignal | undefined;
	}
): Promise<{ written: boolean; files: StoredFile[] }> {
	const { read, doing, signal } = steps;
	let files: StoredFile[] = [];
	const store = async (sql: Transaction) => {
		await waitInLine(sql, doing);
		// remembering what is looked up costs more than looking it up where almost nothing is asked for twice
		await sql`SELECT set_config('work_mem', '256MB', true), set_config('enable_memoize', 'off', true)`;
		const staged: StagedFiles = new Map();
		await read(async (file, columns, batches) => {
			const target = targets.find((candidate) => candidate.file === file)!;
			await createStaged(sql, target, columns);
			staged.set(file, { columns, rows: await copyRows(sql, target, columns, batches) });
		});
		files = await storeFiles(sql, request, findings, staged, (what) => {
			signal?.throwIfAborted();
			doing(what);
		});
		const written = files.some(({ added, changed }) => added + changed > 0);
		if (!written || request.dryRun || findings.rejections.count > 0) throw new TakenBack();
		signal?.throwIfAborted();
	};
	try {
		await transaction(db, (sql) => cancellable(db, sql, signal, () => store(sql)));
		return { written: true, files };
	} catch (error) {
		signal?.throwIfAborted();
		if (!(error instanceof TakenBack)) throw error;
		return { written: false, files };
	}
}

async function waitInLine(sql: Transaction, doing: (what: string) => void): Promise<void> {
	const [lock] = await sql<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(${IMPORT_LOCK}) AS free`;
	if (lock!.free) return;
	doing('waiting for another import to finish');
	await sql`SELECT pg_advisory_xact_lock(${IMPORT_LOCK})`;
}

async function storeFiles(
	sql: Transaction,
	request: ImportRequest,
	findings: Findings,
	staged: StagedFiles,
	doing: (what: string) => void
): Promise<StoredFile[]> {
	const { id: importId, recordedBy, recordedAt, today, source, simulated } = request;
	await sql`
		INSERT INTO imports (id, recorded_by, recorded_at, source, simulated, counts)
		VALUES (${importId}, ${recordedBy}, ${recordedAt}, ${source}, ${simulated}, '[]')`;
	await sql`CREATE TEMPORARY TABLE touched (team_id uuid, pattern_id uuid) ON COMMIT DROP`;
	const files: StoredFile[] = [];
	const moved = { tree: false, adoptions: false, track: false };
	for (const target of targets.filter(({ file }) => staged.has(file))) {
		doing(`writing ${target.file}`);
		const { columns, rows } = staged.get(target.file)!;
		const has = (column: string) => columns.includes(column);
		files.push(
			await storeFile(
				{ ...findings, sql, importId, recordedBy, recordedAt, today, columns, has, moved },
				target,
				rows
			)
		);
	}
	if (['agreements.csv', 'support_log.csv'].some((file) => staged.has(file))) {
		doing('holding support against what was agreed');
		const unfit = await checkSupport(sql, findings, staged);
		for (const each of files) each.rejected += unfit[each.file] ?? 0;
	}
	if (findings.rejections.count === 0) await keepAll(sql, request, findings, files, moved, doing);
	await countUp(sql, sql`SELECT ${IMPORTS_ID}::uuid UNION SELECT ${TRACK_ID}::uuid WHERE ${moved.track}`);
	await sql`UPDATE imports SET counts = ${sql.json(files)} WHERE id = ${importId}`;
	return files;
}

async function anyConditions(sql: Transaction): Promise<boolean> {
	const [row] = await sql<{ any: boolean }[]>`SELECT EXISTS (SELECT FROM conditions) AS any`;
	return row!.any;
}

/** Keeps up what follows from the files that were written. */
async function keepAll(
	sql: Transaction,
	{ id }: ImportRequest,
	{ warnings }: Findings,
	files: StoredFile[],
	moved: Importing['moved'],
	doing: (what: string) => void
): Promise<void> {
	const wrote = (name: string) =>
		files.some(({ file, added, changed }) => file === name && added + changed > 0);
	const measurements = wrote('measurements.csv');
	const fitChanged =
		['teams.csv', 'team_moves.csv', 'traits.csv', 'conditions.csv'].some(wrote) && (await anyConditions(sql));
	const adoptions = moved.tree || moved.adoptions || fitChanged;
	if (measurements) await readMeasured(sql);
	// whoever states a first condition meanwhile waits by the row of the pattern
	if (fitChanged)
		await sql`SELECT FROM versions JOIN patterns ON id = subject_id ORDER BY subject_id FOR UPDATE OF versions`;
	// all at once, and before anything is kept: changes wait for each other by these rows, and never in a circle
	await countUp(
		sql,
		sql`SELECT id FROM patterns WHERE ${moved.tree} OR id IN (SELECT pattern_id FROM touched)
			UNION ${fitChanged ? sql`${sql.unsafe(STATED)} UNION` : sql``} SELECT pattern_id FROM pattern_metrics WHERE import_id = ${id}
				${measurements ? sql`OR metric_id IN (SELECT metric_id FROM measured) UNION SELECT metric_id FROM measured` : sql``}`
	);
	const others = async () => {
		if (moved.adoptions) await warnOfOrder(sql, warnings);
		if (measurements || wrote('pattern_metrics.csv')) {
			doing('adding up measurements');
			await keepMeasured(sql, { importId: id, measurements });
		}
		// the first pages after it should be planned for what there is then, not a minute later
		if (files.reduce((sum, { added, changed }) => sum + added + changed, 0) < MANY_ROWS) return;
		const grown = [
			...(moved.tree ? GROWING.tree : []),
			...(adoptions ? GROWING.adoptions : []),
			...GROWING.measured
		];
		await asOwner(sql, () => sql.unsafe(`ANALYZE ${grown.join(', ')}`));
	};
	if (!adoptions) return others();
	doing('counting');
	await keep(sql, { treeChanged: moved.tree, fitChanged }, others);
}

/**
 * Stores the rows of a file in a table that holds nothing yet, if each of them becomes a row of it: then none names what
 * there is not or is about the same as another, and looking for such rows would take a third as long as storing them.
 */
async function storeAll(importing: Importing, target: Target, rows: number): Promise<Stored | undefined> {
	const { sql } = importing;
	if (!target.rowsOf) return undefined;
	const [known] = await sql.unsafe(`SELECT FROM ${target.rowsOf} LIMIT 1`);
	if (known) return undefined;
	try {
		return await part(sql, async (own) => {
			const stored = await target.store({ ...importing, sql: own });
			if (stored.added < rows) throw new TakenBack();
			return stored;
		});
	} catch (error) {
		if (error instanceof TakenBack || isRepeated(error)) return undefined;
		throw error;
	}
}

/** A row has the key of another one. */
const isRepeated = (error: unknown) => (error as { code?: string }).code === '23505';

async function storeFile(importing: Importing, target: Target, rows: number): Promise<StoredFile> {
	await warnOfFuture(importing, target);
	const all = await storeAll(importing, target, rows);
	if (all) return { file: target.file, ...all, repeated: 0, rejected: 0 };
	const { repeated, contradicting } = await dropRepeats(importing, target);
	const before = importing.rejections.count;
	for (const [column, table] of Object.entries(target.refersTo))
		await rejectUnknownKeys(importing, target, column, table);
	const unknown = importing.rejections.count > before ? await countUnknownKeys(importing, target) : 0;
	const beforeStoring = importing.rejections.count;
	const stored = await target.store(importing);
	const unfit = importing.rejections.count - beforeStoring;
	return {
		file: target.file,
		...stored,
		repeated: repeated + (stored.repeated ?? 0),
		rejected: contradicting + unknown + unfit
	};
}
