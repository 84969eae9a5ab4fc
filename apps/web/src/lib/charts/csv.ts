import type { Picture } from './picture.ts';

/** RFC 4180. A cell that a spreadsheet would run as a formula gets a leading apostrophe. */
export function csv({ columns, rows }: Picture['table']): string {
	const cell = (value: string | number | null) => {
		if (value === null || typeof value === 'number') return value ?? '';
		const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
		return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	};
	return [columns, ...rows].map((row) => row.map(cell).join(',') + '\r\n').join('');
}
