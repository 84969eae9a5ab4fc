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
import { cell, sayNumber } from './say.ts';

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

/** A table of the first `most` rows; widths are shares that are stretched to the box. */
export function tableBox<Row>(
	name: string,
	heading: string | null,
	at: Place,
	all: Row[],
	columns: Says<Row>[],
	most: number,
	what: string
): SlideBox {
	const wide = at.w / columns.reduce((sum, { width }) => sum + width, 0);
	const placed = columns.map(({ label, format, width }) => ({ label, format, width: width * wide }));
	const rows = all
		.slice(0, most)
		.map((row) => columns.map(({ of, format, width }) => cell(of(row), format, width * wide - 0.16)));
	const high = at.h - (heading ? HEADING : 0);
	const table: SlideTable = {
		...{ columns: placed, rows },
		rowHeight: Math.min(0.36, high / (rows.length + 1 + (all.length > most ? 1 : 0))),
		more: all.length > most ? `and ${sayNumber(all.length - most)} more ${what}: see the workbook` : null
	};
	return { kind: 'table', at, name, heading, alt: said(placed, rows).join('; '), table };
}

export function chartBox(
	name: string,
	heading: string | null,
	at: Place,
	chart: Omit<SlideChart, 'highlight' | 'rowHeight'> & Partial<SlideChart>
): SlideBox {
	const alt = chart.categories.map(
		(category, i) =>
			`${category}: ${chart.series.map(({ name, values }) => `${name} ${values[i] ?? 'unknown'}`).join(', ')}`
	);
	return {
		...{ kind: 'chart', at, name, heading, alt: `${name}. ${alt.join('; ')}.` },
		chart: { highlight: null, rowHeight: null, ...chart }
	};
}

/**
 * A table, and to its right the interval of each row, on one scale. `left`: the share of the width that the table has.
 */
export function forest<Row>(
	name: string,
	heading: string,
	drawn: { heading: string; format: Format; names: [string, string, string] },
	at: Place,
	left: number,
	all: Row[],
	{
		most,
		what,
		columns,
		of
	}: {
		most: number;
		what: string;
		columns: Says<Row>[];
		/** Its category, and lower end, middle and upper end. */
		of: (row: Row) => [string, number | null, number | null, number | null];
	}
): SlideBox[] {
	const table = tableBox(name, heading, { ...at, w: at.w * left }, all, columns, most, what);
	if (table.kind !== 'table') return [];
	const { rowHeight, rows } = table.table;
	const intervals = all.slice(0, most).map(of);
	const tones: SlideSeries['tone'][] = ['pale', 'accent', 'pale'];
	const x = at.x + at.w * left + 0.1;
	// the axis stands in a row of its own below the last one
	const chart = chartBox(
		`${name}, drawn`,
		drawn.heading,
		{ x, y: at.y + rowHeight, w: at.x + at.w - x, h: HEADING + (rows.length + 1) * rowHeight },
		{
			kind: 'interval',
			categories: intervals.map(([category]) => category),
			series: drawn.names.map((name, i) => ({
				...{ name, tone: tones[i]! },
				values: intervals.map((row) => row[i + 1] as number | null)
			})),
			...{ format: drawn.format, rowHeight }
		}
	);
	return [table, chart];
}

/** Whose report it is, and as of when: at the foot of every slide. */
export const sealedOrDraft = ({ seal }: ReportData) => (seal ? 'sealed' : 'draft');
