import type { CellType } from '@app/contract';

export type Cell = string | number | null;

/** `name` is that of the column in a CSV file, `label` is read by people; `unit` where it is not said by the type. */
export type Column = { name: string; label: string; type: CellType; meaning: string; unit?: string };

/**
 * One subject of a report as rows. The first `keys` columns say which row it is. Shares are 0 to 1, days ISO 8601, money
 * is in the currency of the row's column `currency`.
 */
export type Table = {
	name: string;
	title: string;
	/** What a row is, and of what. */
	about: string;
	columns: Column[];
	keys: number;
	rows: Cell[][];
};

/** A column of rows of a kind: how it is described, and what it says of one. */
export type Of<Row> = Column & { of: (row: Row) => Cell };

const column =
	(type: CellType) =>
	<Row>(name: string, label: string, meaning: string, of: (row: Row) => Cell, unit?: string): Of<Row> => ({
		...{ name, label, type, meaning, of },
		...(unit !== undefined && { unit })
	});
export const [text, count, number, share] = [
	column('text'),
	column('count'),
	column('number'),
	column('share')
];
export const [money, days, day] = [column('money'), column('days'), column('day')];

/** A table of rows of a kind by its columns; `keys`: how many of them, from the left, say which row it is. */
export function table<Row>(
	{ name, title, about, keys }: Omit<Table, 'columns' | 'rows'>,
	rows: Row[],
	columns: Of<Row>[]
): Table {
	return {
		...{ name, title, about, keys },
		columns: columns.map(({ name, label, type, meaning, unit }) => ({
			...{ name, label, type, meaning },
			...(unit !== undefined && { unit })
		})),
		rows: rows.map((row) => columns.map(({ of }) => of(row)))
	};
}
