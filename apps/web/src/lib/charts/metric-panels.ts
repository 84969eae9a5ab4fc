import { panelColumns, panelGrid } from './panel-grid.ts';
import type { MetricSeries } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import { along, type Told } from './spots.ts';
import { shown } from './view.ts';

/** A day on which the team adopted patterns, and the letter that stands for them. */
export interface AdoptionMark {
	letter: string;
	on: string;
	names: string[];
}

/** Where a metric of a team usually lies, and the values that say it changed. */
export interface Limits {
	centre: number;
	lower: number;
	upper: number;
	/** Places of values, from 0. */
	signals: { at: number; rule: 'outside' | 'run' }[];
}

const RULES = {
	outside: 'outside its natural limits',
	run: 'one of eight or more in a row on one side of the centre'
};

const TOP = 52;
const BELOW = 28;
const PANEL = TOP + 84 + BELOW;

/** A to Z, then AA, AB. */
const letter = (i: number): string =>
	(i < 26 ? '' : letter(Math.floor(i / 26) - 1)) + String.fromCharCode(65 + (i % 26));

/** The days of adopting within the time of the metrics; days closer together than can be told apart are one mark. */
export function adoptionMarks(
	adopted: { name: string; on: string }[],
	metrics: MetricSeries[],
	asOf: string
): AdoptionMark[] {
	const first = metrics.flatMap(({ on }) => on[0] ?? []).sort()[0] ?? asOf;
	const apart = (Date.parse(asOf) - Date.parse(first)) / 24;
	const marks: Omit<AdoptionMark, 'letter'>[] = [];
	for (const { name, on } of adopted.toSorted((a, b) => a.on.localeCompare(b.on))) {
		const last = marks.at(-1);
		if (on < first) continue;
		if (last && Date.parse(on) - Date.parse(last.on) < apart) last.names.push(name);
		else marks.push({ on, names: [name] });
	}
	return marks.map((mark, i) => ({ ...mark, letter: letter(i) }));
}

/**
 * One panel a metric, all over the same time, with a line at each day of adopting; and, where there are values enough,
 * with the limits that it usually keeps to and the values that say it changed.
 */
export function metricPanels(
	metrics: MetricSeries[],
	marks: AdoptionMark[],
	asOf: string,
	f: Formats,
	limits: (Limits | null)[] = []
): Picture {
	const first = Math.min(...metrics.map(({ on }) => Date.parse(on[0] ?? asOf)));
	const last = Date.parse(asOf);
	const panels = (width: number, height: number) =>
		panelGrid(
			metrics.length,
			panelColumns(width, metrics.length),
			{ width, height },
			{ left: 34, over: 34, gap: 44, top: TOP, below: BELOW, under: 8 }
		);
	return {
		table: {
			columns: ['Metric', 'On', 'Value', 'Unit', 'Signal'],
			rows: metrics.flatMap(({ name, unit, on, value }, i) =>
				on.map((day, k) => [name, day, value[k] ?? null, unit, signal(limits[i], k) ?? 'none'])
			)
		},
		zoom: true,
		height: (width) => Math.ceil(metrics.length / panelColumns(width, metrics.length)) * PANEL - 8,
		spots: (width, height, view) =>
			panels(width, height).flatMap((box, i) => {
				const days = metrics[i]!.on.map((day) => Date.parse(day));
				return along(days, shown([first, last], view), box, (k) => tell(metrics[i]!, k, limits[i], f));
			}),
		option(width, height) {
			const boxes = panels(width, height);
			return {
				title: metrics.map(({ name, unit, direction, value }, i) => ({
					text: name,
					subtext: `${f.number(value.at(-1) ?? null)} ${unit}; ${direction === 'up' ? 'more' : 'less'} is better${limits[i] === null ? '; no limits' : ''}`,
					left: boxes[i]!.left - 30,
					top: boxes[i]!.top - TOP,
					padding: 0,
					itemGap: 2,
					textStyle: { width: boxes[i]!.width * 0.95, overflow: 'truncate', lineHeight: 16 },
					subtextStyle: { width: boxes[i]!.width * 0.95, overflow: 'truncate', lineHeight: 16 }
				})),
				grid: boxes.map((box) => ({ ...box, outerBoundsMode: 'none' })),
				xAxis: metrics.map((_, i) => ({
					type: 'time',
					gridIndex: i,
					min: first,
					max: last,
					axisLabel: {
						customValues: [first, last],
						formatter: (time: number) => f.month(new Date(time).toISOString()),
						alignMinLabel: 'left',
						alignMaxLabel: 'right',
						margin: 4
					}
				})),
				yAxis: metrics.map(({ value }, i) => ({
					type: 'value',
					gridIndex: i,
					min: Math.min(0, ...value),
					splitNumber: 2,
					axisLine: { show: false },
					axisLabel: { margin: 4, formatter: f.short }
				})),
				series: [
					...metrics.map(({ name, on, value }, i) => ({
						type: 'line',
						name,
						xAxisIndex: i,
						yAxisIndex: i,
						data: on.map((day, k) => [Date.parse(day), value[k]]),
						sampling: 'lttb',
						lineStyle: { color: 'var(--category-1)', width: 1.5 },
						itemStyle: { color: 'var(--category-1)' },
						showSymbol: on.length === 1,
						symbol: 'circle',
						markLine: {
							silent: true,
							symbol: 'none',
							lineStyle: { color: 'var(--edge)', type: 'solid', width: 1 },
							label: { color: 'var(--ink)', fontWeight: 600, distance: 2 },
							data: marks.map((mark) => ({ xAxis: Date.parse(mark.on), label: { formatter: mark.letter } }))
						}
					})),
					...metrics.flatMap((metric, i) => control(metric, limits[i] ?? null, i, [first, last]))
				]
			};
		}
	};
}

function tell(
	{ on, value, unit }: MetricSeries,
	i: number,
	limits: Limits | null | undefined,
	f: Formats
): Told[] {
	const said = signal(limits, i);
	return [
		{ text: f.day(on[i]!) },
		{ text: unit, value: f.number(value[i] ?? null) },
		...(said ? [{ text: said }] : [])
	];
}

/** Which rule a value breaks, in words. */
function signal(limits: Limits | null | undefined, at: number): string | null {
	const found = limits?.signals.find((one) => one.at === at);
	return found ? RULES[found.rule] : null;
}

/** The centre, the natural limits and the signals of a metric. */
function control(
	{ on, value }: MetricSeries,
	limits: Limits | null,
	i: number,
	[first, last]: [number, number]
) {
	if (!limits) return [];
	const of = { xAxisIndex: i, yAxisIndex: i, silent: true };
	const line = (at: number, type: 'solid' | number[]) => ({
		...of,
		type: 'line',
		data: [first, last].map((time) => [time, at]),
		lineStyle: { color: 'var(--edge)', width: 1, type }
	});
	return [
		line(limits.centre, 'solid'),
		...[limits.lower, limits.upper].map((at) => line(at, [4, 3])),
		{
			...{ ...of, type: 'scatter', symbolSize: 6, z: 3 },
			itemStyle: { color: 'var(--finding)', opacity: 1 },
			data: limits.signals.map(({ at }) => [Date.parse(on[at]!), value[at]])
		}
	];
}
