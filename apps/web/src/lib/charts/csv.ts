import type { Cell, Picture } from './picture.ts';

/** RFC 4180. A cell that a spreadsheet would run as a formula gets a leading apostrophe. */
export const csv = ({ columns, rows }: Picture['table']): string => csvLines([columns, ...rows]);

export function csvLines(rows: Cell[][]): string {
	const cell = (value: string | number | null) => {
		if (value === null || typeof value === 'number') return value ?? '';
		const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
		return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	};
	return rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
}
