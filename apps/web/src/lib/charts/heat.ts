import type { Matrix, PatternKind } from '@app/contract';
import type { Cell } from './picture.ts';

/** Areas against patterns as arrays: `adopted[row][column]` of `eligible[row][column]` teams. */
export interface Heat {
	areas: { key: string; name: string; leaf: boolean; rate: number | null }[];
	patterns: { key: string; name: string; kind: PatternKind; rate: number | null }[];
	adopted: number[][];
	eligible: number[][];
	open: number[][];
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const rateOf = (adopted: number[], eligible: number[]) =>
	sum(eligible) === 0 ? null : sum(adopted) / sum(eligible);
/** The order of places by rate, highest first, so that structure shows; equals by name. */
const order = (lines: { name: string; rate: number | null }[]) =>
	lines
		.map((line, place) => ({ ...line, place }))
		.sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || a.name.localeCompare(b.name))
		.map(({ place }) => place);
const pick = <Value>(values: Value[], places: number[]) => places.map((place) => values[place]!);

/** The matrix with its rows and columns sorted by rate. */
export function heat({ teams, patterns }: Matrix): Heat {
	const grid = (count: 'adopted' | 'eligible' | 'open') =>
		teams.map((_, i) => patterns.map((pattern) => pattern[count][i]!));
	const [adopted, eligible, open] = [grid('adopted'), grid('eligible'), grid('open')];
	const areas = teams.map((team, i) => ({ ...team, rate: rateOf(adopted[i]!, eligible[i]!) }));
	const columns = patterns.map(({ key, name, kind }, j) => ({
		...{ key, name, kind },
		rate: rateOf(
			adopted.map((line) => line[j]!),
			eligible.map((line) => line[j]!)
		)
	}));
	const [down, across] = [order(areas), order(columns)];
	const sorted = (lines: number[][]) => pick(lines, down).map((line) => pick(line, across));
	return {
		areas: pick(areas, down),
		patterns: pick(columns, across),
		adopted: sorted(adopted),
		eligible: sorted(eligible),
		open: sorted(open)
	};
}

/** The pattern whose share differs most between the areas that have eligible teams, and between which shares. */
export function mostUneven({ patterns, adopted, eligible }: Heat) {
	const spans = patterns.map(({ name }, j) => {
		const rates = adopted.flatMap((line, i) => (eligible[i]![j]! > 0 ? [line[j]! / eligible[i]![j]!] : []));
		return { name, low: Math.min(...rates), high: Math.max(...rates) };
	});
	return (
		spans.filter(({ low, high }) => high > low).sort((a, b) => b.high - b.low - (a.high - a.low))[0] ?? null
	);
}

/** How many patterns at least half of the teams use, in every area; and how many nobody uses. */
export function reach({ patterns, adopted, eligible }: Heat): { everywhere: number; nowhere: number } {
	const column = (j: number) => adopted.map((line, i) => ({ adopted: line[j]!, eligible: eligible[i]![j]! }));
	const columns = patterns.map((_, j) => column(j).filter((cell) => cell.eligible > 0));
	return {
		everywhere: columns.filter(
			(cells) => cells.length > 0 && cells.every((cell) => cell.adopted >= cell.eligible / 2)
		).length,
		nowhere: columns.filter((cells) => cells.every((cell) => cell.adopted === 0)).length
	};
}

/** Some of the rows: those from place `from` up to `to`. Rates of columns stay those of all rows. */
export const rowsOf = (
	{ patterns, areas, adopted, eligible, open }: Heat,
	from: number,
	to: number
): Heat => ({
	patterns,
	areas: areas.slice(from, to),
	adopted: adopted.slice(from, to),
	eligible: eligible.slice(from, to),
	open: open.slice(from, to)
});

/** One row a cell, for the CSV file. */
export const heatRows = ({ areas, patterns, adopted, eligible, open }: Heat): Cell[][] =>
	areas.flatMap((area, i) =>
		patterns.map((pattern, j) => [area.name, pattern.name, adopted[i]![j]!, eligible[i]![j]!, open[i]![j]!])
	);
