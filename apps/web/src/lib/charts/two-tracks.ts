import type { CoalitionDetail } from '@app/contract';
import type { CustomSeriesRenderItem } from 'echarts';
import type { Formats } from '#lib/format.ts';
import { namesAxis } from './names-axis.ts';
import type { Cell, Picture } from './picture.ts';
import type { Box, Spot, Told } from './spots.ts';

/** Something of the main track: it lies in a lane, lasts from a day to a day, or is a point in time. */
interface Mark {
	lane: number;
	what: string;
	from: string;
	to: string;
	look: 'standing' | 'late' | 'reached' | 'ended' | 'planned' | 'undecided' | 'due';
	said: string[];
}

/** More lanes than this are no picture: the goals that stand, then those that ended last. */
const MOST_GOALS = 6;
const LANE = 26;
const TOP = 24;
const BETWEEN = 30;
const STRIP = 44;
const STRIPS = ['agreed', 'started', 'adopted', 'stalled'] as const;
const COLOURS = {
	agreed: 'var(--stage-agreed)',
	started: 'var(--stage-started)',
	adopted: 'var(--stage-adopted)',
	stalled: 'var(--finding)'
};
const DAY_MS = 86_400_000;

/** What a coalition did, in lanes, over what became of adoptions of its patterns, month by month: one axis of time. */
export function twoTracks(coalition: CoalitionDetail, f: Formats): Picture {
	const { asOf, track } = coalition;
	const { lanes, marks } = mainTrack(coalition, f);
	const days = [
		...marks.flatMap(({ from, to }) => [from, to]),
		...track.months.slice(0, 1).map(firstOf),
		asOf
	];
	const [first, last] = [
		Math.min(...days.map((day) => Date.parse(day))) - 10 * DAY_MS,
		Math.max(...days.map((day) => Date.parse(day))) + 20 * DAY_MS
	];
	const laneHigh = (width: number) => (width < 600 ? LANE + 10 : LANE);
	const middle = (width: number) => TOP + lanes.length * laneHigh(width);
	const beside = (width: number) => (width < 600 ? 6 : Math.min(250, width * 0.24));
	const box = (width: number, top: number, height: number): Box => ({
		...{ left: beside(width), top, height },
		width: width - beside(width) - 46
	});
	const upper = (width: number) => box(width, TOP, lanes.length * laneHigh(width));
	const strip = (width: number, i: number) => box(width, middle(width) + BETWEEN + i * STRIP, STRIP - 12);
	const at = (plot: Box, day: string) =>
		plot.left + ((Date.parse(day) - first) / (last - first || 1)) * plot.width;
	return {
		table: { columns: COLUMNS, rows: [...marks.map((mark) => markRow(mark, lanes)), ...monthRows(track)] },
		height: (width) => middle(width) + BETWEEN + STRIPS.length * STRIP,
		spots: (width) => [
			...marks.map((mark): Spot => {
				const plot = upper(width);
				const [x, to] = [at(plot, mark.from), at(plot, mark.to)];
				const wide = Math.max(16, to - x);
				const top = plot.top + mark.lane * laneHigh(width);
				return {
					...{ left: to - x < 16 ? x - 8 : x, top, width: wide, height: laneHigh(width) },
					told: () => mark.said.map((text) => ({ text }))
				};
			}),
			...track.months.map((month, i): Spot => {
				const plot = strip(width, 0);
				const from = at(plot, i === 0 ? firstOf(month) : track.months[i - 1]!);
				const to = Math.min(at(plot, month), at(plot, asOf));
				return {
					...{ left: from, width: Math.max(2, to - from), top: plot.top, height: STRIPS.length * STRIP },
					told: () => monthTold(track, i, f)
				};
			})
		],
		option(width) {
			const narrow = width < 600;
			const time = (gridIndex: number, labels: boolean) => ({
				...{ type: 'time', gridIndex, min: first, max: last, splitNumber: narrow ? 3 : 8 },
				...{ position: labels ? 'top' : 'bottom', axisLine: { show: !labels } },
				axisLabel: { show: labels, hideOverlap: true },
				splitLine: { show: true }
			});
			const flows = Math.max(1, ...track.agreed, ...track.started, ...track.adopted);
			const most = { agreed: flows, started: flows, adopted: flows, stalled: Math.max(1, ...track.stalled) };
			return {
				grid: [upper(width), ...STRIPS.map((_, i) => strip(width, i))].map((plot) => ({
					...plot,
					outerBoundsMode: 'none'
				})),
				xAxis: [time(0, true), ...STRIPS.map((_, i) => time(i + 1, false))],
				yAxis: [
					{ ...namesAxis(lanes, narrow ? null : beside(width) * 0.92), gridIndex: 0 },
					...STRIPS.map((name, i) => ({
						...{ type: 'value', gridIndex: i + 1, min: 0, max: most[name], splitLine: { show: false } },
						...{ axisLine: { show: false }, axisLabel: { show: false } },
						...{ name: STRIP_NAMES[name], nameLocation: narrow ? 'end' : 'middle', nameRotate: 0 },
						nameGap: narrow ? -2 : 8,
						nameTextStyle: { color: 'var(--ink)', align: narrow ? 'left' : 'right' }
					}))
				],
				series: [
					{
						...{ type: 'custom', xAxisIndex: 0, yAxisIndex: 0, renderItem: drawn(narrow ? 6 : 0) },
						encode: { x: [0, 2], y: 1 },
						data: marks.map(({ from, lane, to, look }) => ({
							value: [Date.parse(from), lane, Date.parse(to), LOOKS.indexOf(look)],
							itemStyle: { color: LOOK[look].fill, borderColor: LOOK[look].line }
						}))
					},
					...STRIPS.map((name, i) => ({
						...{ type: 'custom', xAxisIndex: i + 1, yAxisIndex: i + 1, renderItem: bar },
						encode: { x: [0, 1], y: 2 },
						data: track.months.map((month, k) => ({
							value: [
								Date.parse(firstOf(month)),
								Math.min(Date.parse(month), Date.parse(asOf)) + DAY_MS,
								track[name][k]!
							],
							itemStyle: { color: COLOURS[name] }
						}))
					})),
					...[0, ...STRIPS.map((_, i) => i + 1)].map((grid) => today(grid, asOf)),
					...STRIPS.map((name, i) => latest(i + 1, track[name], asOf, last, f))
				]
			};
		}
	};
}

