import { daysAxes } from './days-axes.ts';
import type { StepCurve, TimeToAdopt } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { shifts } from './end-labels.ts';
import type { Picture } from './picture.ts';
import { along, type Box, type Told } from './spots.ts';

const TOP = 12;
const BOTTOM = 40;

/** How many have adopted, and how many have given up, by days since the start, with their bands. */
export function incidence(time: TimeToAdopt, f: Formats): Picture {
	const curves = [
		{ name: 'adopted', curve: time.adoptedShare, color: 'var(--stage-adopted)', type: 'solid' },
		{ name: 'gave up', curve: time.gaveUpShare, color: 'var(--stage-abandoned)', type: [5, 3] }
	].filter((line): line is typeof line & { curve: StepCurve } => line.curve !== null);
	const days = [...new Set(curves.flatMap(({ curve }) => curve.days))].sort((a, b) => a - b);
	const at = (curve: StepCurve, day: number) => curve.days.findLastIndex((it) => it <= day);
	const last = days.at(-1) ?? 1;
	const plot = (width: number, height: number): Box => ({
		...{ left: 44, top: TOP, width: width - 44 - 104, height: height - TOP - BOTTOM }
	});
	return {
		table: {
			columns: ['Days', ...curves.flatMap(({ name }) => [`${name}, %`, `${name} from, %`, `${name} to, %`])],
			rows: days.map((day) => [
				day,
				...curves.flatMap(({ curve }) => {
					const i = at(curve, day);
					return [curve.share[i], curve.lower[i], curve.upper[i]].map((share) =>
						share == null ? null : Math.round(share * 1000) / 10
					);
				})
			])
		},
		height: (width) => (width < 500 ? 220 : 280),
		spots: (width, height) =>
			along(days, [0, last], plot(width, height), (i) => tellDay(days[i] ?? 0, curves, f)),
		option(width, high) {
			const ends = curves.map(({ curve }) => (high - TOP - BOTTOM) * (1 - (curve.share.at(-1) ?? 0)));
			const shift = shifts(ends);
			return {
				grid: { ...plot(width, high), outerBoundsMode: 'none' },
				...daysAxes(time.from, last, f),
				series: [
					...curves.map(({ name, curve, color, type }, i) => ({
						type: 'line',
						name,
						step: 'end',
						data: [...curve.days.map((day, k) => [day, curve.share[k]]), [last, curve.share.at(-1)]],
						lineStyle: { color, width: 2, type },
						itemStyle: { color },
						endLabel: {
							show: true,
							formatter: `${f.percent(curve.share.at(-1) ?? 0)} ${name}`,
							color: 'var(--ink)',
							offset: [2, shift[i]]
						}
					})),
					...curves.flatMap(({ name, curve, color }) => band(name, curve, color))
				]
			};
		}
	};
}

/** From the lower limit up to the upper one: an unseen line, and the difference stacked on it. */
function band(name: string, { days, share, lower, upper }: StepCurve, color: string) {
	const low = days.map((_, i) => lower[i] ?? share[i] ?? 0);
	const line = { type: 'line', step: 'end', stack: `${name} limits`, silent: true, lineStyle: { width: 0 } };
	return [
		{ ...line, data: days.map((day, i) => [day, low[i]]) },
		{
			...line,
			data: days.map((day, i) => [day, (upper[i] ?? share[i] ?? 0) - low[i]!]),
			areaStyle: { color, opacity: 0.16 }
		}
	];
}

function tellDay(
	day: number,
	curves: { name: string; curve: StepCurve; color: string }[],
	f: Formats
): Told[] {
	const lines = curves.map(({ name, curve, color }) => {
		const i = curve.days.findLastIndex((it) => it <= day);
		const [lower, upper] = [curve.lower[i] ?? null, curve.upper[i] ?? null];
		const limits = lower === null || upper === null ? '' : ` (${f.percent(lower)} to ${f.percent(upper)})`;
		return { text: name, value: f.percent(curve.share[i] ?? null) + limits, color };
	});
	return [{ text: `after ${f.count(Math.round(day), 'day')}` }, ...lines];
}
