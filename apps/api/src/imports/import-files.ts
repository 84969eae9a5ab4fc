import {
	IMPORT_FILE_NAMES,
	type ImportedFile,
	type ImportFileName,
	type ImportRemark,
	type ImportReport
} from '@app/contract';
import { newId, storeImport, type Db, type StoredFile } from '@app/db';
import { dayOf } from '../periods.ts';
import { readFile, startReading, type Progress, type Reading } from './reading.ts';
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
 * everything and takes it back. Throws the reason of `signal` when that aborts; nothing is written then.
 */
export async function importFiles(db: Db, options: ImportOptions): Promise<ImportReport> {
	const { files, dryRun = false, now, recordedBy, source, simulated = false, id = newId() } = options;
	const reading = startReading(options.onProgress ?? (() => {}), options.signal);
	const { rejections } = reading.findings;
	const times = { recordedAt: now.toISOString(), today: dayOf(now) };
	const stored = await storeImport(
		db,
		{ id, recordedBy, ...times, source, simulated, dryRun },
		reading.findings,
		{
			async read(stage) {
				for await (const file of files) await readFile(file, reading, stage);
				if (reading.files.size === 0 && rejections.count === 0) rejections.add([nothingToImport]);
			},
			doing(what) {
				reading.progress.doing = what;
				reading.onProgress(reading.progress);
			},
			signal: options.signal
		}
	);
	return report(id, dryRun, reading, stored);
}

const nothingToImport: ImportRemark = {
	file: '',
	line: null,
	column: null,
	says: 'no file that can be imported',
	expected: `one or several of ${IMPORT_FILE_NAMES.join(', ')}`
};

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
