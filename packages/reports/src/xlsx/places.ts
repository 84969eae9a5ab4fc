import type { Table } from '../table.ts';

/** Rows and columns are counted from 0: the heading of a table lies below its title, what it is and what it is of. */
export const HEADING = 4;

/** A column as cells are named: A, B ... Z, AA. */
const letters = (c: number): string =>
	(c >= 26 ? letters(Math.floor(c / 26) - 1) : '') + String.fromCharCode(65 + (c % 26));

/** A cell as formulas name it; row and column from 0. */
export const cellName = (y: number, c: number) => `${letters(c)}${y + 1}`;

/** A sheet as formulas and links name it. */
export const quoted = (sheet: string) => `'${sheet.replaceAll("'", "''")}'`;

/**
 * The cells of a column of a table, as a formula on another sheet names them. By their place: not every program leaves
 * the row of the totals out where the column is named.
 */
export function rangeOf(sheet: string, { columns, rows }: Table, column: string): string {
	const c = letters(columns.findIndex(({ name }) => name === column));
	return `${quoted(sheet)}!$${c}$${HEADING + 2}:$${c}$${HEADING + 1 + rows.length}`;
}
