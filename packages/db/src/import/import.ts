import { asOwner } from '../append-only.ts';
import type { Db, Transaction } from '../connect.ts';
import { keepMeasured } from '../keep/before-after.ts';
import { keep } from '../keep/keep.ts';
import { countUp } from '../keep/versions.ts';
import { RECORD_KINDS, type RecordKind } from '../records/kinds.ts';
import { cancellable, transaction } from '../transaction.ts';
import { countUnknownKeys, dropRepeats, rejectUnknownKeys } from './checks.ts';
import { events } from './events.ts';
import { facts } from './facts.ts';
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
	...records(BEFORE_PATTERNS),
	patterns,
	metrics,
	events,
	...facts,
	...records(RECORD_KINDS.filter((kind) => kind !== 'patterns' && !BEFORE_PATTERNS.includes(kind)))
];
/** So many that what the planner believes of the tables is no longer true. */
const MANY_ROWS = 10_000;
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
		const columnsOf = new Map<string, string[]>();
		await read(async (file, columns, batches) => {
			const target = targets.find((candidate) => candidate.file === file)!;
			await createStaged(sql, target, columns);
			await copyRows(sql, target, columns, batches);
			columnsOf.set(file, columns);
		});
		files = await storeFiles(sql, request, findings, columnsOf, (what) => {
			signal?.throwIfAborted();
			doing(what);
		});
		const written = files.some(({ added, changed }) => added + changed > 0);
		if (!written || request.dryRun || findings.rejections.count > 0) throw new TakenBack();
		signal?.throwIfAborted();
	};
	try {
		await transaction(db, (sql) => cancellable(db, sql, signal, () => store(sql)));
		const rows = files.reduce((sum, { added, changed }) => sum + added + changed, 0);
		// the first pages after it should be planned for what there is now, not a minute later
		if (rows > MANY_ROWS) await transaction(db, (sql) => asOwner(sql, () => sql`ANALYZE`));
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
	columnsOf: Map<string, string[]>,
	doing: (what: string) => void
): Promise<StoredFile[]> {
	const { id: importId, recordedBy, recordedAt, today, source, simulated } = request;
	await sql`
		INSERT INTO imports (id, recorded_by, recorded_at, source, simulated, counts)
		VALUES (${importId}, ${recordedBy}, ${recordedAt}, ${source}, ${simulated}, '[]')`;
	await sql`CREATE TEMPORARY TABLE touched (team_id uuid, pattern_id uuid) ON COMMIT DROP`;
	const files: StoredFile[] = [];
	const moved = { tree: false, adoptions: false, track: false };
	for (const target of targets.filter(({ file }) => columnsOf.has(file))) {
		doing(`writing ${target.file}`);
		const columns = columnsOf.get(target.file)!;
		const has = (column: string) => columns.includes(column);
		files.push(
			await storeFile(
				{ ...findings, sql, importId, recordedBy, recordedAt, today, columns, has, moved },
				target
			)
		);
	}
	const wrote = (name: string) =>
		files.some(({ file, added, changed }) => file === name && added + changed > 0);
	const fitChanged = ['teams.csv', 'traits.csv', 'conditions.csv'].some(wrote) && (await anyConditions(sql));
	if ((moved.tree || moved.adoptions || fitChanged) && findings.rejections.count === 0) {
		doing('counting');
		await keep(sql, { treeChanged: moved.tree, fitChanged });
		if (moved.adoptions) await warnOfOrder(sql, findings.warnings);
	}
	const measurements = wrote('measurements.csv');
	if ((measurements || wrote('pattern_metrics.csv')) && findings.rejections.count === 0) {
		doing('adding up measurements');
		await keepMeasured(sql, { importId, measurements });
	}
	if (['agreements.csv', 'support_log.csv'].some((file) => columnsOf.has(file))) {
		doing('holding support against what was agreed');
		const unfit = await checkSupport(sql, findings, columnsOf);
		for (const each of files) each.rejected += unfit[each.file] ?? 0;
	}
	await countUp(sql, sql`SELECT ${IMPORTS_ID}::uuid UNION SELECT ${TRACK_ID}::uuid WHERE ${moved.track}`);
	await sql`UPDATE imports SET counts = ${sql.json(files)} WHERE id = ${importId}`;
	return files;
}

async function anyConditions(sql: Transaction): Promise<boolean> {
	const [row] = await sql<{ any: boolean }[]>`SELECT EXISTS (SELECT FROM conditions) AS any`;
	return row!.any;
}

async function storeFile(importing: Importing, target: Target): Promise<StoredFile> {
	await warnOfFuture(importing, target);
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
