import type { Format, SlideChart, SlideSeries } from '@app/contract';
import { LINE, TONE } from './theme.ts';

/** How PowerPoint and Excel write a figure. */
export const CODES: Record<Format, string> = {
	...{ text: 'General', count: '#,##0', number: '#,##0.##', share: '0.0%' },
	...{ money: '#,##0', days: '#,##0', day: 'd mmm yyyy' }
};
/** Days are numbers there: so many since the end of 1899. */
export const serial = (iso: string) => Date.parse(iso) / 86_400_000 + 25_569;
export const escaped = (text: string) =>
	text.replace(/[&<>"]/g, (it) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[it]!);

const solid = (colour: string) => `<a:solidFill><a:schemeClr val="${colour}"/></a:solidFill>`;
const line = (colour: string, points: number) =>
	`<a:ln w="${Math.round(points * 12_700)}" cap="rnd">${solid(colour)}<a:round/></a:ln>`;
const NONE = '<a:ln><a:noFill/></a:ln>';
const letters = (points: number, colour = 'tx1') =>
	`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${points * 100}">${solid(colour)}<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;

/** The cells of a column, and what is in them: a chart shows the copy until somebody edits the workbook. */
function numbers(cells: string, values: (number | null)[], code: string): string {
	const points = values.map((value, i) =>
		value === null ? '' : `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`
	);
	return `<c:numRef><c:f>${cells}</c:f><c:numCache><c:formatCode>${escaped(code)}</c:formatCode><c:ptCount val="${values.length}"/>${points.join('')}</c:numCache></c:numRef>`;
}
function strings(cells: string, values: string[]): string {
	const points = values.map((value, i) => `<c:pt idx="${i}"><c:v>${escaped(value)}</c:v></c:pt>`);
	return `<c:strRef><c:f>${cells}</c:f><c:strCache><c:ptCount val="${values.length}"/>${points.join('')}</c:strCache></c:strRef>`;
}
const letter = (column: number) => String.fromCharCode(65 + column);
const cells = (column: number, rows: number) => `Sheet1!$${letter(column)}$2:$${letter(column)}$${rows + 1}`;
const head = (series: SlideSeries, i: number) =>
	`<c:idx val="${i}"/><c:order val="${i}"/><c:tx>${strings(`Sheet1!$${letter(i + 1)}$1`, [series.name])}</c:tx>`;
/** What labels show is said in this order. */
const SHOWS = ['LegendKey', 'Val', 'CatName', 'SerName', 'Percent', 'BubbleSize'];
const labels = (code: string, points: number, colour: string, position: string | null) =>
	`<c:dLbls><c:numFmt formatCode="${escaped(code)}" sourceLinked="0"/><c:spPr><a:noFill/>${NONE}</c:spPr>${letters(points, colour)}${position ? `<c:dLblPos val="${position}"/>` : ''}${SHOWS.map((it) => `<c:show${it} val="${it === 'Val' ? 1 : 0}"/>`).join('')}</c:dLbls>`;

interface Axis {
	kind: 'catAx' | 'valAx' | 'dateAx';
	id: 1 | 2;
	at: 'l' | 'b';
	code: string;
	hidden?: boolean;
	reversed?: boolean;
	lines?: boolean;
	/** The line of the axis itself; none where it says nothing. */
	edge?: string;
	low?: boolean;
	range?: [number, number];
	last?: string;
}
function axis({ kind, id, at, code, hidden, reversed, lines, edge, low, range, last = '' }: Axis): string {
	const limits = range ? `<c:max val="${range[1]}"/><c:min val="${range[0]}"/>` : '';
	const own = {
		catAx: '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/>',
		dateAx: '<c:auto val="1"/><c:lblOffset val="60"/><c:baseTimeUnit val="days"/>',
		valAx: '<c:crossBetween val="between"/>'
	}[kind];
	return `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="${reversed ? 'maxMin' : 'minMax'}"/>${limits}</c:scaling><c:delete val="${hidden ? 1 : 0}"/><c:axPos val="${at}"/>${lines ? `<c:majorGridlines><c:spPr>${line(LINE, 0.75)}</c:spPr></c:majorGridlines>` : ''}<c:numFmt formatCode="${escaped(code)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${low ? 'low' : 'nextTo'}"/><c:spPr>${edge ? line(edge, 0.75) : NONE}</c:spPr>${letters(11, kind === 'catAx' ? 'tx1' : 'tx2')}<c:crossAx val="${3 - id}"/><c:crosses val="autoZero"/>${own}${last}</c:${kind}>`;
}

const bars = ({ kind, categories, series, format, highlight }: SlideChart) => {
	const stacked = kind === 'stacked';
	const code = `${CODES[format]}${stacked ? `;-${CODES[format]};;` : ''}`;
	const each = series.map((one, i) => {
		const colour = TONE[one.tone];
		const dark = ['accent', 'grey', 'finding'].includes(one.tone);
		const point =
			highlight === null
				? ''
				: `<c:dPt><c:idx val="${highlight}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${solid(TONE.finding)}</c:spPr></c:dPt>`;
		const label = stacked ? labels(code, 10, dark ? 'bg1' : 'tx1', 'ctr') : labels(code, 11, 'tx1', 'outEnd');
		return `<c:ser>${head(one, i)}<c:spPr>${solid(colour)}${stacked ? line('bg1', 0.75) : ''}</c:spPr><c:invertIfNegative val="0"/>${point}${label}<c:cat>${strings(cells(0, categories.length), categories)}</c:cat><c:val>${numbers(cells(i + 1, categories.length), one.values, CODES[format])}</c:val></c:ser>`;
	});
	return `<c:barChart><c:barDir val="bar"/><c:grouping val="${stacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>${each.join('')}<c:gapWidth val="${series.length > 1 && !stacked ? 60 : 45}"/><c:overlap val="${stacked ? 100 : 0}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>${axis({ kind: 'catAx', id: 1, at: 'l', code: 'General', reversed: true, low: true, edge: TONE.light })}${axis({ kind: 'valAx', id: 2, at: 'b', code, hidden: true })}`;
};

