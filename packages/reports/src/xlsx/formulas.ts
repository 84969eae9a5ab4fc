import type { Cell, Table } from '../table.ts';
import { cellName, HEADING, rangeOf } from './places.ts';

/** A figure that follows from others of its row: as a spreadsheet says it, and as we do. */
type Rule = {
	excel: (at: (column: string) => string) => string;
	value: (of: (column: string) => number) => number;
};
const over = (part: string, whole: string): Rule => ({
	excel: (at) => `${at(part)}/${at(whole)}`,
	value: (of) => of(part) / of(whole)
});
const less = (whole: string, ...parts: string[]): Rule => ({
	excel: (at) => [whole, ...parts].map(at).join('-'),
	value: (of) => parts.reduce((rest, part) => rest - of(part), of(whole))
});

const RULES: Record<string, Record<string, Rule>> = {
	patterns: {
		undecided: less('eligible', 'adopted', 'open', 'declined', 'abandoned'),
		rate: over('adopted', 'eligible')
	},
	areas: { rate: over('adopted', 'eligible') },
	matrix: { rate: over('adopted', 'eligible') },
	time_to_adopt: { still_open: less('tracks', 'adopted', 'gave_up') },
	value: { net: less('benefit', 'cost') },
	value_totals: { net: less('benefit', 'cost') },
	support: { remaining: less('committed', 'used', 'released'), free: less('capacity', 'committed') },
	findings: {
		open: {
			excel: (at) => `${at('open_before')}+${at('opened')}-${at('closed')}`,
			value: (of) => of('open_before') + of('opened') - of('closed')
		}
	},
	plan: { open: less('due', 'on_time', 'late', 'ended') }
};

/** Columns that can be added up: no pair of team and pattern is in two rows. */
const SUMMED: Record<string, string[]> = {
	patterns: [
		...['eligible', 'adopted', 'sustained', 'open', 'declined', 'abandoned', 'undecided', 'adopted_before'],
		...['eligible_before', 'new', 'kept', 'lapsed', 'returned', 'moved_in', 'moved_out', 'stalled']
	],
	areas: [
		...['teams', 'eligible', 'adopted', 'open', 'adopted_before', 'eligible_before'],
		...['new', 'kept', 'lapsed', 'returned', 'moved_in', 'moved_out']
	],
	moves: ['adoptions'],
	findings: ['open_before', 'opened', 'closed', 'open'],
	ends: ['adoptions', 'before'],
	plan: ['due', 'on_time', 'late', 'ended', 'open']
};

/** The table as formulas name it. */
export const tableName = (table: string) =>
	table.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
const heading = (label: string) => label.replace(/['#[\]]/g, "'$&");
const here = (table: Table, column: string) =>
	`${tableName(table.name)}[[#This Row],[${heading(labelOf(table, column))}]]`;
const columnOf = (table: Table, column: string) =>
	`${tableName(table.name)}[${heading(labelOf(table, column))}]`;
const labelOf = (table: Table, column: string) => table.columns.find(({ name }) => name === column)!.label;
const at = (table: Table, column: string) => table.columns.findIndex(({ name }) => name === column);

/** Equal in all digits that a spreadsheet shows: it adds up in another order. */
const same = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));

/** What a number of a table says in place of the number, where it follows from others. */
export function formulasOf(
	table: Table,
	{ tables: all, sheets }: { tables: Table[]; sheets: Map<string, string> }
): (row: Cell[], column: string) => string | undefined {
	if (table.name === 'figures')
		return (row, column) => traced(all, sheets, row[0] as string, column, row[at(table, column)]);
	const columns = columnFormulas(table, all);
	return (_, column) => columns.get(column);
}

/**
 * The formulas of a table by its columns. A column whose rule does not give the numbers that were reported stays as it
 * is.
 */
function columnFormulas(table: Table, all: Table[]): Map<string, string> {
	const found = new Map<string, string>();
	const numbers = (row: Cell[]) => (column: string) => (row[at(table, column)] ?? NaN) as number;
	for (const [column, rule] of Object.entries(RULES[table.name] ?? {})) {
		const reported = table.rows.filter((row) => row[at(table, column)] !== null);
		if (reported.every((row) => same(rule.value(numbers(row)), numbers(row)(column))))
			found.set(
				column,
				rule.excel((name) => here(table, name))
			);
	}
	const value = all.find(({ name }) => name === 'value');
	if (table.name === 'value_totals' && value)
		for (const column of ['benefit', 'cost'])
			if (
				table.rows.every((row) =>
					same(knownOf(value, column, row[at(table, 'currency')]!), numbers(row)(column))
				)
			)
				found.set(column, addedUp(table, value, column));
	return found;
}

