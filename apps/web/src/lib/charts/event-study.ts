import { panelColumns, panelGrid } from './panel-grid.ts';
import type { EventStudy } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { escape } from './escape.ts';
import type { Picture } from './picture.ts';

const TOP = 36;

/** What happened to metrics step by step around adopting, against teams that had not adopted: one panel a metric. */
export function eventStudy(effects: EventStudy[], f: Formats): Picture {
	const plot = effects.length === 1 ? 190 : 100;
	const panel = TOP + plot + 56;
	const starts = effects.map((_, i) => effects.slice(0, i).reduce((sum, { since }) => sum + since.length, 0));
	const [first, last] = [
		Math.min(-1, ...effects.map(({ since }) => since[0] ?? 0)),
		Math.max(1, ...effects.map(({ since }) => since.at(-1) ?? 0))
	];
	return {
		table: {
			columns: ['Metric', 'Step since adopting', 'Change', 'From', 'To', 'Teams', 'Unit'],
			rows: effects.flatMap(({ metric, period, since, estimate, lower, upper, teams }) =>
				since.map((step, i) => [
					...[
						metric.name,
						`${step} ${step === -1 || step === 1 ? period : `${period}s`}`,
						round(estimate[i]),
						round(lower[i]),
						round(upper[i])
					],
					...[teams[i] ?? null, metric.unit]
				])
			)
		},
		mark(row) {
			const seriesIndex = starts.findLastIndex((start) => start <= row);
			return { seriesIndex, dataIndex: row - (starts[seriesIndex] ?? 0) };
		},
		height: (width) => Math.ceil(effects.length / panelColumns(width, effects.length)) * panel - 8,
		option(width, height) {
			const tall = (height + 8) / Math.ceil(effects.length / panelColumns(width, effects.length));
			const columns = panelColumns(width, effects.length);
			const { wide, at } = panelGrid(
				effects.length,
				columns,
				{ width, tall },
				{ left: 48, over: 40, gap: 56 }
			);
			return {
				title: effects.map(({ metric, adopters, controls }, i) => ({
					text: metric.name,
					subtext: `${metric.unit}; ${metric.direction === 'up' ? 'more' : 'less'} is better; ${f.number(adopters)} against ${f.number(controls)} teams`,
					left: (at[i]?.x ?? 0) - 44,
					top: at[i]?.y,
					padding: 0,
					itemGap: 2,
					textStyle: { width: wide * 0.95, overflow: 'truncate', lineHeight: 16 },
					subtextStyle: { width: wide * 0.95, overflow: 'truncate', lineHeight: 16 }
				})),
				grid: at.map(({ x, y }) => ({
					left: x,
					top: y + TOP + 8,
					width: wide,
					height: tall - panel + plot,
					outerBoundsMode: 'none'
				})),
				xAxis: effects.map(({ period }, i) => ({
					type: 'value',
					gridIndex: i,
					min: first - 0.5,
					max: last + 0.5,
					splitLine: { show: false },
					axisLine: { onZero: false },
					name: `${period}s before and since adopting`,
					nameLocation: 'middle',
					nameGap: 22,
					axisLabel: {
						customValues: [...new Set([first, -1, 1, 4, 8, last])].filter((it) => it <= last),
						hideOverlap: true,
						formatter: (it: number) => f.change(it)
					},
					axisPointer: { label: { show: false } }
				})),
				yAxis: effects.map((_, i) => ({
					type: 'value',
					gridIndex: i,
					scale: true,
					splitNumber: 3,
					axisLine: { show: false },
					axisLabel: { margin: 4, formatter: (it: number) => f.change(it) }
				})),
				tooltip: {
					trigger: 'axis',
					axisPointer: { lineStyle: { color: 'var(--edge)' } },
					formatter: (shown: { seriesIndex: number; dataIndex: number }[]) =>
						tip(
							shown.find(({ seriesIndex }) => effects[seriesIndex]),
							effects,
							f
						)
				},
				series: [
					...effects.map(({ metric, since, estimate }, i) => ({
						...{ type: 'line', name: metric.name, xAxisIndex: i, yAxisIndex: i, symbol: 'circle' },
						data: since.map((step, k) => ({
							value: [step, estimate[k]],
							itemStyle: { color: step < 0 ? 'var(--stage-abandoned)' : 'var(--stage-sustained)' }
						})),
						symbolSize: effects.length === 1 ? 7 : 5,
						showSymbol: true,
						showAllSymbol: true,
						z: 3,
						lineStyle: { color: 'var(--stage-started)', width: 1.5 },
						itemStyle: { opacity: 1 },
						emphasis: { disabled: true },
						markLine: {
							silent: true,
							symbol: 'none',
							label: { show: false },
							data: [
								{ yAxis: 0, lineStyle: { color: 'var(--ink)', type: 'solid', width: 1 } },
								{ xAxis: 0, lineStyle: { color: 'var(--edge)', type: [2, 3], width: 1 } }
							]
						}
					})),
					...effects.flatMap((effect, i) => band(effect, i))
				]
			};
		}
	};
}

/** From the lower limit up to the upper one: an unseen line, and the difference stacked on it. */
function band({ since, estimate, lower, upper }: EventStudy, i: number) {
	const line = {
		...{ type: 'line', stack: `limits ${i}`, stackStrategy: 'all', xAxisIndex: i, yAxisIndex: i },
		...{ silent: true, lineStyle: { width: 0 }, emphasis: { disabled: true } }
	};
	const low = since.map((_, k) => lower[k] ?? estimate[k] ?? 0);
	return [
		{ ...line, data: since.map((step, k) => [step, low[k]]) },
		{
			...line,
			data: since.map((step, k) => [step, (upper[k] ?? estimate[k] ?? 0) - low[k]!]),
			areaStyle: { color: 'var(--stage-started)', opacity: 0.25, origin: 'auto' }
		}
	];
}

function tip(
	shown: { seriesIndex: number; dataIndex: number } | undefined,
	effects: EventStudy[],
	f: Formats
) {
	const effect = shown && effects[shown.seriesIndex];
	if (!effect) return '';
	const { metric, period, since, estimate, lower, upper, teams } = effect;
	const i = shown.dataIndex;
	const step = since[i] ?? 0;
	const when =
		step === -1
			? `the ${period} before adopting, to which all are compared`
			: `${f.count(Math.abs(step), period)} ${step < 0 ? 'before' : 'after'} adopting`;
	const low = lower[i] ?? null;
	const limits = low === null ? '' : ` (${f.change(low)} to ${f.change(upper[i] ?? null)})`;
	return `${when}<br><b>${f.change(estimate[i] ?? null)}</b>${limits} ${escape(metric.unit)}<br>${f.count(teams[i] ?? 0, 'team')}`;
}

const round = (value: number | null | undefined) => (value == null ? null : Number(value.toPrecision(4)));
