import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Goal, Line, Measured } from './lines.ts';
import { folderOf, type Size } from './sizes.ts';

/** One line as it is written to `--json FILE`. `holds` is null where there is no goal. */
export type Result = {
	line: string;
	value: number | null;
	unit: string;
	floor: number | null;
	ratio: number | null;
	goal: string | null;
	holds: boolean | null;
};

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
export const shown = (value: number | null) =>
	value === null ? '' : digits.format(Math.abs(value) >= 1000 ? Math.round(value) : value);

const resultsFile = (size: Size) => `${folderOf(size)}/results.json`;

/** What was last measured at a size, line by line; nothing where it never was. */
export function earlierResults(size: Size): Result[] {
	return existsSync(resultsFile(size)) ? JSON.parse(readFileSync(resultsFile(size), 'utf8')) : [];
}

/** Whether a goal is reached; null where there is none. What the product does not do yet reaches none. */
function resultOf({ line, unit, goal }: Line, { value, floor }: Measured): Result {
	const ratio = value !== null && floor ? value / floor : null;
	return {
		line,
		value,
		unit,
		floor: floor ?? null,
		ratio,
		goal: goal ? goalText(goal) : null,
		holds: goal ? reached(goal, { value, ratio }) : null
	};
}

function reached(goal: Goal, figures: { value: number | null; ratio: number | null }): boolean {
	const figure = figures[goal.of];
	if (figure === null || Number.isNaN(figure)) return false;
	return 'most' in goal ? figure <= goal.most : figure >= goal.least;
}

const goalText = (goal: Goal) =>
	`${'most' in goal ? `<= ${shown(goal.most)}` : `>= ${shown(goal.least)}`}${goal.of === 'ratio' ? ' x' : ''}`;

const WIDTHS = [50, 10, 7, 9, 7, 12, 9];
const row = (cells: string[]) =>
	cells
		.map((cell, i) => (i === 0 || i === 2 ? cell.padEnd(WIDTHS[i]!) : cell.padStart(WIDTHS[i] ?? 0)))
		.join(' ');

/** Prints the lines as they come, and keeps them for runs at other sizes. */
export class Report {
	readonly results: Result[] = [];
	readonly #size: Size;

	constructor(size: Size) {
		this.#size = size;
	}

	add(line: Line, measured: Measured): void {
		if (this.results.length === 0)
			console.log(`\n${row(['line', 'value', '', 'floor', 'ratio', 'goal', ''])}`);
		const result = resultOf(line, measured);
		this.results.push(result);
		const { value, unit, floor, ratio, goal, holds } = result;
		const verdict = holds === null ? '' : holds ? 'holds' : 'MISSED';
		const numbers = [value === null ? 'none' : shown(value), unit, shown(floor), shown(ratio)];
		console.log(`${row([line.line, ...numbers, goal ?? '', verdict])}  ${measured.note}`);
	}

	/** Keeps what was measured, and writes it to a file if one is named. */
	save(file: string | undefined): void {
		const measured = new Set(this.results.map(({ line }) => line));
		const others = earlierResults(this.#size).filter(({ line }) => !measured.has(line));
		writeFileSync(resultsFile(this.#size), JSON.stringify([...others, ...this.results], null, '\t'));
		if (file) writeFileSync(file, JSON.stringify(this.results, null, '\t'));
	}
}
