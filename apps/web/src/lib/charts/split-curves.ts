import { daysAxes } from './days-axes.ts';
import type { StepCurve, TimeSplit } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { shifts } from './end-labels.ts';
import { escape } from './escape.ts';
import type { Picture } from './picture.ts';

const TOP = 12;
const BOTTOM = 40;
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [1, 3]];

/** How a group's line looks. */
export const lineOf = (i: number) => ({
	color: `var(--category-${(i % 7) + 1})`,
	dash: DASHES[i % DASHES.length]!
});

/** How many of each group of teams had adopted by days since the start: one curve a group, labelled at its end. */
export function splitCurves(split: TimeSplit, from: string, f: Formats): Picture {
	const groups = split.groups.filter((group): group is typeof group & { curve: StepCurve } => !!group.curve);
	const days = [...new Set(groups.flatMap(({ curve }) => curve.days))].sort((a, b) => a - b);
	const last = days.at(-1) ?? 1;
	const at = ({ days: own }: StepCurve, day: number) => own.findLastIndex((it) => it <= day);
	return {
		table: {
			columns: ['Days', ...groups.map(({ name }) => `${name}, %`)],
			rows: days.map((day) => [
				day,
				...groups.map(({ curve }) => Math.round((curve.share[at(curve, day)] ?? 0) * 1000) / 10)
			])
		},
		mark: (row) => ({ seriesIndex: 0, dataIndex: groups[0] ? at(groups[0].curve, days[row] ?? 0) : 0 }),
		height: (width) => (width < 500 ? 220 : 280),
		option(width, high) {
			// on phones the key above the picture names the lines
			const room = width < 500 ? 16 : 236;
			const plot = high - TOP - BOTTOM;
			const shift = shifts(
				groups.map(({ curve }) => plot * (1 - (curve.share.at(-1) ?? 0))),
				plot
			);
			return {
				grid: { left: 44, right: room, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
				...daysAxes(from, last, f),
				tooltip: {
					trigger: 'axis',
					axisPointer: { lineStyle: { color: 'var(--edge)' } },
					formatter: (shown: { value: [number, number] }[]) => {
						const day = shown[0]?.value[0] ?? 0;
						const shares = groups.map(
							({ name, curve }) => `${escape(name)} <b>${f.percent(curve.share[at(curve, day)] ?? null)}</b>`
						);
						return [`after ${f.count(Math.round(day), 'day')}`, ...shares].join('<br>');
					}
				},
				series: groups.map(({ name, tracks, curve }, i) => {
					const { color, dash } = lineOf(i);
					return {
						type: 'line',
						name,
						step: 'end',
						data: [...curve.days.map((day, k) => [day, curve.share[k]]), [last, curve.share.at(-1)]],
						lineStyle: { color, width: 2, type: dash.length > 0 ? dash : 'solid' },
						itemStyle: { color },
						emphasis: { disabled: true },
						endLabel: {
							show: width >= 500,
							formatter: `${name} (${f.number(tracks)})`,
							width: room - 8,
							overflow: 'truncate',
							color: 'var(--ink)',
							offset: [2, shift[i]]
						}
					};
				})
			};
		}
	};
}
