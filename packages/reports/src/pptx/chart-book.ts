import type { SlideChart } from '@app/contract';
import JSZip from 'jszip';
import { Format, Workbook } from 'wasm-xlsxwriter';
import { CODES, ENDS_FIRST, serial } from './chart-xml.ts';
import { zipped } from './zipped.ts';

/** The workbook that opens when somebody edits a chart: its values as they are in the report, nothing rounded. */
export async function chartBook(
	{ kind, categories, series: told, format }: SlideChart,
	knownAt: string
): Promise<Uint8Array> {
	const series = kind === 'interval' ? ENDS_FIRST.map((i) => told[i]!) : told;
	const book = new Workbook();
	const sheet = book.addWorksheet().setName('Sheet1');
	const [day, code] = [new Format().setNumFormat(CODES.day), new Format().setNumFormat(CODES[format])];
	const rows = categories.length;
	series.forEach(({ name }, i) => sheet.writeString(0, i + 1, name));
	categories.forEach((category, i) => {
		if (kind === 'line') sheet.writeNumberWithFormat(i + 1, 0, serial(category), day);
		else sheet.writeString(i + 1, 0, category);
		series.forEach(({ values }, column) => {
			const value = values[i] ?? null;
			if (value !== null) sheet.writeNumberWithFormat(i + 1, column + 1, value, code);
		});
		// at which height an interval is drawn
		if (kind === 'interval') for (const column of [4, 5]) sheet.writeNumber(i + 1, column, rows - i);
	});
	if (kind === 'interval') for (const column of [4, 5]) sheet.writeString(0, column, 'Row from below');
	return dated(book.saveToBufferSync(), knownAt);
}

/** As if it was written when the report was known: the library has only the clock. */
async function dated(book: Uint8Array, knownAt: string): Promise<Uint8Array> {
	const zip = await JSZip.loadAsync(book);
	const parts = new Map<string, string | Uint8Array>();
	for (const name of Object.keys(zip.files)) {
		const text = await zip.file(name)!.async('string');
		const created = /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g;
		parts.set(
			name,
			name === 'docProps/core.xml' ? text.replace(created, `$1${knownAt.slice(0, 19)}Z`) : text
		);
	}
	return zipped(parts);
}
