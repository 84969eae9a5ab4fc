import { daysAxes } from './days-axes.ts';
import type { StepCurve, TimeSplit } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { shifts } from './end-labels.ts';
import type { Picture } from './picture.ts';
import { along, type Box } from './spots.ts';

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
	// on phones the key above the picture names the lines
	const room = (width: number) => (width < 500 ? 16 : 236);
	const plotAt = (width: number, height: number): Box => ({
		...{ left: 44, top: TOP, width: width - 44 - room(width), height: height - TOP - BOTTOM }
	});
	return {
		table: {
			columns: ['Days', ...groups.map(({ name }) => `${name}, %`)],
			rows: days.map((day) => [
				day,
				...groups.map(({ curve }) => Math.round((curve.share[at(curve, day)] ?? 0) * 1000) / 10)
			])
		},
		height: (width) => (width < 500 ? 220 : 280),
		spots: (width, height) =>
			along(days, [0, last], plotAt(width, height), (i) => [
				{ text: `after ${f.count(Math.round(days[i]!), 'day')}` },
				...groups.map(({ name, curve }, k) => ({
					text: name,
					value: f.percent(curve.share[at(curve, days[i]!)] ?? null),
					color: lineOf(k).color
				}))
			]),
		option(width, high) {
			const plot = high - TOP - BOTTOM;
			const shift = shifts(
				groups.map(({ curve }) => plot * (1 - (curve.share.at(-1) ?? 0))),
				plot
			);
			return {
				grid: { ...plotAt(width, high), outerBoundsMode: 'none' },
				...daysAxes(from, last, f),
				series: groups.map(({ name, tracks, curve }, i) => {
					const { color, dash } = lineOf(i);
					return {
						type: 'line',
						name,
						step: 'end',
						data: [...curve.days.map((day, k) => [day, curve.share[k]]), [last, curve.share.at(-1)]],
						lineStyle: { color, width: 2, type: dash.length > 0 ? dash : 'solid' },
						itemStyle: { color },
						endLabel: {
							show: width >= 500,
							formatter: `${name} (${f.number(tracks)})`,
							width: room(width) - 8,
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