const days = ({ categories, series, format }: SlideChart) => {
	const serials = categories.map(serial);
	const each = series.map((one, i) => {
		const colour = TONE[one.tone];
		// the last point bears its figure: no legend, and no hunting along the axis
		const end = one.values.length - 1;
		const label = `<c:dLbls><c:dLbl><c:idx val="${end}"/><c:numFmt formatCode="${CODES[format]}" sourceLinked="0"/><c:spPr><a:noFill/>${NONE}</c:spPr>${letters(11, colour)}<c:dLblPos val="t"/>${SHOWS.map((it) => `<c:show${it} val="${it === 'Val' ? 1 : 0}"/>`).join('')}</c:dLbl>${SHOWS.map((it) => `<c:show${it} val="0"/>`).join('')}</c:dLbls>`;
		return `<c:ser>${head(one, i)}<c:spPr>${line(colour, 2.25)}</c:spPr><c:marker><c:symbol val="none"/></c:marker>${label}<c:cat>${numbers(cells(0, serials.length), serials, CODES.day)}</c:cat><c:val>${numbers(cells(i + 1, serials.length), one.values, CODES[format])}</c:val><c:smooth val="0"/></c:ser>`;
	});
	const months = (serials.at(-1)! - serials[0]!) / 30;
	const step = `<c:majorUnit val="${Math.max(1, Math.ceil(months / 4))}"/><c:majorTimeUnit val="months"/>`;
	return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${each.join('')}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>${axis({ kind: 'dateAx', id: 1, at: 'b', code: 'mmm yyyy', edge: TONE.light, last: step })}${axis({ kind: 'valAx', id: 2, at: 'l', code: CODES[format], lines: true })}`;
};

/** A line from the lower to the upper end with a dot at the middle: one series a row, so that each can be edited. */
const intervals = ({ categories, series, format }: SlideChart) => {
	const rows = categories.length;
	const point = (at: number) =>
		`<c:dPt><c:idx val="${at}"/><c:marker><c:symbol val="none"/></c:marker><c:bubble3D val="0"/></c:dPt>`;
	const each = categories.flatMap((category, i) => {
		const values = series.map((one) => one.values[i]!);
		if (values.some((value) => value === null) && values[1] === null) return [];
		const known = values.map((value) => value ?? values[1]!);
		const row = i + 2;
		return [
			`<c:ser><c:idx val="${i}"/><c:order val="${i}"/><c:tx>${strings(`Sheet1!$A$${row}`, [category])}</c:tx><c:spPr>${line(TONE.pale, 5)}</c:spPr><c:marker><c:symbol val="circle"/><c:size val="9"/><c:spPr>${solid(TONE.accent)}${line('bg1', 1)}</c:spPr></c:marker>${point(0)}${point(2)}<c:xVal>${numbers(`Sheet1!$B$${row}:$D$${row}`, values, CODES[format])}</c:xVal><c:yVal>${numbers(
				`Sheet1!$E$${row}:$G$${row}`,
				known.map(() => rows - i),
				'General'
			)}</c:yVal><c:smooth val="0"/></c:ser>`
		];
	});
	const below = `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${each.join('')}<c:axId val="1"/><c:axId val="2"/></c:scatterChart>`;
	const middle = '<c:crossBetween val="midCat"/>';
	const [x, y] = [
		axis({ kind: 'valAx', id: 1, at: 'b', code: CODES[format], lines: true, low: true }),
		axis({
			...{ kind: 'valAx', id: 2, at: 'l', code: 'General', edge: 'tx2', range: [0.5, rows + 0.5] },
			last: ''
		})
	];
	// the line of the upright axis is zero: without its figures, for the table beside it says what each row is
	const upright = y
		.replace('<c:tickLblPos val="nextTo"/>', '<c:tickLblPos val="none"/>')
		.replace('<c:crossBetween val="between"/>', middle);
	return below + x.replace('<c:crossBetween val="between"/>', middle) + upright;
};

/** A chart as PresentationML has it; `high`: inches of the box that it fills. */
export function chartXml(chart: SlideChart, high: number): string {
	const { kind, categories, series, rowHeight } = chart;
	const inside = rowHeight === null ? null : (rowHeight * categories.length) / high;
	const layout =
		inside === null
			? '<c:layout/>'
			: `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.04"/><c:y val="0"/><c:w val="0.92"/><c:h val="${inside}"/></c:manualLayout></c:layout>`;
	const drawn = { bars, stacked: bars, line: days, interval: intervals }[kind](chart);
	const legend =
		series.length > 1 && kind !== 'interval'
			? `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${letters(11, 'tx2')}</c:legend>`
			: '';
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:lang val="en-US"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>${layout}${drawn}<c:spPr><a:noFill/>${NONE}</c:spPr></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/>${NONE}</c:spPr>${letters(11)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`;
}