const COLUMNS = ['Track', 'What', 'From', 'To', 'Agreed', 'Started', 'Adopted', 'Stalled'];
const STRIP_NAMES = {
	agreed: 'Agreed',
	started: 'Started',
	adopted: 'Adopted',
	stalled: 'Stalled at its end'
};
const LOOK: Record<Mark['look'], { fill: string; line: string }> = {
	standing: { fill: 'var(--stage-agreed)', line: 'none' },
	late: { fill: 'var(--finding)', line: 'none' },
	reached: { fill: 'var(--stage-sustained)', line: 'none' },
	ended: { fill: 'var(--stage-declined)', line: 'none' },
	planned: { fill: 'var(--surface)', line: 'var(--stage-adopted)' },
	undecided: { fill: 'var(--finding)', line: 'none' },
	due: { fill: 'var(--ink)', line: 'none' }
};
const LOOKS = Object.keys(LOOK) as Mark['look'][];

const firstOf = (month: string) => `${month.slice(0, 8)}01`;
const markRow = ({ lane, what, from, to }: Mark, lanes: string[]): Cell[] => [
	...['Main', lane < lanes.length - 2 ? what : `${lanes[lane]}: ${what}`, from, to === from ? null : to],
	...[null, null, null, null]
];
const monthRows = (track: CoalitionDetail['track']): Cell[][] =>
	track.months.map((month, i) => [
		...['Adoption', 'Month', firstOf(month), month],
		...STRIPS.map((name) => track[name][i]!)
	]);
const monthTold = (track: CoalitionDetail['track'], i: number, f: Formats): Told[] => [
	{ text: f.month(track.months[i]!) },
	...STRIPS.map((name) => ({
		text: STRIP_NAMES[name],
		value: f.number(track[name][i]!),
		color: COLOURS[name]
	}))
];

