import type { Formats } from '#lib/format.ts';
import { panelColumns, panelGrid } from './panel-grid.ts';
import type { Picture } from './picture.ts';
import { along } from './spots.ts';

/** What is given, promised (and not given back) and used by week, of a kind of support or a coalition. */
export interface SupportPanel {
	name: string;
	/** Of its figures: `day`, `piece`. */
	unit: string;
	/** Null where no capacity is on record. */
	given: (number | null)[];
	promised: number[];
	used: number[];
	/** What was promised beyond what can be given, kind by kind. */
	excess: number[];
}

const TOP = 44;
const BELOW = 28;
const PANEL = TOP + 96 + BELOW;
const WEEK_MS = 7 * 86_400_000;

/** One panel a coalition or kind, over the same weeks: what was promised and used against what can be given. */
export function supportWeeks(panels: SupportPanel[], weeks: string[], current: number, f: Formats): Picture {
	const mondays = weeks.map((week) => Date.parse(week));
	const [first, end] = [mondays[0]!, mondays.at(-1)! + WEEK_MS];
	const at = (width: number, height: number) =>
		panelGrid(
			panels.length,
			panelColumns(width, panels.length),
			{ width, height },
			{ left: 30, over: 20, gap: 36, top: TOP, below: BELOW, under: 8 }
		);
	const over = (panel: SupportPanel) => panel.excess.filter((each) => each > 0).length;
	/** Each value lasts for its week. */
	const steps = (values: (number | null)[]) => [
		...values.map((value, i) => [mondays[i]!, value] as const),
		[end, values.at(-1) ?? null] as const
	];
	const area = (values: (number | null)[], color: string, i: number) => ({
		...{ type: 'line', xAxisIndex: i, yAxisIndex: i, step: 'end', data: steps(values) },
		...{ lineStyle: { width: 0 }, areaStyle: { color, opacity: 1 }, itemStyle: { color } }
	});
	return {
		table: {
			columns: ['Of', 'Week from', 'Can give', 'Promised', 'Used of it', 'Beyond it'],
			rows: panels.flatMap((panel) =>
				weeks.map((week, i) => [
					...[panel.name, week, panel.given[i] ?? null, panel.promised[i]!, panel.used[i]!],
					panel.excess[i]!
				])
			)
		},
		height: (width) => Math.ceil(panels.length / panelColumns(width, panels.length)) * PANEL - 8,
		spots: (width, height) =>
			at(width, height).flatMap((box, k) => {
				const panel = panels[k]!;
				const middles = mondays.map((monday) => monday + WEEK_MS / 2);
				return along(middles, [first, end], box, (i) => [
					{ text: `Week of ${f.day(weeks[i]!)}` },
					{
						text: 'Can give',
						value: panel.given[i] == null ? 'no limit on record' : f.count(panel.given[i], panel.unit),
						color: 'var(--stage-undecided)'
					},
					{ text: 'Promised', value: f.number(panel.promised[i]!), color: 'var(--stage-open)' },
					{ text: 'Used of it', value: f.number(panel.used[i]!), color: 'var(--stage-adopted)' },
					...(panel.excess[i]! > 0
						? [
								{
									text: 'Beyond what can be given',
									value: f.number(panel.excess[i]!),
									color: 'var(--finding)'
								}
							]
						: [])
				]);
			}),
		option(width, height) {
			const boxes = at(width, height);
			return {
				title: panels.map((panel, i) => ({
					text: panel.name,
					subtext: subtitle(panel, current, over(panel), f),
					left: boxes[i]!.left - 26,
					top: boxes[i]!.top - TOP,
					padding: 0,
					itemGap: 2,
					textStyle: { width: boxes[i]!.width * 0.95, overflow: 'truncate', lineHeight: 16 },
					subtextStyle: {
						...{ width: boxes[i]!.width * 1.02, overflow: 'truncate', lineHeight: 16 },
						...(over(panel) > 0 && { color: 'var(--finding)', fontWeight: 600 })
					}
				})),
				grid: boxes.map((box) => ({ ...box, outerBoundsMode: 'none' })),
				xAxis: panels.map((_, i) => ({
					type: 'time',
					gridIndex: i,
					min: first,
					max: end,
					axisLabel: {
						customValues: [first, end],
						formatter: (time: number) => f.day(new Date(time).toISOString()),
						alignMinLabel: 'left',
						alignMaxLabel: 'right',
						margin: 4
					}
				})),
				yAxis: panels.map((panel, i) => ({
					type: 'value',
					gridIndex: i,
					min: 0,
					max: top(panel),
					interval: top(panel),
					axisLine: { show: false },
					axisLabel: { margin: 4, formatter: f.short }
				})),
				series: panels.flatMap((panel, i) => [
					area(panel.given, 'var(--stage-undecided)', i),
					area(panel.promised, 'var(--finding)', i),
					area(
						panel.promised.map((value, k) => value - panel.excess[k]!),
						'var(--stage-open)',
						i
					),
					{
						...area(panel.used, 'var(--stage-adopted)', i),
						...(current >= 0 && {
							markLine: {
								silent: true,
								symbol: 'none',
								label: { show: false },
								lineStyle: { color: 'var(--ink)', type: [2, 3], width: 1 },
								data: [{ xAxis: mondays[current]! }]
							}
						})
					},
					{
						...{ type: 'line', xAxisIndex: i, yAxisIndex: i, step: 'end', data: steps(panel.given) },
						lineStyle: { color: 'var(--ink-2)', width: 1.5 }
					}
				])
			};
		}
	};
}

const top = ({ given, promised }: SupportPanel) =>
	Math.ceil(Math.max(1, ...promised, ...given.map((value) => value ?? 0)));

function subtitle(panel: SupportPanel, current: number, over: number, f: Formats): string {
	if (over > 0) return `too much promised in ${f.count(over, 'week')}`;
	if (current < 0) return `${panel.unit}s a week`;
	const [given, promised] = [panel.given[current], panel.promised[current]!];
	return given == null
		? `${f.count(promised, panel.unit)} this week, no limit on record`
		: `${f.number(promised)} of ${f.count(given, panel.unit)} this week`;
}
