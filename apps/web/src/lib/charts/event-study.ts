import { panelColumns, panelGrid } from './panel-grid.ts';
import type { EventStudy } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import { along, type Told } from './spots.ts';

const TOP = 36;

/** What happened to metrics step by step around adopting, against teams that had not adopted: one panel a metric. */
export function eventStudy(effects: EventStudy[], f: Formats): Picture {
	const plot = effects.length === 1 ? 190 : 100;
	const panel = TOP + plot + 56;
	const [first, last] = [
		Math.min(-1, ...effects.map(({ since }) => since[0] ?? 0)),
		Math.max(1, ...effects.map(({ since }) => since.at(-1) ?? 0))
	];
	const panels = (width: number, height: number) =>
		panelGrid(
			effects.length,
			panelColumns(width, effects.length),
			{ width, height },
			{ left: 48, over: 40, gap: 56, top: TOP + 8, below: 48, under: 8 }
		);
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
		height: (width) => Math.ceil(effects.length / panelColumns(width, effects.length)) * panel - 8,
		spots: (width, height) =>
			panels(width, height).flatMap((box, i) =>
				along(effects[i]!.since, [first - 0.5, last + 0.5], box, (k) => tell(effects[i]!, k, f))
			),
		option(width, height) {
			const boxes = panels(width, height);
			return {
				title: effects.map(({ metric, adopters, controls }, i) => ({
					text: metric.name,
					subtext: `${metric.unit}; ${metric.direction === 'up' ? 'more' : 'less'} is better; ${f.number(adopters)} against ${f.number(controls)} teams`,
					left: boxes[i]!.left - 44,
					top: boxes[i]!.top - TOP - 8,
					padding: 0,
					itemGap: 2,
					textStyle: { width: boxes[i]!.width * 0.95, overflow: 'truncate', lineHeight: 16 },
					subtextStyle: { width: boxes[i]!.width * 0.95, overflow: 'truncate', lineHeight: 16 }
				})),
				grid: boxes.map((box) => ({ ...box, outerBoundsMode: 'none' })),
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
					}
				})),
				yAxis: effects.map((_, i) => ({
					type: 'value',
					gridIndex: i,
					scale: true,
					splitNumber: 3,
					axisLine: { show: false },
					axisLabel: { margin: 4, formatter: (it: number) => f.change(it) }
				})),
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
		lineStyle: { width: 0 }
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

function tell(
	{ metric, period, since, estimate, lower, upper, teams }: EventStudy,
	i: number,
	f: Formats
): Told[] {
	const step = since[i] ?? 0;
	const when =
		step === -1
			? `the ${period} before adopting, to which all are compared`
			: `${f.count(Math.abs(step), period)} ${step < 0 ? 'before' : 'after'} adopting`;
	const low = lower[i] ?? null;
	const limits = low === null ? '' : ` (${f.change(low)} to ${f.change(upper[i] ?? null)})`;
	return [
		{ text: when },
		{ text: metric.unit, value: f.change(estimate[i] ?? null) + limits },
		{ text: f.count(teams[i] ?? 0, 'team') }
	];
}

const round = (value: number | null | undefined) => (value == null ? null : Number(value.toPrecision(4)));
