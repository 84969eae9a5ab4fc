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
const labels = (code: string, points: number, colour: string, position: string, without: number[]) =>
	`<c:dLbls>${without.map((i) => `<c:dLbl><c:idx val="${i}"/><c:delete val="1"/></c:dLbl>`).join('')}<c:numFmt formatCode="${escaped(code)}" sourceLinked="0"/><c:spPr><a:noFill/>${NONE}</c:spPr>${letters(points, colour)}<c:dLblPos val="${position}"/>${SHOWS.map((it) => `<c:show${it} val="${it === 'Val' ? 1 : 0}"/>`).join('')}</c:dLbls>`;

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
	labels?: 'low' | 'nextTo' | 'none';
	scale?: SlideChart['scale'];
	/** Of days: so many months from label to label. */
	months?: number;
	between?: 'between' | 'midCat';
}
function axis(of: Axis): string {
	const { kind, id, at, code, hidden, reversed, lines, edge, labels = 'nextTo', scale } = of;
	const { months = 1, between = 'between' } = of;
	const limits = scale ? `<c:max val="${scale.max}"/><c:min val="${scale.min}"/>` : '';
	const step = scale ? `<c:majorUnit val="${scale.step}"/>` : '';
	const own = {
		catAx: '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/>',
		dateAx: `<c:auto val="1"/><c:lblOffset val="60"/><c:baseTimeUnit val="days"/><c:majorUnit val="${months}"/><c:majorTimeUnit val="months"/>`,
		valAx: `<c:crossBetween val="${between}"/>${step}`
	}[kind];
	return `<c:${kind}><c:axId val="${id}"/><c:scaling><c:orientation val="${reversed ? 'maxMin' : 'minMax'}"/>${limits}</c:scaling><c:delete val="${hidden ? 1 : 0}"/><c:axPos val="${at}"/>${lines ? `<c:majorGridlines><c:spPr>${line(LINE, 0.75)}</c:spPr></c:majorGridlines>` : ''}<c:numFmt formatCode="${escaped(code)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${labels}"/><c:spPr>${edge ? line(edge, 0.75) : NONE}</c:spPr>${letters(11, kind === 'catAx' ? 'tx1' : 'tx2')}<c:crossAx val="${3 - id}"/><c:crosses val="autoZero"/>${own}</c:${kind}>`;
}

/** The length of each stack, in both directions. */
const sums = (series: SlideSeries[]) =>
	series[0]!.values.map((_, i) => series.reduce((sum, { values }) => sum + Math.abs(values[i] ?? 0), 0));
/** Parts of a stack that have no room for their figure, which the notes and the workbook have. */
const narrow = (values: (number | null)[], least: number) =>
	values.flatMap((value, i) => (Math.abs(value ?? 0) < least ? [i] : []));

const bars = (chart: SlideChart, high: number) => {
	const { kind, categories, series, format, highlight, rowHeight } = chart;
	const stacked = kind === 'stacked';
	const code = `${CODES[format]}${stacked ? `;-${CODES[format]};;` : ''}`;
	const least = Math.max(...sums(series)) * 0.04;
	// bars stay slim where there are few of them
	const slot = (rowHeight ?? high / categories.length) / (stacked ? 1 : series.length);
	const gap = Math.max(45, Math.round((slot / 0.36 - 1) * 100 * (stacked ? 1 : series.length)));
	const each = series.map((one, i) => {
		const colour = TONE[one.tone];
		const dark = ['accent', 'grey', 'finding'].includes(one.tone);
		const point =
			highlight === null
				? ''
				: `<c:dPt><c:idx val="${highlight}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${solid(TONE.finding)}</c:spPr></c:dPt>`;
		const label = stacked
			? labels(code, 10, dark ? 'bg1' : 'tx1', 'ctr', narrow(one.values, least))
			: labels(code, 11, 'tx1', 'outEnd', []);
		return `<c:ser>${head(one, i)}<c:spPr>${solid(colour)}${stacked ? line('bg1', 0.75) : ''}</c:spPr><c:invertIfNegative val="0"/>${point}${label}<c:cat>${strings(cells(0, categories.length), categories)}</c:cat><c:val>${numbers(cells(i + 1, categories.length), one.values, CODES[format])}</c:val></c:ser>`;
	});
	return `<c:barChart><c:barDir val="bar"/><c:grouping val="${stacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>${each.join('')}<c:gapWidth val="${Math.min(500, gap)}"/><c:overlap val="${stacked ? 100 : 0}"/><c:axId val="1"/><c:axId val="2"/></c:barChart>${axis({ kind: 'catAx', id: 1, at: 'l', code: 'General', reversed: true, labels: 'low', edge: TONE.light, hidden: rowHeight !== null })}${axis({ kind: 'valAx', id: 2, at: 'b', code, hidden: true })}`;
};

