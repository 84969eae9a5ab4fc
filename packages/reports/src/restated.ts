import type { ReportData, Restated } from '@app/contract';
import type { Cell, Table } from './table.ts';
import { tablesOf } from './tables.ts';

/** Tables that say figures in words, or none. */
const NOT_FIGURES = new Set(['about', 'summary', 'definitions', 'restated']);
/** Texts without which a figure means something else; all other texts are names and notes, which may change. */
const TOLD = new Set(['currency', 'unit', 'grade', 'stage', 'state']);

/**
 * The figures of a sealed report that are others today: `now` is composed from today's records for the same quarter, day
 * and area. Rows are matched by their keys; of a row that came or went every figure is listed, null on the side where it
 * is not. Names and notes are no figures: a pattern keeps the name that it was sealed with.
 *
 * Every figure follows from the records alone, simulated intervals too, whose draws have a fixed seed: what differs was
 * recorded later. Only the last digits may differ by themselves, as sums over rows that come in another order do; so
 * numbers that agree to 9 digits are the same.
 */
export function restatedOf(sealed: ReportData, now: ReportData): Restated[] {
	const [then, today] = [sealed, now].map((data) => tablesOf({ data, sha256: null, restated: [] }));
	const nameOf = naming([...then!, ...today!]);
	return then!
		.filter(({ name }) => !NOT_FIGURES.has(name))
		.flatMap((table) =>
			differences(
				table,
				today!.find(({ name }) => name === table.name)!,
				nameOf
			)
		);
}

type NameOf = (column: string, key: Cell) => string;

function differences(then: Table, today: Table, nameOf: NameOf): Restated[] {
	const figures = then.columns.flatMap(({ name, label, type }, i) =>
		i >= then.keys && (type !== 'text' || TOLD.has(name)) ? [{ i, label }] : []
	);
	const rowsOf = ({ rows, keys }: Table) => new Map(rows.map((row) => [keyOf(row, keys), row]));
	const [was, is] = [rowsOf(then), rowsOf(today)];
	return [...new Map([...was, ...is])].flatMap(([key, any]) => {
		const [before, after] = [was.get(key), is.get(key)];
		const row = then.columns
			.slice(0, then.keys)
			.flatMap(({ name }, i) => (any[i] === null && then.keys > 1 ? [] : [nameOf(name, any[i]!)]))
			.join(' · ');
		return figures.flatMap(({ i, label }) => {
			const [old, anew] = [before?.[i] ?? null, after?.[i] ?? null];
			return same(old, anew) ? [] : [{ table: then.name, row, figure: label, was: old, is: anew }];
		});
	});
}

/** By the names beside keys, in any table, the sealed ones first; where two have the same name, with their keys. */
function naming(tables: Table[]): NameOf {
	const names = new Map<string, Map<Cell, string>>();
	for (const { columns, rows } of tables)
		columns.forEach(({ name }, i) => {
			const beside = columns.findIndex((other) => `${other.name}_key` === name);
			if (beside < 0) return;
			const known = names.get(name) ?? names.set(name, new Map()).get(name)!;
			for (const row of rows) if (!known.has(row[i]!)) known.set(row[i]!, String(row[beside]));
		});
	const shared = new Map(
		[...names].map(([column, known]) => {
			const all = Map.groupBy(known.values(), (name) => name);
			return [column, new Set([...all].flatMap(([name, { length }]) => (length > 1 ? [name] : [])))];
		})
	);
	return (column, key) => {
		const name = names.get(column)?.get(key);
		if (name === undefined) return String(key);
		return shared.get(column)!.has(name) ? `${name} (${key})` : name;
	};
}

const keyOf = (row: Cell[], keys: number): string => JSON.stringify(row.slice(0, keys));

const same = (one: Cell, other: Cell): boolean =>
	one === other ||
	(typeof one === 'number' &&
		typeof other === 'number' &&
		Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other), 1e-3));
