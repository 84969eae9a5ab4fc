import type { CellType, ViewExport } from '@app/contract';
import type { Cell } from '#lib/charts/picture.ts';
import { termOf } from './glossary.ts';

/** A column to be taken away; what is left out is told by its label and its cells. */
interface TakenColumn {
	label: string;
	type?: CellType;
	meaning?: string;
	unit?: string;
}
export interface Taken {
	columns: TakenColumn[];
	rows: Cell[][];
	/** What the rows were chosen by, beyond what the address says. */
	filter?: ViewExport['filter'];
}

/** Where and when it is of, as every page knows. */
export interface Around {
	asOf: string;
	area: string;
	filter: ViewExport['filter'];
	definitions: ViewExport['definitions'];
}

/** The place is told on its own; order and pages choose nothing. */
const NO_FILTER = /^(team|asOf|as|.*sort|.*page|.*find)$/;

/** What the address narrows the page to, beside place and day. */
export const filterIn = (params: Iterable<[string, string]>): ViewExport['filter'] =>
	[...params]
		.filter(([name, value]) => value !== '' && !NO_FILTER.test(name))
		.map(([name, value]) => ({ name: name === 'knownAt' ? 'as known at' : name, value }));

const DAY = /^\d{4}-\d\d-\d\d$/;
function typeOf(cells: Cell[]): CellType {
	const known = cells.filter((cell) => cell !== null);
	if (known.length === 0) return 'text';
	if (known.every((cell) => typeof cell === 'number'))
		return known.every(Number.isInteger) ? 'count' : 'number';
	return known.every((cell) => typeof cell === 'string' && DAY.test(cell)) ? 'day' : 'text';
}

/** What a chart or a table shows, as it is taken away: with the day, the area, the filter and what its words mean. */
export function viewOf(
	{ title, about }: { title: string; about: string },
	{ columns, rows, filter = [] }: Taken,
	around: Around
): ViewExport {
	return {
		title: title.slice(0, 200),
		about: about.slice(0, 1000),
		...{ asOf: around.asOf, area: around.area },
		filter: [...around.filter, ...filter],
		columns: columns.map(({ label, type, meaning, unit }, i) => {
			const term = termOf(label);
			const found = typeOf(rows.map((row) => row[i] ?? null));
			// what a label usually holds, where the cells do not say otherwise
			const usual = found === 'text' || found === 'day' ? found : (term?.type ?? found);
			return {
				label: label || ' ',
				type: type ?? usual,
				meaning: meaning ?? term?.meaning ?? '',
				...(unit !== undefined && { unit })
			};
		}),
		rows,
		definitions: around.definitions
	};
}

/** `North, as of 2026-11-23, pattern: grows`. */
export const placed = ({ area, asOf, filter }: ViewExport, day = asOf): string =>
	[area, `as of ${day}`, ...filter.map(({ name, value }) => `${name}: ${value}`)].join(' · ');

/**
 * The view for a CSV file. The last columns of every row say of when, where and what it is, and what the words mean:
 * lines before the header or after the rows would be read as data, and a second file gets lost; so any program reads
 * this one, and two of them below each other still tell their rows apart.
 */
export function csvTable(view: ViewExport): { columns: string[]; rows: Cell[][] } {
	const words = [
		...view.columns.flatMap(({ label, meaning }) => (meaning ? [`${label}: ${meaning}.`] : [])),
		...view.definitions.map(({ term, meaning }) => `${term}: ${meaning}`)
	].join(' ');
	const filter = view.filter.map(({ name, value }) => `${name}: ${value}`).join('; ') || null;
	return {
		columns: [...view.columns.map(({ label }) => label), 'As of', 'In area', 'Filter', 'Definitions'],
		rows: view.rows.map((row) => [...row, view.asOf, view.area, filter, words || null])
	};
}
