import { table, text, type Column, type Table } from '../table.ts';

const UNITS: Partial<Record<Column['type'], string>> = {
	share: '0 to 1',
	money: "the row's currency",
	days: 'days',
	day: 'ISO 8601'
};

/** What every column of the tables is, as a table. */
export function dictionaryOf(tables: Table[]): Table {
	const rows = tables.flatMap((of) => of.columns.map((column) => ({ of, column })));
	return table(
		{ name: 'dictionary', title: 'Data dictionary', about: 'One row a column of each table', keys: 2 },
		rows,
		[
			text('table', 'Table', 'The name of the table: its CSV file is called so', ({ of }) => of.name),
			text('column', 'Column', 'The name of the column in the CSV file', ({ column }) => column.name),
			text('title', 'Title', 'What the table is called', ({ of }) => of.title),
			text('label', 'Label', 'What the column is called', ({ column }) => column.label),
			text('type', 'Type', 'text, count, number, share, money, days or day', ({ column }) => column.type),
			text(
				'unit',
				'Unit',
				'Of the numbers, where there is one',
				({ column }) => column.unit ?? UNITS[column.type] ?? null
			),
			text('meaning', 'Meaning', 'What is in it', ({ column }) => column.meaning)
		]
	);
}
