import type { Cell, Table } from '../table.ts';

/** Of UTF-8: without it Excel takes names for those of another encoding. */
const MARK = '\uFEFF';

/**
 * A table as CSV (RFC 4180, UTF-8 with its mark): numbers with all their digits, days ISO 8601, nothing where nothing is
 * known. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvOf({ columns, rows }: Table): string {
	const lines = [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(written).join(',')}\r\n`);
	return `${MARK}${lines.join('')}`;
}

function written(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return String(cell);
	const text = harmless(cell);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run what begins so, unless it is a number. */
const harmless = (text: string) =>
	/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? `'${text}` : text;
