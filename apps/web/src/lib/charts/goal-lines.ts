import type { CoalitionDetail } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { panelColumns, panelGrid } from './panel-grid.ts';
import type { Picture } from './picture.ts';
import { along } from './spots.ts';
import { ALL, shown } from './view.ts';

type Goal = CoalitionDetail['goals'][number];
const TOP = 52;
const BELOW = 26;
const PANEL = TOP + 110 + BELOW;

/** A panel for each goal that is measured: its metric month by month, and the way that it was to go to its target. */
export function goalLines(goals: Goal[], asOf: string, f: Formats): Picture {
	const columns = (width: number) => Math.min(2, panelColumns(width, goals.length));
	const boxes = (width: number, height: number) =>
		panelGrid(
			goals.length,
			columns(width),
			{ width, height },
			{ left: 40, over: 0, gap: 64, top: TOP, below: BELOW, under: 8 }
		);
	const spans = goals.map(({ record, months }): [number, number] => [
		Math.min(Date.parse(record.setOn), Date.parse(months[0]?.on ?? asOf)),
		Math.max(Date.parse(record.dueOn), Date.parse(asOf))
	]);
	return {
		table: {
			columns: ['Goal', 'Month up to', 'Mean', 'Unit', 'Teams', 'Target'],
			rows: goals.flatMap(({ record, standing, months }) =>
				months.map(({ on, mean, teams }) => [
					...[record.statement, on, Math.round(mean * 100) / 100],
					...[standing.metric?.unit ?? null, teams, record.target]
				])
			)
		},
		height: (width) => Math.ceil(goals.length / columns(width)) * PANEL - 8,
		spots: (width, height) =>
			boxes(width, height).flatMap((box, i) => {
				const { months, standing } = goals[i]!;
				const days = months.map(({ on }) => Date.parse(on));
				return along(days, shown(spans[i]!, ALL), box, (k) => [
					{ text: f.month(months[k]!.on) },
					{ text: standing.metric?.unit ?? '', value: f.number(months[k]!.mean) },
					{ text: 'teams', value: f.number(months[k]!.teams) }
				]);
			}),
		option(width, height) {
			const plots = boxes(width, height);
			const of = (i: number) => ({ xAxisIndex: i, yAxisIndex: i });
			return {
				title: goals.map(({ record, standing }, i) => ({
					text: record.statement,
					subtext: `${standing.metric?.name ?? ''}: ${f.number(standing.now)} ${standing.metric?.unit ?? ''}${record.target === null ? '' : `, target ${f.number(record.target)}`}`,
					...{ left: plots[i]!.left - 36, top: plots[i]!.top - TOP, padding: 0, itemGap: 2 },
					textStyle: { width: plots[i]!.width + 50, overflow: 'truncate', lineHeight: 16 },
					subtextStyle: { width: plots[i]!.width + 50, overflow: 'truncate', lineHeight: 16 }
				})),
				grid: plots.map((plot) => ({ ...plot, outerBoundsMode: 'none' })),
				xAxis: goals.map((_, i) => ({
					...{ type: 'time', gridIndex: i, min: spans[i]![0], max: spans[i]![1] },
					axisLabel: {
						customValues: spans[i],
						formatter: (time: number) => f.month(new Date(time).toISOString()),
						...{ alignMinLabel: 'left', alignMaxLabel: 'right', margin: 4 }
					}
				})),
				yAxis: goals.map((_, i) => ({
					...{ type: 'value', gridIndex: i, scale: true, splitNumber: 2, axisLine: { show: false } },
					axisLabel: { margin: 4, formatter: f.short, hideOverlap: true }
				})),
				series: goals.flatMap(({ record, months }, i) => {
					const { setOn, dueOn, baseline, target } = record;
					const way = [
						...(baseline === null ? [] : [[Date.parse(setOn), baseline]]),
						...(target === null ? [] : [[Date.parse(dueOn), target]])
					];
					return [
						{
							...{ ...of(i), type: 'line', name: 'way to the goal', data: way, silent: true },
							lineStyle: { color: 'var(--ink-2)', width: 1.5, type: [5, 4] },
							...{ symbol: 'circle', symbolSize: 6, itemStyle: { color: 'var(--ink-2)' } },
							...(target !== null && {
								endLabel: { show: true, formatter: f.number(target), color: 'var(--ink)', fontWeight: 600 }
							})
						},
						{
							...{
								...of(i),
								type: 'line',
								name: 'metric',
								showSymbol: months.length === 1,
								symbol: 'circle'
							},
							data: months.map(({ on, mean }) => [Date.parse(on), mean]),
							lineStyle: { color: 'var(--category-1)', width: 2 },
							itemStyle: { color: 'var(--category-1)' },
							markLine: {
								...{ silent: true, symbol: 'none', label: { show: false } },
								lineStyle: { color: 'var(--edge)', type: [2, 3], width: 1 },
								data: [{ xAxis: Date.parse(asOf) }]
							}
						}
					];
				})
			};
		}
	};
}