/** Goals one by one, then events, then signals. */
function mainTrack({ goals, events, signals, asOf }: CoalitionDetail, f: Formats) {
	const shown = goals.slice(0, MOST_GOALS);
	const lanes = [...shown.map(({ record }) => record.statement), 'Events', 'Signals'];
	const marks: Mark[] = [];
	for (const [lane, { record, standing }] of shown.entries()) {
		const { statement: what, setOn, dueOn, endedOn, endedAs } = record;
		const ended = endedOn !== null && endedOn <= asOf;
		const to = ended ? endedOn : asOf < setOn ? setOn : asOf;
		const planned = `${f.day(setOn)} to ${f.day(dueOn)}`;
		const state = ended ? `${endedAs} on ${f.day(endedOn)}` : standing.reached ? 'reached' : 'stands';
		const said = [what, planned, state];
		const look =
			ended && endedAs !== 'reached' ? 'ended' : ended || standing.reached ? 'reached' : 'standing';
		marks.push({ lane, what, from: setOn, to: ended || to < dueOn ? to : dueOn, look, said });
		if (!ended && dueOn < asOf) {
			marks.push({ lane, what: `${what} (past its date)`, from: dueOn, to: asOf, look: 'late', said });
		}
		marks.push({ lane, what: `${what} (due)`, from: dueOn, to: dueOn, look: 'due', said });
	}
	for (const { name, startsAt, state } of events) {
		const on = startsAt.slice(0, 10);
		const look = state === 'held' ? 'reached' : state === 'planned' ? 'planned' : 'ended';
		const said = [name, `${state}, ${f.day(on)}`];
		marks.push({ lane: shown.length, what: `${name} (${state})`, from: on, to: on, look, said });
	}
	for (const { kind, words, raisedOn, decision, decidedOn } of signals) {
		const decided = decidedOn !== null && decidedOn <= asOf;
		const said = [
			`${kind}, ${f.day(raisedOn)}`,
			words,
			decided ? `Decided: ${decision ?? ''}` : 'Nothing decided yet'
		];
		const look = decided ? 'ended' : 'undecided';
		marks.push({
			lane: shown.length + 1,
			what: `${kind}: ${words}`,
			from: raisedOn,
			to: raisedOn,
			look,
			said
		});
	}
	return { lanes, marks };
}

/** A bar for what lasts, a thin line for a due date, a diamond for a point in time. */
const drawn =
	(down: number): CustomSeriesRenderItem =>
	(_, api) => {
		const [x = 0, lane = 0] = api.coord([api.value(0), api.value(1)]);
		const [to = 0] = api.coord([api.value(2), api.value(1)]);
		const y = lane + down;
		const look = LOOKS[Number(api.value(3))];
		const style = {
			fill: api.visual('color') as string,
			stroke: look && LOOK[look].line,
			lineWidth: 1.5
		};
		if (look === 'due') return { type: 'rect', shape: { x: x - 1, y: y - 8, width: 2, height: 16 }, style };
		if (to > x + 1) return { type: 'rect', shape: { x, y: y - 4, width: to - x, height: 8 }, style };
		const points = [
			[x, y - 6],
			[x + 6, y],
			[x, y + 6],
			[x - 6, y]
		];
		return { type: 'polygon', shape: { points }, style };
	};

const bar: CustomSeriesRenderItem = (_, api) => {
	const [x = 0, y = 0] = api.coord([api.value(0), api.value(2)]);
	const [to = 0, ground = 0] = api.coord([api.value(1), 0]);
	const shape = { x, y, width: Math.max(1, to - x - 0.5), height: ground - y };
	return { type: 'rect', shape, style: { fill: api.visual('color') as string } };
};

const today = (grid: number, asOf: string) => ({
	...{ type: 'line', xAxisIndex: grid, yAxisIndex: grid, data: [] },
	markLine: {
		...{ silent: true, symbol: 'none', lineStyle: { color: 'var(--ink-2)', type: [2, 3], width: 1 } },
		label: { show: false },
		data: [{ xAxis: Date.parse(asOf) }]
	}
});

/** The count of the last month, at the right of its strip. */
const latest = (grid: number, counts: number[], asOf: string, last: number, f: Formats) => ({
	...{ type: 'scatter', xAxisIndex: grid, yAxisIndex: grid, symbolSize: 0, silent: true, clip: false },
	data: [[last, 0]],
	label: {
		...{ show: true, position: 'right', formatter: f.number(counts.at(-1) ?? 0), color: 'var(--ink)' },
		...{ fontWeight: 600, offset: [0, -6] }
	}
});
