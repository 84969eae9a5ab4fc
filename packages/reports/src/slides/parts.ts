import type {
	Format,
	Place,
	ReportData,
	Shown,
	Slide,
	SlideBox,
	SlideChart,
	SlideColumn,
	SlideSeries,
	SlideTable
} from '@app/contract';
import { cell, fitted, inches, sayNumber } from './say.ts';

/** What a slide has of its own; the rest is the same on all. */
export type Own = Pick<Slide, 'key' | 'title' | 'subtitle' | 'boxes'> & {
	cover?: true;
	/** The tables of the workbook that hold everything it shows. */
	tables: string[];
	/** How it is to be read. */
	reading: string[];
	/** The terms of the definitions that it needs. */
	terms: string[];
};

/** The ground between heading and foot. */
export const GROUND: Place = { x: 0.6, y: 1.75, w: 12.133, h: 5.0 };
/** A heading of a box takes as much from its height. */
export const HEADING = 0.32;
/** How many patterns, areas or events a slide shows. */
export const TOP = 10;

/** A part of the ground: its left and right edge as shares of the width, and what it takes of the height. */
export function part(left: number, right: number, top = 0, bottom = 1): Place {
	const gap = 0.2;
	const x = GROUND.x + GROUND.w * left + (left > 0 ? gap : 0);
	const y = GROUND.y + GROUND.h * top + (top > 0 ? gap / 2 : 0);
	return {
		...{ x, y },
		w: GROUND.x + GROUND.w * right - (right < 1 ? gap : 0) - x,
		h: GROUND.y + GROUND.h * bottom - (bottom < 1 ? gap / 2 : 0) - y
	};
}

/** The currency of all rows that have one; null where there are several, and a column has to say it. */
export function oneCurrency<Row>(rows: Row[], of: (row: Row) => string | null | undefined): string | null {
	const [first, ...others] = new Set(rows.map(of).filter((it) => it !== null && it !== undefined));
	return others.length > 0 ? null : (first ?? null);
}

/** A column of a table: what it says of a row. */
export type Says<Row> = SlideColumn & { of: (row: Row) => Shown['value'] };
export const column = <Row>(
	label: string,
	format: Format,
	width: number,
	of: (row: Row) => Shown['value']
): Says<Row> => ({ label, format, width, of });

const said = (columns: SlideColumn[], rows: Shown[][]) =>
	rows.map((row) => columns.map(({ label }, i) => `${label} ${row[i]!.value ?? 'unknown'}`).join(', '));

/** Room at both sides of a cell. */
const SIDES = 0.14;

/**
 * Inches of each column. Figures and headings take what they need; texts share what is left by what they ask for, and
 * one that needs less leaves the rest to the others.
 */
function widths(columns: SlideColumn[], needed: number[], wide: number): number[] {
	const got = columns.map(({ format }, i) => (format === 'text' ? 0 : needed[i]!));
	let open = columns.map((_, i) => i).filter((i) => columns[i]!.format === 'text');
	for (;;) {
		const left = wide - got.reduce((sum, it) => sum + it, 0);
		const asked = open.reduce((sum, i) => sum + columns[i]!.width, 0);
		const share = (i: number) => (left * columns[i]!.width) / asked;
		const content = open.filter((i) => needed[i]! <= share(i));
		if (open.length === 0) return got.map((it) => it + left / got.length);
		if (content.length === 0 || content.length === open.length) {
			const spare = left - open.reduce((sum, i) => sum + needed[i]!, 0);
			for (const i of open)
				got[i] = content.length > 0 ? needed[i]! + (spare * columns[i]!.width) / asked : share(i);
			return got;
		}
		for (const i of content) got[i] = needed[i]!;
		open = open.filter((i) => !content.includes(i));
	}
}

/** A table of the first `most` rows, each of as many `lines`; widths are shares that are stretched to the box. */
export function tableBox<Row>(
	name: string,
	heading: string | null,
	at: Place,
	all: Row[],
	columns: Says<Row>[],
	most: number,
	what: string,
	lines = 1
): SlideBox {
	const top = all.slice(0, most);
	const needed = columns.map(({ label, format, of }) => {
		const written = top.map((row) => inches(cell(of(row), format).shown, 11) / lines);
		return Math.max(inches(label, 11) * 1.08, ...written) * 1.02 + SIDES;
	});
	const wide = widths(columns, needed, at.w);
	const placed = columns.map(({ label, format }, i) => ({ label, format, width: wide[i]! }));
	const rows = top.map((row) =>
		columns.map(({ of, format }, i) =>
			cell(of(row), format, (wide[i]! - SIDES) * (lines > 1 ? lines * 0.94 : 1))
		)
	);
	const high = at.h - (heading ? HEADING : 0);
	const table: SlideTable = {
		...{ columns: placed, rows },
		rowHeight: Math.min(0.18 + 0.18 * lines, high / (rows.length + 1 + (all.length > most ? 1 : 0))),
		more: all.length > most ? `and ${sayNumber(all.length - most)} more ${what}: see the workbook` : null
	};
	return { kind: 'table', at, name, heading, alt: said(placed, rows).join('; '), table };
}

