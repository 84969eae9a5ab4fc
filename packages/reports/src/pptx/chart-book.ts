import type { SlideChart } from '@app/contract';
import { Format, Workbook } from 'wasm-xlsxwriter';
import { CODES, ENDS_FIRST, serial } from './chart-xml.ts';

/** The workbook that opens when somebody edits a chart: its values as they are in the report, nothing rounded. */
export function chartBook({ kind, categories, series: told, format }: SlideChart): Uint8Array {
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
	return book.saveToBufferSync();
}
