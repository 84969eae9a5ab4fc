import type { ImportRemark, ImportReport } from '@app/contract';
import type { Progress } from './reading.ts';

const SHOWN = 20;
const number = new Intl.NumberFormat('en');

/** Writes what an import is doing: on a terminal one line that renews itself, elsewhere a line per step. */
export function progressLine(out: NodeJS.WriteStream): (progress: Progress) => void {
	let [last, shownAt] = ['', 0];
	return ({ doing, rows }) => {
		const renewed = doing !== last;
		if (!renewed && (!out.isTTY || performance.now() - shownAt < 200)) return;
		[last, shownAt] = [doing, performance.now()];
		const line = `${doing}${rows ? `, ${number.format(rows)} rows read` : ''}`;
		out.write(out.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
	};
}

/** A report for reading in a terminal. */
export function reportText(report: ImportReport): string {
	const { files, ignored, rejections, rejectionCount, warnings, warningCount } = report;
	return [
		'',
		...table(files),
		...(ignored.length > 0 ? ['', 'Ignored:', ...ignored.map((name) => `  ${name}`)] : []),
		...remarks('warning', warnings, warningCount),
		...remarks('rejection', rejections, rejectionCount),
		'',
		verdict(report),
		''
	].join('\n');
}

function table(files: ImportReport['files']): string[] {
	const columns = ['rows', 'added', 'changed', 'unchanged', 'repeated', 'rejected'] as const;
	const head = 'file'.padEnd(22) + columns.map((column) => column.padStart(11)).join('');
	return [
		head,
		...files.map(
			(file) =>
				file.name.padEnd(22) + columns.map((column) => number.format(file[column]).padStart(11)).join('')
		)
	];
}

function remarks(kind: string, list: ImportRemark[], count: number): string[] {
	if (count === 0) return [];
	const more = count - Math.min(SHOWN, list.length);
	return [
		'',
		`${number.format(count)} ${kind}${count === 1 ? '' : 's'}:`,
		...list.slice(0, SHOWN).map(remarkText),
		...(more > 0 ? [`  and ${number.format(more)} more`] : [])
	];
}

function remarkText({ file, line, column, says, expected }: ImportRemark): string {
	const place = [file, line === null ? '' : `line ${line}`, column].filter(Boolean).join(', ');
	return `  ${place}: '${says}'. Expected: ${expected}`;
}

function verdict({ dryRun, imported, rejectionCount, files }: ImportReport): string {
	if (rejectionCount > 0) return 'Nothing was imported: correct the rejected rows, then import again.';
	const changes = files.some(({ added, changed }) => added + changed > 0);
	if (!changes) return 'Nothing to import: everything is there already.';
	if (dryRun) return 'A dry run: nothing was imported. Without --dry-run it would be as above.';
	return imported ? 'Imported.' : 'Nothing was imported.';
}
