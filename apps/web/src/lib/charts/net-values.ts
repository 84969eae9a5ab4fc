import { namesAxis } from './names-axis.ts';
import type { Grade, Interval, PatternKind } from '@app/contract';
import type { CustomSeriesRenderItem } from 'echarts';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';

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
	return {
		table: {
			columns: ['Pattern', `Net value, ${currency}`, 'From', 'To', 'Evidence'],
			rows: rows.map((it) => [
				...[name(it), Math.round(it.net), rounded(it.interval?.lower), rounded(it.interval?.upper)],
				it.grade
			])
		},
		mark: (row) => ({ seriesIndex: 1, dataIndex: row }),
		height: (width) => TOP + rows.length * row(width) + BOTTOM,
		option(width) {
			const narrow = width < 600;
			const left = narrow ? 4 : Math.min(300, width * 0.3);
			return {
				grid: { left, right: 24, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
				xAxis: {
					type: 'value',
					position: 'top',
					min: Math.min(0, ...ends),
					max: Math.max(0, ...ends),
					splitNumber: narrow ? 3 : 7,
					axisLine: { show: false },
					axisLabel: { formatter: money, hideOverlap: true, showMinLabel: false, showMaxLabel: false }
				},
				yAxis: namesAxis(rows.map(name), narrow ? null : left * 0.88),
				tooltip: {
					trigger: 'axis',
					axisPointer: {
						axis: 'y',
						type: 'shadow',
						z: -1,
						shadowStyle: { color: 'var(--sunken)', opacity: 1 }
					},
					formatter: ([hit]: { dataIndex: number }[]) => tip(rows[hit?.dataIndex ?? -1], money)
				},
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
						emphasis: { disabled: true },
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
			emphasisDisabled: true,
			shape: { x, y: y + down - 4, width: Math.max(0, to - x), height: 8 },
			style: { fill: api.visual('color') as string, opacity: 0.75 }
		};
	};

function tip(row: NetValue | undefined, money: (amount: number | null) => string): string {
	if (!row) return '';
	const limits = row.interval ? ` (${money(row.interval.lower)} to ${money(row.interval.upper)})` : '';
	return `${money(row.net)}${limits}, ${row.grade ?? 'no evidence'}`;
}
