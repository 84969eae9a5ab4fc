import {
	IMPORT_FILE_NAMES,
	type ImportedFile,
	type ImportFileName,
	type ImportRemark,
	type ImportReport
} from '@app/contract';
import {
	beginAttempt,
	endAttempt,
	hearOfAttempt,
	newId,
	storeImport,
	type Db,
	type StoredFile
} from '@app/db';
import { dayOf } from '../periods.ts';
import { BadFile, IdTaken } from './refusals.ts';
import { readFile, startReading, wholeFile, type Progress, type Reading } from './reading.ts';
import type { SourceFile } from './source-file.ts';

export type ImportOptions = {
	files: AsyncIterable<SourceFile> | Iterable<SourceFile>;
	dryRun?: boolean;
	now: Date;
	recordedBy: string;
	/** Where the files come from: a folder, an upload, the demo. */
	source: string;
	simulated?: boolean;
	id?: string;
	onProgress?: (progress: Progress) => void;
	signal?: AbortSignal;
};

/**
 * Imports CSV files, all or nothing, and says what came of it. The same files again change nothing; a dry run does
 * everything and takes it back. Every attempt is noted, with its progress, for `importAttempt`.
 *
 * @throws the reason of `signal` when it aborts, TooLarge for a ZIP bomb, IdTaken; nothing is written then
 */
export async function importFiles(db: Db, options: ImportOptions): Promise<ImportReport> {
	const { dryRun = false, now, recordedBy, source, id = newId() } = options;
	if (!(await beginAttempt(db, { id, recordedBy, source, dryRun, startedAt: now.toISOString() })))
		throw new IdTaken(`There was an import ${id} before: choose another id.`);
	const reading = startReading(options.onProgress ?? (() => {}), options.signal);
	const heartbeat = setInterval(() => void hearOfAttempt(db, id, reading.progress).catch(() => {}), 1000);
	try {
		const stored = await store(db, id, options, reading);
		const result = report(id, dryRun, reading, stored);
		await endAttempt(db, id, endOf(result), result);
		return result;
	} catch (error) {
		await endAttempt(db, id, 'failed', null).catch(() => {});
		throw error;
	} finally {
		clearInterval(heartbeat);
	}
}

async function store(db: Db, id: string, options: ImportOptions, reading: Reading) {
	const { now, recordedBy, source, simulated = false, dryRun = false, files, signal } = options;
	const { rejections } = reading.findings;
	const request = { id, recordedBy, source, simulated, dryRun };
	return storeImport(db, { ...request, recordedAt: now.toISOString(), today: dayOf(now) }, reading.findings, {
		async read(stage) {
			try {
				for await (const file of files) await readFile(file, reading, stage);
			} catch (error) {
				if (!(error instanceof BadFile)) throw error;
				rejections.add([wholeFile(error.file, error.message, error.expected)]);
			}
			if (reading.files.size === 0 && rejections.count === 0)
				rejections.add([
					wholeFile('', 'no file to import', `one or several of ${IMPORT_FILE_NAMES.join(', ')}`)
				]);
		},
		doing(what) {
			reading.progress.doing = what;
			reading.onProgress(reading.progress);
		},
		signal
	});
}

const endOf = ({ imported, rejectionCount }: ImportReport) =>
	rejectionCount > 0 ? 'rejected' : imported ? 'imported' : 'unchanged';

function report(
	id: string,
	dryRun: boolean,
	{ findings: { rejections, warnings }, files, ignored }: Reading,
	stored: { written: boolean; files: StoredFile[] }
): ImportReport {
	return {
		id,
		dryRun,
		imported: stored.written,
		files: IMPORT_FILE_NAMES.filter((name) => files.has(name)).map((name) =>
			account(
				name,
				files.get(name)!,
				stored.files.find(({ file }) => file === name)
			)
		),
		ignored,
		rejections: rejections.first.toSorted(inFileOrder),
		rejectionCount: rejections.count,
		warnings: warnings.first.toSorted(inFileOrder),
		warningCount: warnings.count
	};
}

function account(
	name: ImportFileName,
	read: { rows: number; rejected: number },
	{ added, changed, repeated, ...stored }: Omit<StoredFile, 'file'> = {
		added: 0,
		changed: 0,
		repeated: 0,
		rejected: 0
	}
): ImportedFile {
	const rejected = read.rejected + stored.rejected;
	const unchanged = Math.max(0, read.rows - added - changed - repeated - rejected);
	return { name, rows: read.rows, added, changed, unchanged, repeated, rejected };
}

const place = (file: string) => IMPORT_FILE_NAMES.indexOf(file as ImportFileName);
const inFileOrder = (a: ImportRemark, b: ImportRemark) =>
	place(a.file) - place(b.file) || (a.line ?? 0) - (b.line ?? 0);