/** An axis of about five round steps that holds zero and all values. */
function scaleOf(values: (number | null)[]): SlideChart['scale'] {
	const known = [0, ...values.filter((value) => value !== null)];
	const [least, most] = [Math.min(...known), Math.max(...known)];
	const rough = (most - least || 1) / 5;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = power * [1, 2, 5, 10].find((it) => it * power >= rough)!;
	return { min: Math.floor(least / step) * step, max: Math.ceil((most || 1) / step) * step, step };
}

/** A list in letters as small as it takes, down to 11 points; then each entry is shortened so that all have room. */
export function wordsBox(
	name: string,
	heading: string | null,
	at: Place,
	all: string[],
	{ points: most = 14, bullets = true }: { points?: number; bullets?: boolean } = {}
): SlideBox {
	const wide = (at.w - (bullets ? 0.2 : 0)) * 0.93;
	const high = at.h - (heading ? HEADING : 0);
	const room = (points: number) =>
		Math.floor((high - (all.length * points * 0.5) / 72) / ((points * 1.2) / 72));
	const needs = (text: string, points: number) => Math.ceil(inches(text, points) / wide);
	const fits = (points: number) => all.reduce((sum, text) => sum + needs(text, points), 0) <= room(points);
	const points = [most, most - 1, most - 2, 11].find((it) => it >= 11 && fits(it)) ?? Math.min(most, 11);
	// a line for each, then one more for who needs it, as long as there is room
	const lines = all.map(() => 1);
	let left = room(points) - all.length;
	for (let more = true; more;) {
		more = false;
		for (const [i, text] of all.entries())
			if (left > 0 && lines[i]! < needs(text, points)) {
				lines[i]!++;
				left--;
				more = true;
			}
	}
	const words = all.map((text, i) =>
		lines[i]! < needs(text, points) ? fitted(text, wide * lines[i]!, points) : text
	);
	return { kind: 'words', at, name, heading, bullets, points, words };
}

export function chartBox(
	name: string,
	heading: string | null,
	at: Place,
	chart: Omit<SlideChart, 'highlight' | 'rowHeight' | 'scale'> & Partial<SlideChart>
): SlideBox {
	const alt = chart.categories.map(
		(category, i) =>
			`${category}: ${chart.series.map(({ name, values }) => `${name} ${values[i] ?? 'unknown'}`).join(', ')}`
	);
	const rows = chart.categories.length;
	const bars = chart.kind === 'bars' || chart.kind === 'stacked';
	// few bars need no whole slide
	const h = chart.rowHeight
		? at.h
		: Math.min(
				at.h,
				bars ? 0.8 + rows * (chart.kind === 'bars' ? 0.2 + 0.4 * chart.series.length : 0.6) : Infinity
			);
	const drawn = chart.kind === 'line' || chart.kind === 'interval';
	const scale = drawn ? scaleOf(chart.series.flatMap(({ values }) => values)) : null;
	return {
		...{ kind: 'chart', at: { ...at, h }, name, heading, alt: `${name}. ${alt.join('; ')}.` },
		chart: { highlight: null, rowHeight: null, scale, ...chart }
	};
}

/** How much of the height of the ground so many rows of a table take, and a heading over the next box. */
export const rowsShare = (rows: number) => Math.min(0.6, (HEADING + 0.36 * (rows + 1.4)) / GROUND.h);

/** The lower end of an interval, its middle and its upper end. */
export const interval = (lower: string, middle: string, upper: string): Drawn['series'] => [
	{ name: lower, tone: 'pale' },
	{ name: middle, tone: 'accent' },
	{ name: upper, tone: 'pale' }
];
type Drawn = {
	heading: string;
	kind: 'interval' | 'stacked';
	format: Format;
	series: Pick<SlideSeries, 'name' | 'tone'>[];
};

/** A table, and to its right what is drawn of each row. `left`: the share of the width that the table has. */
export function aligned<Row>(
	name: string,
	heading: string,
	at: Place,
	left: number,
	all: Row[],
	{ kind, format, series, heading: above }: Drawn,
	{
		most,
		what,
		columns,
		of
	}: {
		most: number;
		what: string;
		columns: Says<Row>[];
		/** What a row is called where it is drawn, and its value in each series. */
		of: (row: Row) => [string, ...(number | null)[]];
	}
): SlideBox[] {
	const table = tableBox(name, heading, { ...at, w: at.w * left }, all, columns, most, what);
	if (table.kind !== 'table') return [];
	const { rowHeight, rows } = table.table;
	const drawn = all.slice(0, most).map(of);
	const x = at.x + at.w * left + 0.1;
	// the axis, or what the colours mean, stands in a row of its own below the last one
	const place = { x, y: at.y + rowHeight, w: at.x + at.w - x, h: HEADING + (rows.length + 1) * rowHeight };
	const chart = chartBox(`${name}, drawn`, above, place, {
		...{ kind, format, rowHeight },
		categories: drawn.map(([category]) => category),
		series: series.map((one, i) => ({
			...one,
			values: drawn.map((row) => row[i + 1] as number | null)
		}))
	});
	return [table, chart];
}

/** Whose report it is, and as of when: at the foot of every slide. */
export const sealedOrDraft = ({ seal }: ReportData) => (seal ? 'sealed' : 'draft');
