import { fitted, sayDay, sayNumber, sayShare } from '../slides/say.ts';
import type { Cell, Column, Table } from '../table.ts';

/** How a mark is coloured: by what it means, never alone by colour. */
export type Tone = 'accent' | 'deep' | 'pale' | 'grey' | 'quiet' | 'look';
type Tick = { at: number; label: string };
/** Bars of parts on one scale, in rows. `text` stands at the right. */
type Bars = {
	kind: 'bars';
	rows: { label: string; parts: { value: number; tone: Tone }[]; text: string }[];
	legend: { tone: Tone; label: string }[];
	max: number;
	ticks: Tick[];
};
/** Intervals with their middle, in rows on one scale from `from` to `to`; null: not known. */
type Intervals = {
	kind: 'intervals';
	rows: {
		label: string;
		lower: number | null;
		middle: number | null;
		upper: number | null;
		tone: Tone;
		hollow: boolean;
		text: string;
	}[];
	from: number;
	to: number;
	ticks: Tick[];
};
/** Where each row was and where it is; null: where it lies from zero. */
type Moved = {
	kind: 'moved';
	rows: { label: string; was: number | null; is: number; tone: Tone; text: string }[];
	from: number;
	to: number;
	ticks: Tick[];
};
/** Stepped counts over time, one panel each, from 0 to `top`; `at` are the days as 0 to 1. */
type Curves = {
	kind: 'curves';
	columns: number;
	at: number[];
	ends: [string, string];
	panels: { label: string; values: number[]; top: number; text: string }[];
};
/** What went from where at the left to where at the right. */
type Flows = {
	kind: 'flows';
	left: Node[];
	right: Node[];
	flows: { from: number; to: number; count: number; tone: Tone }[];
	ends: [string, string];
};
type Node = { label: string; count: number; tone: Tone };

type Chart = (Bars | Intervals | Moved | Curves | Flows) & {
	/** What is drawn, in which unit. */
	caption: string;
	/** The same for who cannot see it. */
	alt: string;
};
type Heading = {
	label: string;
	right: boolean;
	/** In points; null: what is left, shared by weight. */
	width: number | null;
	weight: number;
};
type Drawn = {
	kind: 'table';
	title: string;
	head: Heading[];
	rows: { cells: string[]; look: boolean }[];
	/** Kept on one page, with the words below it. */
	whole: boolean;
	/** What is not shown and where it is; null: all is. */
	more: string | null;
};
/** Rows against columns, each cell shaded by its share. */
type Matrix = {
	kind: 'matrix';
	caption: string;
	corner: string;
	columns: string[];
	rows: { label: string; cells: ({ text: string; share: number } | null)[] }[];
	more: string | null;
};
export type Block = Chart | Drawn | Matrix;

/** One subject: `point` is what its figures say, `how` is how they are made. */
export type Section = { subject: string; point: string; blocks: Block[]; how: string };

const MOST_ROWS = 40;
/** So many rows, of texts so long, always fit a page. */
const [SHORT, LINES] = [14, 60];
/** Of a table: the size of its text and its headings and what stands beside them, in points; how long a word is. */
const [TEXT, HEAD, AROUND, WORD] = [7.5, 6.8, 8.5, 14];
/** What a compact table may take, on either paper. */
const PAGE = 485;

/**
 * The columns of a table of the report that are named, its first rows, and where the rest is. A name may have a weight,
 * as `pattern*2`, where texts share the width unevenly.
 */
export function drawn(
	table: Table,
	names: string[],
	{
		most = MOST_ROWS,
		look = () => false
	}: { most?: number; look?: (row: Table['rows'][number]) => boolean } = {}
): Drawn {
	const columns = names.map((named) => {
		const [name, weight = '1'] = named.split('*');
		const at = table.columns.findIndex((column) => column.name === name);
		if (at < 0) throw new Error(`The table ${table.name} has no column ${name}.`);
		return { at, weight: Number(weight), ...table.columns[at]! };
	});
	const rows = table.rows.slice(0, most).map((row) => ({
		look: look(row),
		cells: columns.map(({ at, type }) => written(row[at]!, type))
	}));
	const natural = columns.map(({ label }, i) =>
		widthOf(
			label,
			rows.map(({ cells }) => cells[i]!)
		)
	);
	// Where not all fits the page, words keep their width, and longer texts share what is left.
	const fits = natural.reduce((sum, width) => sum + width, 0) <= PAGE;
	const isLong = columns.map(
		({ type }, i) => type === 'text' && (i === 0 || rows.some(({ cells }) => cells[i]!.length > WORD))
	);
	const left = table.rows.length - rows.length;
	return {
		kind: 'table',
		title: table.title,
		head: columns.map(({ label, type, weight }, i) => ({
			label,
			weight,
			right: type !== 'text' && type !== 'day',
			width: fits || !isLong[i] ? natural[i]! : null
		})),
		rows,
		whole: rows.length <= SHORT && rows.every(({ cells }) => cells.every(({ length }) => length < LINES)),
		more: left > 0 ? restOf(left, table.title) : null
	};
}

const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
/** A cell as it is read; a dash where nothing is known. */
export function written(value: Cell, type: Column['type']): string {
	if (value === null) return '–';
	if (typeof value === 'string') return type === 'day' ? sayDay(value) : value;
	if (type === 'money') return cents.format(value);
	return type === 'share' ? sayShare(value) : sayValue(value);
}

const small = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
/** A number to two places, or two digits where that would leave nothing of it. */
export const sayValue = (value: number) => (Math.abs(value) < 0.1 ? small.format(value) : sayNumber(value));

/** What is said where not everything is shown. */
export const restOf = (left: number, sheet: string) =>
	`${left.toLocaleString('en')} more in the workbook and the data, under “${sheet}”.`;

/** Of a column: what the longest of its cells takes, and a heading of no more than three lines. */
function widthOf(label: string, cells: string[]): number {
	const longest = (texts: string[]) => Math.max(0, ...texts.map(ems));
	const head = Math.max(longest(label.split(' ')), ems(label) / 2.5);
	return Math.max(longest(cells) * TEXT, head * HEAD) + AROUND;
}

/** The width of a text in ems of the font, nearly and rather too much. */
const ems = (text: string) =>
	Array.from(text).reduce((sum, one) => {
		if (/[ .,:;'|!il·]/.test(one)) return sum + 0.3;
		if (/[ftrj()-]/.test(one)) return sum + 0.46;
		if (/[A-Z0-9–]/.test(one)) return sum + 0.68;
		return sum + (/[mw%MW@\u1100-\uffff]/.test(one) ? 1 : 0.61);
	}, 0);

/** A name as a label of a chart: what is cut off is in the table. */
export const short = (name: string, points: number) => fitted(name, points / 72, 8);

/** Round values of a scale that reaches from `from` to `to`, both of which it covers, in about `count` steps. */
export function scale(
	from: number,
	to: number,
	label: (value: number) => string,
	count = 5
): { from: number; to: number; ticks: Tick[] } {
	const span = to - from || 1;
	const rough = span / count;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999)!;
	const [first, last] = [Math.floor(from / step + 1e-9), Math.ceil(to / step - 1e-9)];
	const values = Array.from({ length: Math.max(last - first, 1) + 1 }, (_, i) =>
		Number(((first + i) * step).toPrecision(12))
	);
	return { from: values[0]!, to: values.at(-1)!, ticks: values.map((at) => ({ at, label: label(at) })) };
}
