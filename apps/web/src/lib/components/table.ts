import type { Snippet } from 'svelte';
import type { CellType } from '@app/contract';
import type { Cell } from '#lib/charts/picture.ts';

export interface Column<Row> {
	key: string;
	label: string;
	/** What is in it, where its label and cells do not say: decides how a workbook writes it. */
	type?: CellType;
	/** Of its numbers; for money the currency. */
	unit?: string;
	/** What it is sorted by, and what files hold. */
	value: (row: Row) => Cell;
	/** How it reads; the value where it is left out. */
	text?: (row: Row) => string;
	/** How it looks, where text is not enough. */
	cell?: Snippet<[Row]>;
	numeric?: boolean;
	/** Only draws what other columns say: left out of files. */
	drawing?: boolean;
	/** Left out of tables on phones; files have it. */
	minor?: boolean;
}

/** Sorted by a column, `-` before its key for falling; unknown values come last either way. Stable. */
export function sorted<Row>(rows: Row[], columns: Column<Row>[], order: string): Row[] {
	const falling = order.startsWith('-');
	const column = columns.find(({ key }) => key === order.replace('-', ''));
	if (!column) return rows;
	return rows.toSorted((a, b) => {
		const [x, y] = [column.value(a), column.value(b)];
		if (x === null || y === null) return Number(x === null) - Number(y === null);
		const by = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y));
		return falling ? -by : by;
	});
}