const days = ({ categories, series, format, scale }: SlideChart) => {
	const serials = categories.map(serial);
	const each = series.map((one, i) => {
		const colour = TONE[one.tone];
		// the last point bears its figure: no legend, and no hunting along the axis
		const end = one.values.length - 1;
		const label = `<c:dLbls><c:dLbl><c:idx val="${end}"/><c:numFmt formatCode="${CODES[format]}" sourceLinked="0"/><c:spPr><a:noFill/>${NONE}</c:spPr>${letters(11, colour)}<c:dLblPos val="t"/>${SHOWS.map((it) => `<c:show${it} val="${it === 'Val' ? 1 : 0}"/>`).join('')}</c:dLbl>${SHOWS.map((it) => `<c:show${it} val="0"/>`).join('')}</c:dLbls>`;
		return `<c:ser>${head(one, i)}<c:spPr>${line(colour, 2.25)}</c:spPr><c:marker><c:symbol val="none"/></c:marker>${label}<c:cat>${numbers(cells(0, serials.length), serials, CODES.day)}</c:cat><c:val>${numbers(cells(i + 1, serials.length), one.values, CODES[format])}</c:val><c:smooth val="0"/></c:ser>`;
	});
	const months = Math.max(1, Math.ceil((serials.at(-1)! - serials[0]!) / 30 / 4));
	return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${each.join('')}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>${axis({ kind: 'dateAx', id: 1, at: 'b', code: 'mmm yyyy', edge: TONE.light, months })}${axis({ kind: 'valAx', id: 2, at: 'l', code: CODES[format], lines: true, scale })}`;
};

/** The columns of an interval's series in the workbook: its ends stand side by side, so that one reference holds both. */
export const ENDS_FIRST = [0, 2, 1];

/** A line from the lower to the upper end of each row, and a dot at each middle. */
const intervals = ({ categories, series, format, scale }: SlideChart) => {
	const rows = categories.length;
	const [lower, middle, upper] = series.map(({ values }) => values);
	const code = CODES[format];
	const drawn = categories.map((_, i) => i).filter((i) => lower?.[i] != null && upper?.[i] != null);
	const shape = (line: string, marker: string) => `<c:spPr>${line}</c:spPr><c:marker>${marker}</c:marker>`;
	const lines = drawn.map((i, at) => {
		const ends = numbers(`Sheet1!$B$${i + 2}:$C$${i + 2}`, [lower![i]!, upper![i]!], code);
		const heights = numbers(`Sheet1!$E$${i + 2}:$F$${i + 2}`, [rows - i, rows - i], 'General');
		return `<c:ser><c:idx val="${at}"/><c:order val="${at}"/><c:tx>${strings(`Sheet1!$A$${i + 2}`, [categories[i]!])}</c:tx>${shape(line(TONE.pale, 5), '<c:symbol val="none"/>')}<c:xVal>${ends}</c:xVal><c:yVal>${heights}</c:yVal><c:smooth val="0"/></c:ser>`;
	});
	const at = drawn.length;
	const heights = numbers(
		cells(4, rows),
		categories.map((_, i) => rows - i),
		'General'
	);
	const dot = `<c:symbol val="circle"/><c:size val="8"/><c:spPr>${solid(TONE.accent)}${NONE}</c:spPr>`;
	const dots = `<c:ser><c:idx val="${at}"/><c:order val="${at}"/><c:tx>${strings('Sheet1!$D$1', [series[1]!.name])}</c:tx>${shape('<a:ln w="28575"><a:noFill/></a:ln>', dot)}<c:xVal>${numbers(cells(3, rows), middle!, code)}</c:xVal><c:yVal>${heights}</c:yVal><c:smooth val="0"/></c:ser>`;
	// drawn last, that is above the lines, and written first: LibreOffice draws no lines after a series without
	// the line of the upright axis is zero; the table beside it says what each row is
	return `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${dots}${lines.join('')}<c:axId val="1"/><c:axId val="2"/></c:scatterChart>${axis({ kind: 'valAx', id: 1, at: 'b', code, lines: true, labels: 'low', scale, between: 'midCat' })}${axis({ kind: 'valAx', id: 2, at: 'l', code: 'General', edge: 'tx2', labels: 'none', scale: { min: 0.5, max: rows + 0.5, step: 1 }, between: 'midCat' })}`;
};

/** A chart as PresentationML has it; `high`: inches of the box that it fills. */
export function chartXml(chart: SlideChart, high: number): string {
	const { kind, categories, series, rowHeight } = chart;
	const inside = rowHeight === null ? null : (rowHeight * categories.length) / high;
	const layout =
		inside === null
			? '<c:layout/>'
			: `<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.04"/><c:y val="0"/><c:w val="0.92"/><c:h val="${inside}"/></c:manualLayout></c:layout>`;
	const drawn = { bars, stacked: bars, line: days, interval: intervals }[kind](chart, high);
	const legend =
		series.length > 1 && kind !== 'interval'
			? `<c:legend><c:legendPos val="${rowHeight === null ? 't' : 'b'}"/><c:overlay val="0"/>${letters(11, 'tx2')}</c:legend>`
			: '';
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:lang val="en-US"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>${layout}${drawn}<c:spPr><a:noFill/>${NONE}</c:spPr></c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/>${NONE}</c:spPr>${letters(11)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`;
}
