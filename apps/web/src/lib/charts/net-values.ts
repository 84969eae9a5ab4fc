import { namesAxis } from './names-axis.ts';
import type { Grade, Interval, PatternKind } from '@app/contract';
import type { CustomSeriesRenderItem } from 'echarts';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import { rowSpots, type Box } from './spots.ts';

/** What a pattern made less what it cost, as far as it is known. */
export interface NetValue {
	key: string;
	name: string;
	kind: PatternKind;
	net: number;
	interval: Interval | null;
	grade: Grade | null;
}

const ROW = 28;
const TOP = 24;
const BOTTOM = 8;

/** A bar from the lower to the upper limit, a dot at the estimate; claims have no limits and an empty dot. */
export function netValues(rows: NetValue[], currency: string, f: Formats): Picture {
	const money = (amount: number | null) => f.money(amount, currency);
	const ends = rows.flatMap(({ net, interval }) => [net, interval?.lower ?? net, interval?.upper ?? net]);
	const name = ({ name, kind }: NetValue) => (kind === 'failure' ? `${name} (failure)` : name);
	const row = (width: number) => (width < 600 ? ROW + 10 : ROW);
	const plot = (width: number, height: number): Box => {
		const left = width < 600 ? 4 : Math.min(300, width * 0.3);
		return { left, top: TOP, width: width - left - 24, height: height - TOP - BOTTOM };
	};
	return {
		table: {
			columns: ['Pattern', `Net value, ${currency}`, 'From', 'To', 'Evidence'],
			rows: rows.map((it) => [
				...[name(it), Math.round(it.net), rounded(it.interval?.lower), rounded(it.interval?.upper)],
				it.grade
			])
		},
		height: (width) => TOP + rows.length * row(width) + BOTTOM,
		spots: (width, height) =>
			rowSpots(rows.length, plot(width, height), (i) => [{ text: tell(rows[i]!, money) }]),
		option(width, height) {
			const narrow = width < 600;
			const box = plot(width, height);
			return {
				grid: { ...box, outerBoundsMode: 'none' },
				xAxis: {
					type: 'value',
					position: 'top',
					min: Math.min(0, ...ends),
					max: Math.max(0, ...ends),
					splitNumber: narrow ? 3 : 7,
					axisLine: { show: false },
					axisLabel: { formatter: money, hideOverlap: true, showMinLabel: false, showMaxLabel: false }
				},
				yAxis: namesAxis(rows.map(name), narrow ? null : box.left * 0.88),
				series: [
					{
						type: 'custom',
						renderItem: bar(narrow ? 8 : 0),
						encode: { x: [0, 2], y: 1 },
						itemStyle: { color: 'var(--stage-started)', opacity: 0.75 },
						data: rows.map(({ net, interval }, i) => [interval?.lower ?? net, i, interval?.upper ?? net])
					},
					{
						type: 'scatter',
						symbolSize: 9,
						symbolOffset: [0, narrow ? 8 : 0],
						data: rows.map(({ net, grade }, i) => ({
							value: [net, i],
							itemStyle: {
								color: grade === 'claimed' ? 'var(--surface)' : 'var(--stage-sustained)',
								borderColor: 'var(--stage-sustained)',
								borderWidth: 1.5,
								opacity: 1
							}
						})),
						markLine: {
							silent: true,
							symbol: 'none',
							label: { show: false },
							lineStyle: { color: 'var(--ink)', type: 'solid', width: 1 },
							data: [{ xAxis: 0 }]
						}
					}
				]
			};
		}
	};
}

const rounded = (value: number | undefined) => (value === undefined ? null : Math.round(value));

const bar =
	(down: number): CustomSeriesRenderItem =>
	(_, api) => {
		const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
		const [to = 0] = api.coord([api.value(2), api.value(1)]);
		return {
			type: 'rect',
			shape: { x, y: y + down - 4, width: Math.max(0, to - x), height: 8 },
			style: { fill: api.visual('color') as string, opacity: 0.75 }
		};
	};

function tell({ net, interval, grade }: NetValue, money: (amount: number | null) => string): string {
	const limits = interval ? ` (${money(interval.lower)} to ${money(interval.upper)})` : '';
	return `${money(net)}${limits}, ${grade ?? 'no evidence'}`;
}
