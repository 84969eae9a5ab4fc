import type { ImportAttempt, ImportReport } from '@app/contract';
import { importAttempts, type Db, type ImportAttempt as StoredAttempt } from '@app/db';
import { NotFound } from '../problems.ts';
import type { Progress } from './reading.ts';

/** The newest attempts to import. */
export async function recentImports(db: Db): Promise<ImportAttempt[]> {
	return (await importAttempts(db)).map(toAttempt);
}

/** One attempt with its report, or its progress. Throws NotFound. */
export async function importAttempt(db: Db, id: string): Promise<ImportAttempt> {
	const [attempt] = await importAttempts(db, id);
	if (!attempt) throw new NotFound('import', id);
	return toAttempt(attempt);
}

function toAttempt({ progress, report, startedAt, ...attempt }: StoredAttempt): ImportAttempt {
	const { doing = '', rows = 0 } = progress as Partial<Progress>;
	return {
		...attempt,
		startedAt: new Date(startedAt).toISOString(),
		doing,
		rowsRead: rows,
		report: report as ImportReport | null
	};
}

/** The kept rejections of an import as CSV, to work through in a spreadsheet. */
export async function rejectionsCsv(db: Db, id: string): Promise<string> {
	const { report } = await importAttempt(db, id);
	const rows = (report?.rejections ?? []).map(({ file, line, column, says, expected }) =>
		[file, line ?? '', column ?? '', says, expected].map(quoted).join(',')
	);
	return ['file,line,column,says,expected', ...rows, ''].join('\r\n');
}

/** Quoted, and safe to open: a spreadsheet takes what begins with = + - or @ for a formula. */
const quoted = (cell: string | number) =>
	`"${String(cell)
		.replace(/^[=+\-@\t]/, "'$&")
		.replaceAll('"', '""')}"`;
