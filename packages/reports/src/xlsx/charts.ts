import type { Report } from '@app/contract';
import {
	Chart,
	ChartDataLabel,
	ChartFont,
	ChartFormat,
	ChartLegendPosition,
	ChartLine,
	ChartRange,
	ChartSeries,
	ChartSolidFill,
	ChartType,
	type Worksheet
} from 'wasm-xlsxwriter';
import type { Cell } from '../table.ts';
import { colour, type COLOURS } from './formats.ts';
import { page, type Book, type Placed } from './sheet.ts';
import { serialDay, shortened } from './text.ts';

type Series = { name: string; colour: keyof typeof COLOURS };
type Picture = {
	kind: 'line' | 'bars' | 'columns';
	title: string;
	number: string;
	series: Series[];
	/** Of which sheet the numbers are. */
	from: string;
	rows: { label: string | number; points: (number | null)[] }[];
};

const NOW: keyof typeof COLOURS = 'accent';
const BEFORE: keyof typeof COLOURS = 'pale';
/** Pixels. */
const [WIDTH, HEIGHT, ROW] = [640, 250, 20];
const LABELS = 36;
/** Bars in a chart; the rest is on the sheet of the table. */
const MOST = 12;

/** Writes the charts, and below them what they are drawn from, each number fetched from its own sheet. */
export function writeCharts(book: Book, sheet: Worksheet, report: Report, placed: Placed[]): void {
	const name = 'Charts';
	const pictures = picturesOf(report, placed).filter(({ rows }) => rows.length > 0);
	sheet.setScreenGridlines(false).setColumnWidth(0, LABELS);
	sheet.setColumnRangeWidth(1, 20, 11);
	const text = (y: number, words: string, look = {}) =>
		sheet.writeStringWithFormat(y, 0, words, book.format(look));
	text(0, 'Charts', { bold: true, size: 16, ink: 'accent' });
	sheet.setRowHeight(0, 24);
	text(1, pictures.length > 0 ? book.line : 'Nothing to draw in this quarter', { ink: 'faint', size: 9 });
	const tall = Math.ceil(HEIGHT / ROW) + 1;
	let y = 3 + Math.ceil(pictures.length / 2) * tall;
	if (pictures.length > 0)
		text(y++, 'What the charts are drawn from', { bold: true, size: 13, ink: 'accent' });
	pictures.forEach((picture, i) => {
		text(y, picture.title, { bold: true });
		text(++y, `From the sheet ${picture.from}`, { ink: 'faint', size: 9 });
		const top = y;
		picture.series.forEach((series, s) =>
			sheet.writeStringWithFormat(
				y,
				1 + s,
				series.name,
				book.format({ ink: 'faint', align: 'right', wrap: true })
			)
		);
		for (const { label, points } of picture.rows) {
			y++;
			if (typeof label === 'string') text(y, label);
			else sheet.writeNumberWithFormat(y, 0, label, book.format({ number: 'yyyy-mm-dd', align: 'left' }));
			points.forEach((point, s) => {
				if (point !== null)
					sheet.writeNumberWithFormat(y, 1 + s, point, book.format({ number: picture.number }));
			});
		}
		y += 2;
		sheet.insertChart(3 + Math.floor(i / 2) * tall, i % 2 === 0 ? 0 : 6, chartOf(picture, name, top));
	});
	page(book, sheet, [LABELS]);
}

function chartOf({ kind, title, number, series, rows }: Picture, sheet: string, top: number): Chart {
	const types = {
		line: ChartType.Line,
		bars: ChartType.Bar,
		columns: ChartType.Column,
		range: ChartType.Line
	};
	const chart = new Chart(types[kind])
		.setWidth(WIDTH)
		.setHeight(HEIGHT)
		.setAltText(`${title}: ${series.map((one) => one.name).join(', ')}`);
	chart.title().setName(title).setFont(font(12).setBold()).setOverlay(false);
	series.forEach((one, s) => {
		const range = (c: number) => ChartRange.newFromRange(sheet, top + 1, c, top + rows.length, c);
		const drawn = new ChartSeries()
			.setName(one.name)
			.setCategories(range(0))
			.setValues(range(1 + s));
		chart.pushSeries(drawnAs(kind, drawn, one, series.length < 3 ? number : null));
	});
	if (series.length > 1) chart.legend().setPosition(ChartLegendPosition.Top).setFont(font(9));
	else chart.legend().setHidden();
	// of bars the axis of the amounts is the one that lies
	const [category, amount] =
		kind === 'bars' ? [chart.yAxis(), chart.xAxis()] : [chart.xAxis(), chart.yAxis()];
	category.setFont(font(9));
	amount.setFont(font(9)).setNumFormat(number);
	if (rows.every(({ points }) => points.every((point) => point === null || point >= 0))) amount.setMin(0);
	if (kind === 'line') category.setNumFormat('mmm yy');
	return chart;
}

