import { IMPORT_FILE_NAMES, type ImportFileName, type ImportRemark } from '@app/contract';
import { Remarks, type Findings, type Stage } from '@app/db';
import { findWriting } from './encoding.ts';
import { readRows, type Cells, type Row } from './read-rows.ts';
import type { SourceFile } from './source-file.ts';

/** What an import is doing, in words, and how many rows it has read so far. */
export type Progress = { doing: string; rows: number };

/** What is known of the files while they are read. */
export type Reading = {
	findings: Findings;
	ignored: string[];
	files: Map<ImportFileName, { rows: number; rejected: number }>;
	progress: Progress;
	onProgress: (progress: Progress) => void;
	signal: AbortSignal | undefined;
};

export const startReading = (
	onProgress: (progress: Progress) => void,
	signal: AbortSignal | undefined
): Reading => ({
	findings: {
		rejections: new Remarks(),
		warnings: new Remarks(),
		lostKeys: { teams: [], patterns: [], metrics: [], people: [], coalitions: [], events: [] }
	},
	ignored: [],
	files: new Map(),
	progress: { doing: 'starting', rows: 0 },
	onProgress,
	signal
});

/** Reads a file into the database's staging, and notes what it could not take. */
export async function readFile(file: SourceFile, reading: Reading, stage: Stage): Promise<void> {
	const { findings, progress, ignored, signal } = reading;
	const name = IMPORT_FILE_NAMES.find((known) => known === file.name.toLowerCase());
	if (!name) return void ignored.push(ignoredName(file.name));
	if (reading.files.has(name)) return findings.rejections.add([wholeFile(name, 'there twice', 'it once')]);
	const counts = { rows: 0, rejected: 0 };
	reading.files.set(name, counts);
	progress.doing = `reading ${name}`;
	reading.onProgress(progress);
	const writing = await findWriting(file, signal);
	if (writing.encoding === 'windows-1252')
		findings.warnings.add([
			wholeFile(name, 'not UTF-8', 'Read as Windows-1252: look at names with accents.')
		]);
	let columns: string[] = [];
	const batches = readRows(file, name, writing, {
		onHeader(header) {
			columns = header.columns.filter((column) => column !== null);
			ignored.push(...header.ignored.map((column) => `${name}: column ${column}`));
		},
		onRejected(remarks, row) {
			counts.rows++;
			counts.rejected++;
			findings.rejections.add(remarks);
			loseKey(findings, name, row);
		},
		onBroken(remarks) {
			findings.rejections.add(remarks);
			loseKey(findings, name);
		}
	});
	if (!(await batches.next()).done) await stage(name, columns, counted(batches, counts, reading));
}

async function* counted(
	batches: AsyncIterable<Row[]>,
	counts: { rows: number },
	{ progress, onProgress, signal }: Reading
): AsyncGenerator<Row[]> {
	for await (const rows of batches) {
		signal?.throwIfAborted();
		counts.rows += rows.length;
		progress.rows += rows.length;
		onProgress(progress);
		yield rows;
	}
}

const keyOf = {
	'teams.csv': ['teams', 'team_key'],
	'patterns.csv': ['patterns', 'pattern_key'],
	'metrics.csv': ['metrics', 'metric_key'],
	'people.csv': ['people', 'person_key'],
	'coalitions.csv': ['coalitions', 'coalition_key'],
	'events.csv': ['events', 'event_key']
} as const;
/** Beyond this many it is not worth telling them apart. */
const LOST_KEYS = 10_000;

/** A row was not taken, or without `row` all that followed: what refers to it is not to blame. */
function loseKey({ lostKeys }: Findings, name: ImportFileName, row?: Cells): void {
	if (!(name in keyOf)) return;
	const [table, column] = keyOf[name as keyof typeof keyOf];
	const lost = lostKeys[table];
	if (lost === 'any') return;
	const key = row?.[column];
	if (!row || lost.length === LOST_KEYS) lostKeys[table] = 'any';
	else if (key) lost.push(key);
}

/** A remark about a file as a whole. */
export const wholeFile = (file: string, says: string, expected: string): ImportRemark => ({
	file,
	line: null,
	column: null,
	says,
	expected
});

const ignoredName = (name: string) =>
	/\.(xlsx?|xlsm|ods|numbers)$/i.test(name) ? `${name} (a workbook: save each sheet as CSV)` : name;
