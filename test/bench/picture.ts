import { init } from 'echarts';
import { writeFileSync } from 'node:fs';
import { shown, type Result } from './report.ts';
import type { Size } from './sizes.ts';

const ink = '#1c2530';
const quiet = '#56616d';
const line = '#dbe0e5';
const accent = '#1f6396';
const finding = '#b4530f';
const text = { color: quiet, fontSize: 12, fontFamily: 'Inter, system-ui, sans-serif' };
const [width, rowHeight, top, bottom] = [900, 22, 96, 44];
/** Hundredths of the goal to ten times it; what lies beyond is drawn at the edge. */
const [least, most] = [0.01, 10];
const clip = (share: number) => Math.min(most, Math.max(least, share));

/** A line by how near it is to its goal: 1 is the goal, less is better. */
type Place = { result: Result; product: number | null; floor: number | null };

/** Draws all lines that have a goal on one scale, as a light SVG of 900 px. */
export function draw(results: Result[], file: string, size: Size): void {
	const places = results.filter(({ goal }) => goal !== null).map(placeOf);
	const height = top + bottom + places.length * rowHeight;
	const missed = places.filter(({ result: { holds } }) => !holds).length;
	const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
	const axis = {
		inverse: true,
		axisLine: { show: false },
		axisTick: { show: false },
		type: 'category' as const
	};
	const points = (of: 'product' | 'floor') =>
		places.flatMap((place, row) => (place[of] === null ? [] : [{ value: [clip(place[of]), row], place }]));
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		textStyle: text,
		title: {
			left: 12,
			top: 12,
			text: `${places.length - missed} of ${places.length} goals hold with ${size} adoption records`,
			subtext:
				'Dots: the product (diamonds: goal missed). Hollow: the floor, the least that could answer. As shares of the goal; less is better.',
			textStyle: { ...text, color: ink, fontSize: 16, fontWeight: 600 },
			subtextStyle: text
		},
		grid: { left: 310, right: 220, top, bottom },
		xAxis: {
			type: 'log',
			min: least,
			max: most,
			axisLabel: { ...text, formatter: (share: number) => (share === 1 ? 'goal' : `${share} x`) },
			splitLine: { lineStyle: { color: line } }
		},
		yAxis: [
			{ ...axis, data: places.map(({ result }) => result.line), axisLabel: { ...text, color: ink } },
			{ ...axis, data: places.map(({ result }) => figures(result)), axisLabel: text, position: 'right' }
		],
		series: [
			{
				type: 'scatter',
				symbolSize: 8,
				data: points('floor').map(({ value }) => ({ value })),
				itemStyle: { color: '#ffffff', borderColor: quiet, borderWidth: 1.5, opacity: 1 }
			},
			{
				type: 'scatter',
				symbolSize: 10,
				data: points('product').map(({ value, place }) => ({
					value,
					symbol: place.result.holds ? 'circle' : 'diamond',
					itemStyle: { color: place.result.holds ? accent : finding, opacity: 1 }
				})),
				markLine: {
					symbol: 'none',
					silent: true,
					label: { show: false },
					lineStyle: { color: ink, type: 'solid', width: 1 },
					data: [{ xAxis: 1 }]
				}
			}
		]
	});
	writeFileSync(file, chart.renderToSVGString());
	chart.dispose();
}

function placeOf(result: Result): Place {
	const { value, floor, goal } = result;
	const limit = Number(goal!.replace(/[^\d.]/g, '')) * (goal!.endsWith('x') ? (floor ?? NaN) : 1);
	const share = (figure: number) => (goal!.startsWith('<=') ? figure / limit : limit / figure);
	// nothing of nothing allowed is as good as it gets
	const place = (figure: number | null) =>
		figure === null || Number.isNaN(limit) ? null : figure === limit && limit === 0 ? least : share(figure);
	return { result, product: place(value), floor: place(floor) };
}

function figures({ value, unit, goal, floor }: Result): string {
	if (value === null) return 'not there yet';
	const limit = goal!.endsWith('x') ? `${goal} ${shown(floor)} ${unit}` : `${goal} ${unit}`;
	return `${shown(value)} ${unit}`.trim() + `, goal ${limit.trim()}`.replace('<=', '≤').replace('>=', '≥');
}