/** `labels`: how the numbers beside what is drawn are written, where there is room for them. */
function drawnAs(
	kind: Picture['kind'],
	series: ChartSeries,
	{ colour: name }: Series,
	labels: string | null
): ChartSeries {
	const line = new ChartLine().setColor(colour(name)).setWidth(2.25);
	if (kind === 'line') return series.setFormat(new ChartFormat().setLine(line));
	const fill = new ChartFormat().setSolidFill(new ChartSolidFill().setColor(colour(name)));
	const label = new ChartDataLabel().showValue().setFont(font(8));
	return (
		labels !== null && name === NOW ? series.setDataLabel(label.setNumFormat(labels)) : series
	).setFormat(fill);
}

const font = (size: number) => new ChartFont().setSize(size).setColor(colour('ink'));

function picturesOf({ data }: Report, placed: Placed[]): Picture[] {
	const at = (table: string) => placed.find((one) => one.table.name === table)!;
	const [curves, patterns, areas] = [at('curves'), at('patterns'), at('areas')];
	const [funnel, stalled, value] = [at('funnel'), at('stalled'), at('value')];
	const cell = ({ table }: Placed, r: number, column: string): Cell =>
		table.rows[r]![table.columns.findIndex(({ name }) => name === column)]!;
	const point = (of: Placed, r: number, column: string) => cell(of, r, column) as number | null;
	const label = (of: Placed, r: number, column: string) => shortened(String(cell(of, r, column)), LABELS);
	/** The first rows of a table, of those that say something in a column; the last one first: bars grow upwards. */
	const upwards = (of: Placed, column: string, rows = of.table.rows.map((_, r) => r)) =>
		rows
			.filter((r) => cell(of, r, column) !== null)
			.slice(0, MOST)
			.reverse();
	const widest = patterns.table.rows
		.map((_, r) => r)
		.sort((a, b) => Number(cell(patterns, b, 'rate')) - Number(cell(patterns, a, 'rate')));
	const currency = mostOf(
		data.value.patterns.filter(({ benefit }) => benefit !== null).map((one) => one.currency)
	);
	const worth = value.table.rows
		.map((_, r) => r)
		.filter((r) => cell(value, r, 'currency') === currency && cell(value, r, 'benefit') !== null)
		.sort((a, b) => Number(cell(value, b, 'benefit')) - Number(cell(value, a, 'benefit')))
		.slice(0, MOST);
	const nowAndBefore: Series[] = [
		{ name: 'Quarter before', colour: BEFORE },
		{ name: 'Now', colour: NOW }
	];
	return [
		{
			from: curves.sheet,
			...{ kind: 'line', title: 'Adoptions in use, all patterns', number: '#,##0' },
			series: [{ name: 'In use', colour: NOW }],
			rows: (data.patterns.length > 0 ? data.curveOn : []).map((on, i) => ({
				label: serialDay(on) ?? on,
				points: [data.patterns.reduce((sum, { curve }) => sum + curve[i]!, 0)]
			}))
		},
		{
			from: patterns.sheet,
			...{
				kind: 'bars',
				title: `Spread by pattern: the widest ${Math.min(MOST, data.patterns.length)}`,
				number: '0%'
			},
			series: [{ name: 'Spread', colour: NOW }],
			rows: upwards(patterns, 'rate', widest).map((r) => ({
				label: label(patterns, r, 'pattern'),
				points: [point(patterns, r, 'rate')]
			}))
		},
		{
			from: areas.sheet,
			...{ kind: 'bars', title: 'Spread by area', number: '0%' },
			series: [{ name: 'Spread', colour: NOW }],
			rows: upwards(areas, 'rate').map((r) => ({
				label: label(areas, r, 'area'),
				points: [point(areas, r, 'rate')]
			}))
		},
		{
			from: funnel.sheet,
			...{ kind: 'columns', title: 'How often each stage was entered', number: '#,##0' },
			series: nowAndBefore,
			rows: funnel.table.rows.map((_, r) => ({
				label: label(funnel, r, 'stage'),
				points: [point(funnel, r, 'entered_before'), point(funnel, r, 'entered')]
			}))
		},
		{
			from: stalled.sheet,
			...{ kind: 'bars', title: 'Stalled adoptions by reason', number: '#,##0' },
			series: nowAndBefore,
			rows: upwards(stalled, 'adoptions').map((r) => ({
				label: label(stalled, r, 'reason'),
				points: [point(stalled, r, 'before'), point(stalled, r, 'adoptions')]
			}))
		},
		{
			from: value.sheet,
			...{ kind: 'columns', title: `Benefit with its interval, 90 %, ${currency}`, number: '#,##0' },
			series: [
				{ name: 'Lower limit', colour: BEFORE },
				{ name: 'Benefit', colour: NOW },
				{ name: 'Upper limit', colour: BEFORE }
			],
			rows: worth.map((r) => ({
				label: shortened(label(value, r, 'pattern'), 18),
				points: ['benefit_lower', 'benefit', 'benefit_upper'].map((column) => point(value, r, column))
			}))
		}
	];
}

/** What is most often among them. */
function mostOf<Of>(some: Of[]): Of | undefined {
	const times = new Map<Of, number>();
	for (const one of some) times.set(one, (times.get(one) ?? 0) + 1);
	return [...times].sort(([, a], [, b]) => b - a)[0]?.[0];
}
