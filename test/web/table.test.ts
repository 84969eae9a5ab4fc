import { expect, test } from 'vitest';
import { csv } from '../../apps/web/src/lib/charts/csv.ts';
import { sorted, type Column } from '../../apps/web/src/lib/components/table.ts';

interface Row {
	name: string;
	rate: number | null;
}
const columns: Column<Row>[] = [
	{ key: 'name', label: 'Name', value: (row) => row.name },
	{ key: 'rate', label: 'Rate', value: (row) => row.rate }
];
const rows = [
	{ name: 'b', rate: 0.5 },
	{ name: 'a', rate: null },
	{ name: 'c', rate: 0.9 }
];
const names = (order: string) => sorted(rows, columns, order).map(({ name }) => name);

test('rows are sorted by a column, rising or falling', () => {
	expect(names('name')).toEqual(['a', 'b', 'c']);
	expect(names('-name')).toEqual(['c', 'b', 'a']);
});

test('unknown values come last either way', () => {
	expect(names('rate')).toEqual(['b', 'c', 'a']);
	expect(names('-rate')).toEqual(['c', 'b', 'a']);
});

test('an order that no column knows leaves the rows as they are', () => {
	expect(names('-colour')).toEqual(['b', 'a', 'c']);
});

test('a CSV file quotes what needs quotes and leaves unknown empty', () => {
	expect(csv({ columns: ['name', 'n'], rows: [['say "hi", now', null]] })).toBe(
		'name,n\r\n"say ""hi"", now",\r\n'
	);
});

test('a name that a spreadsheet would run as a formula arrives as text, a negative number as a number', () => {
	expect(csv({ columns: ['name', 'n'], rows: [['=1+1', -2]] })).toBe("name,n\r\n'=1+1,-2\r\n");
});
