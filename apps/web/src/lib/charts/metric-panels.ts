import type { MetricSeries } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';

/** A day on which the team adopted patterns, and the letter that stands for them. */
export interface AdoptionMark {
	letter: string;
	on: string;
	names: string[];
}

const TOP = 52;
const BELOW = 28;
const PANEL = TOP + 84 + BELOW;
const columnsAt = (width: number, panels: number) => Math.min(panels, width < 500 ? 1 : width < 900 ? 2 : 3);

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

/** One panel a metric, all over the same time, with a line at each day of adopting. */
export function metricPanels(
	metrics: MetricSeries[],
	marks: AdoptionMark[],
	asOf: string,
	f: Formats
): Picture {
	const first = Math.min(...metrics.map(({ on }) => Date.parse(on[0] ?? asOf)));
	const last = Date.parse(asOf);
	const starts = metrics.map((_, i) => metrics.slice(0, i).reduce((sum, { on }) => sum + on.length, 0));
	return {
		table: {
			columns: ['Metric', 'On', 'Value', 'Unit'],
			rows: metrics.flatMap(({ name, unit, on, value }) =>
				on.map((day, i) => [name, day, value[i] ?? null, unit])
			)
		},
		mark(row) {
			const seriesIndex = starts.findLastIndex((start) => start <= row);
			return { seriesIndex, dataIndex: row - (starts[seriesIndex] ?? 0) };
		},
		height: (width) => Math.ceil(metrics.length / columnsAt(width, metrics.length)) * PANEL - 8,
		option(width, height) {
			const panel = (height + 8) / Math.ceil(metrics.length / columnsAt(width, metrics.length));
			const columns = columnsAt(width, metrics.length);
			const left = 34;
			const step = (width - left + 34) / columns;
			const wide = step - 44;
			const at = metrics.map((_, i) => ({
				x: left + (i % columns) * step,
				y: Math.floor(i / columns) * panel
			}));
			return {
				title: metrics.map(({ name, unit, direction, value }, i) => ({
					text: name,
					subtext: `${f.number(value.at(-1) ?? null)} ${unit}; ${direction === 'up' ? 'more' : 'less'} is better`,
					left: (at[i]?.x ?? 0) - 30,
					top: at[i]?.y,
					padding: 0,
					itemGap: 2,
					textStyle: { width: wide * 0.95, overflow: 'truncate', lineHeight: 16 },
					subtextStyle: { width: wide * 0.95, overflow: 'truncate', lineHeight: 16 }
				})),
				grid: at.map(({ x, y }) => ({
					left: x,
					top: y + TOP,
					width: wide,
					height: panel - TOP - BELOW,
					outerBoundsMode: 'none'
				})),
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
					},
					axisPointer: { label: { show: false } }
				})),
				yAxis: metrics.map(({ value }, i) => ({
					type: 'value',
					gridIndex: i,
					min: Math.min(0, ...value),
					splitNumber: 2,
					axisLine: { show: false },
					axisLabel: { margin: 4, formatter: f.short }
				})),
				tooltip: {
					trigger: 'axis',
					axisPointer: { lineStyle: { color: 'var(--edge)' } },
					valueFormatter: (it: number) => f.number(it)
				},
				series: metrics.map(({ name, on, value }, i) => ({
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
					emphasis: { disabled: true },
					markLine: {
						silent: true,
						symbol: 'none',
						lineStyle: { color: 'var(--edge)', type: 'solid', width: 1 },
						label: { color: 'var(--ink)', fontWeight: 600, distance: 2 },
						data: marks.map((mark) => ({ xAxis: Date.parse(mark.on), label: { formatter: mark.letter } }))
					}
				}))
			};
		}
	};
}
