import { namesAxis } from './names-axis.ts';
import type { TornadoBar } from '@app/analytics';
import type { CustomSeriesRenderItem } from 'echarts';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import { rowSpots, type Box } from './spots.ts';

const TOP = 28;
const BOTTOM = 8;

/** ROI with one input at its P10 and at its P90: a bar an input, what matters most on top; `nameOf` an input's key. */
export function tornadoBars(
	bars: TornadoBar<string>[],
	middle: number,
	nameOf: (key: string) => string,
	f: Formats
): Picture {
	const ends = [middle, ...bars.flatMap(({ low, high }) => [low ?? middle, high ?? middle])];
	const row = (width: number) => (width < 600 ? 40 : 30);
	const plot = (width: number, height: number): Box => {
		const left = width < 600 ? 12 : Math.min(320, width * 0.32);
		return { left, top: TOP, width: width - left - 24, height: height - TOP - BOTTOM };
	};
	return {
		table: {
			columns: ['Input', 'ROI at its P10, %', 'ROI at its P90, %'],
			rows: bars.map(({ input, low, high }) => [nameOf(input), percent(low), percent(high)])
		},
		height: (width) => TOP + bars.length * row(width) + BOTTOM,
		spots: (width, height) =>
			rowSpots(bars.length, plot(width, height), (i) =>
				(['low', 'high'] as const).map((end) => ({
					text: `at its ${end === 'low' ? 'P10' : 'P90'}: ROI`,
					value: f.percent(bars[i]![end])
				}))
			),
		option(width, height) {
			const narrow = width < 600;
			const box = plot(width, height);
			const room = (Math.max(...ends) - Math.min(...ends) || 1) * (narrow ? 0.18 : 0.1);
			return {
				grid: { ...box, outerBoundsMode: 'none' },
				xAxis: {
					type: 'value',
					position: 'top',
					min: Math.min(...ends) - room,
					max: Math.max(...ends) + room,
					splitNumber: narrow ? 3 : 6,
					axisLine: { show: false },
					splitLine: { showMinLine: false, showMaxLine: false },
					axisLabel: {
						formatter: (it: number) => f.percent(it),
						hideOverlap: true,
						showMinLabel: false,
						showMaxLabel: false
					}
				},
				yAxis: namesAxis(
					bars.map(({ input }) => nameOf(input)),
					narrow ? null : box.left * 0.92
				),
				series: [
					{
						type: 'custom',
						renderItem: bar(narrow ? 8 : 0),
						encode: { x: [0, 2], y: 1 },
						itemStyle: { color: 'var(--stage-started)' },
						data: bars.map(({ low, high }, i) => [
							...[Math.min(low ?? middle, high ?? middle), i, Math.max(low ?? middle, high ?? middle)]
						])
					},
					// which end of a bar is which: the label says where the input is low
					...(['low', 'high'] as const).map((end) => ({
						type: 'scatter',
						silent: true,
						symbolSize: 1,
						symbolOffset: [0, narrow ? 8 : 0],
						itemStyle: { color: 'transparent' },
						data: bars.map(({ low, high, [end]: here }, i) => ({
							value: [here ?? middle, i],
							label: {
								show: here !== null && low !== high,
								position: (here ?? 0) < (end === 'low' ? (high ?? 0) : (low ?? 0)) ? 'left' : 'right',
								formatter: end,
								color: 'var(--ink-2)'
							}
						})),
						...(end === 'low' && {
							markLine: {
								silent: true,
								symbol: 'none',
								label: { show: false },
								lineStyle: { color: 'var(--ink)', type: 'solid', width: 1 },
								data: [{ xAxis: middle }]
							}
						})
					}))
				]
			};
		}
	};
}

const percent = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10);

const bar =
	(down: number): CustomSeriesRenderItem =>
	(_, api) => {
		const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
		const [to = 0] = api.coord([api.value(2), api.value(1)]);
		return {
			type: 'rect',
			shape: { x, y: y + down - 6, width: Math.max(1, to - x), height: 12 },
			style: { fill: api.visual('color') as string }
		};
	};