/** How a key figure follows from the rows of a table: their sum, how many are above 0, or the first of them. */
type Trace = ['sum' | 'some' | 'first', table: string, column: string];
const TRACES: Record<string, Record<string, Trace>> = {
	'in-use': {
		value: ['sum', 'patterns', 'adopted'],
		of: ['sum', 'patterns', 'eligible'],
		before: ['sum', 'patterns', 'adopted_before']
	},
	new: { value: ['sum', 'patterns', 'new'], of: ['sum', 'patterns', 'adopted'] },
	lapsed: { value: ['sum', 'patterns', 'lapsed'], of: ['sum', 'patterns', 'adopted_before'] },
	patterns: { value: ['some', 'patterns', 'adopted'], before: ['some', 'patterns', 'adopted_before'] },
	'time-to-adopt': {
		value: ['first', 'time_to_adopt', 'median_days'],
		lower: ['first', 'time_to_adopt', 'median_lower'],
		upper: ['first', 'time_to_adopt', 'median_upper']
	},
	findings: { value: ['sum', 'findings', 'open'], before: ['sum', 'findings', 'open_before'] },
	net: { value: ['first', 'value_totals', 'net'] }
};
const EXCEL: Record<Trace[0], (cells: string) => string> = {
	sum: (cells) => `SUM(${cells})`,
	some: (cells) => `COUNTIF(${cells},">0")`,
	first: (cells) => `INDEX(${cells},1)`
};

/** The formula of a key figure, where it gives the number that was reported. */
function traced(
	all: Table[],
	sheets: Map<string, string>,
	key: string,
	figure: string,
	reported: Cell | undefined
): string | undefined {
	const trace = TRACES[key]?.[figure];
	if (!trace || typeof reported !== 'number') return undefined;
	const [how, name, column] = trace;
	const table = all.find((one) => one.name === name);
	if (!table || table.rows.length === 0) return undefined;
	const numbers = table.rows.map((row) => row[at(table, column)] as number | null);
	const gives = {
		sum: () => numbers.reduce<number>((sum, one) => sum + (one ?? 0), 0),
		some: () => numbers.filter((one) => one !== null && one > 0).length,
		first: () => numbers[0] ?? NaN
	}[how]();
	return same(gives, reported) ? EXCEL[how](rangeOf(sheets.get(name)!, table, column)) : undefined;
}

/** Of the patterns whose benefit and cost are both known. */
function knownOf(value: Table, column: string, currency: Cell): number {
	return value.rows
		.filter((row) => row[at(value, 'currency')] === currency)
		.filter((row) => row[at(value, 'benefit')] !== null && row[at(value, 'cost')] !== null)
		.reduce((sum, row) => sum + (row[at(value, column)] as number), 0);
}
const addedUp = (table: Table, value: Table, column: string) =>
	`SUMIFS(${columnOf(value, column)},${columnOf(value, 'currency')},${here(table, 'currency')},` +
	`${columnOf(value, 'benefit')},"<>",${columnOf(value, 'cost')},"<>")`;

/** The last row of a table, where there is one: for each column that can be added up the formula and what it gives. */
export function totals(table: Table): Map<string, { formula: string; value: number }> {
	const found = new Map<string, { formula: string; value: number }>();
	if (table.rows.length < 2) return found;
	for (const column of SUMMED[table.name] ?? [])
		found.set(column, {
			formula: `SUBTOTAL(109,${columnOf(table, column)})`,
			value: table.rows.reduce((sum, row) => sum + ((row[at(table, column)] as number | null) ?? 0), 0)
		});
	const [adopted, eligible] = [found.get('adopted'), found.get('eligible')];
	const cell = (column: string) => cellName(HEADING + 1 + table.rows.length, at(table, column));
	if (adopted && eligible && eligible.value > 0)
		found.set('rate', {
			formula: `${cell('adopted')}/${cell('eligible')}`,
			value: adopted.value / eligible.value
		});
	return found;
}
