import type { Curve, Forecast } from '@app/contract';
import type { Formats } from '#lib/format.ts';
import { shifts } from './end-labels.ts';
import { aheadOf } from './forecast.ts';
import { axisRoom } from './panel-grid.ts';
import type { Picture } from './picture.ts';
import { along, type Box } from './spots.ts';
import { shown } from './view.ts';

/** The states at the end of a day. */
export type CurvePoint = { on: string } & Record<
	'eligible' | 'adopted' | 'open' | 'declined' | 'abandoned',
	number
>;

/** A curve, point by point. */
export const pointsOf = ({ on, eligible, adopted, open, declined, abandoned }: Curve): CurvePoint[] =>
	on.map((day, i) => ({
		...{ on: day, eligible: eligible[i]!, adopted: adopted[i]! },
		...{ open: open[i]!, declined: declined[i]!, abandoned: abandoned[i]! }
	}));

/** A day to mark on the time axis. */
export interface Mark {
	on: string;
	label: string;
}

const LINES = [
	{ key: 'adopted', color: 'var(--stage-adopted)', width: 2.5, type: 'solid' },
	{ key: 'open', color: 'var(--stage-started)', width: 1.5, type: 'solid' },
	{ key: 'abandoned', color: 'var(--stage-abandoned)', width: 1.5, type: [5, 3] },
	{ key: 'declined', color: 'var(--stage-abandoned)', width: 1.5, type: [1, 3] }
] as const;
const TOP = 24;
const BOTTOM = 28;

/** A pattern's curve: counts in steps, as they stood at the end of each day; the share of today's eligible teams at the right. */
export function patternCurve(
	points: CurvePoint[],
	marks: Mark[],
	f: Formats,
	forecast: Forecast | null = null
): Picture {
	const last = points.at(-1);
	const eligible = last?.eligible ?? 0;
	const ahead = aheadOf(forecast, last?.adopted ?? 0, f);
	const highest = Math.max(
		...[1, ahead?.highest ?? 0],
		...points.flatMap((point) => LINES.map(({ key }) => point[key]))
	);
	const lines = LINES.filter(({ key }) => key === 'adopted' || points.some((point) => point[key] > 0));
	const { top, step } = nice(highest);
	const today = Date.parse(last?.on ?? '');
	const end = Math.max(today, ahead?.end ?? today);
	const start = Math.min(Date.parse(points[0]?.on ?? ''), ...marks.map(({ on }) => Date.parse(on)));
	const height = (width: number) => (width < 500 ? 240 : 300);
	const room = (width: number) => (width < 500 ? 84 : 104);
	const left = axisRoom(top, f, 36);
	const plotAt = (width: number, high: number): Box => ({
		...{ left, top: TOP, width: width - left - room(width) - 46, height: high - TOP - BOTTOM }
	});
	const days = [...points.map(({ on }) => on), ...(ahead?.rows ?? []).map(([on]) => String(on))];
	return {
		table: {
			columns: [
				...['At the end of', 'Eligible', 'Adopted', 'Open', 'Declined', 'Abandoned'],
				...(ahead ? ['Expected ever to have adopted', 'From', 'To'] : [])
			],
			rows: [
				...points.map((point) => [
					...[point.on, point.eligible, point.adopted, point.open],
					...[point.declined, point.abandoned],
					...(ahead ? [null, null, null] : [])
				]),
				...(ahead?.rows ?? []).map(([on, ...figures]) => [on!, null, null, null, null, null, ...figures])
			]
		},
		height,
		zoom: true,
		spots: (width, high, view) =>
			along(
				days.map((day) => Date.parse(day)),
				shown([start, end], view),
				plotAt(width, high),
				(i) => {
					const point = points[i];
					if (!point) return ahead?.told(i - points.length) ?? [];
					const counts = lines.map(({ key, color }) => ({ text: key, value: f.number(point[key]), color }));
					return [{ text: f.day(point.on) }, ...counts, ...(ahead?.toldEver(point.on) ?? [])];
				}
			),
		option(width, high) {
			const plot = high - TOP - BOTTOM;
			const ends = [...lines.map(({ key }) => last?.[key] ?? 0), ...(ahead?.ends ?? [])].map(
				(teams) => plot * (1 - teams / top)
			);
			const shift = shifts(ends, plot - 8);
			return {
				grid: { ...plotAt(width, high), outerBoundsMode: 'none' },
				xAxis: {
					type: 'time',
					min: start,
					max: end,
					splitNumber: width < 500 ? 3 : 8,
					axisLabel: { hideOverlap: true }
				},
				yAxis: [
					{ type: 'value', min: 0, max: top, interval: step },
					{
						type: 'value',
						min: 0,
						max: top,
						interval: step,
						show: eligible > 0,
						offset: room(width),
						position: 'right',
						axisLine: { show: false },
						splitLine: { show: false },
						axisLabel: {
							customValues: [0, 0.25, 0.5, 0.75, 1].map((it) => it * eligible).filter((it) => it <= top),
							formatter: (teams: number) => f.percent(teams / eligible)
						}
					}
				],
				series: [
					...lines.map(({ key, color, width, type }, i) => ({
						type: 'line',
						name: key,
						step: 'end',
						data: points.map((point) => [Date.parse(point.on), point[key]]),
						lineStyle: { color, width, type },
						itemStyle: { color },
						areaStyle: key === 'adopted' ? { color: 'var(--stage-identified)', opacity: 0.45 } : undefined,
						endLabel: {
							show: true,
							formatter: `${f.number(last?.[key] ?? 0)} ${key}`,
							color: key === 'adopted' ? 'var(--ink)' : 'var(--ink-2)',
							fontWeight: key === 'adopted' ? 600 : 400,
							offset: [2, shift[i]]
						},
						...(i === 0 && {
							markLine: {
								silent: true,
								symbol: 'none',
								lineStyle: { color: 'var(--edge)', type: [2, 3], width: 1 },
								label: { color: 'var(--ink-2)', position: 'end', distance: 4 },
								data: [...marks, ...(ahead && last ? [{ on: last.on, label: f.month(last.on) }] : [])].map(
									({ on, label }) => ({
										xAxis: Date.parse(on),
										label: {
											formatter: label,
											align: Date.parse(on) < (start + end) / 2 || on === last?.on ? 'left' : 'right'
										}
									})
								)
							}
						})
					})),
					...(ahead?.series(shift.slice(lines.length), width >= 500) ?? [])
				]
			};
		}
	};
}

/** A round top for counts, and steps to it. */
export function nice(highest: number): { top: number; step: number } {
	const rough = highest / 4;
	const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
	const step = Math.max(
		1,
		[1, 2, 2.5, 5, 10].map((it) => it * power).find((it) => it >= rough && it % 1 === 0) ?? 1
	);
	return { top: Math.ceil(highest / step) * step, step };
}
