import type { Comparison } from '@app/contract';
import type { CustomSeriesRenderItem } from 'echarts';
import type { Formats } from '#lib/format.ts';
import type { Picture } from './picture.ts';
import type { Box, Spot } from './spots.ts';

type Flow = Comparison['moves'][number];
/** From the top down: what has come furthest, what is on its way, what has not begun, what has ended. */
const ORDER = [
	...(['sustained', 'adopted', 'started', 'agreed', 'identified', 'observed'] as const),
	...(['none', 'declined', 'abandoned'] as const)
];
type Place = (typeof ORDER)[number];
const rank = (place: Place) => ORDER.indexOf(place);
const placeName = (place: Place) => (place === 'none' ? 'not begun' : place);
const colour = (place: Place) => (place === 'none' ? 'var(--stage-undecided)' : `var(--stage-${place})`);
const fromOf = ({ from }: Flow): Place => from ?? 'none';
export const hasMoved = (flow: Flow) => fromOf(flow) !== flow.to;

const TOP = 26;
const BAR = 10;
/** The least height of a place, which is that of its words, and the room between two. */
const LEAST = 17;
const GAP = 5;

/** A place on one of the days, and where it is drawn. */
interface Node {
	place: Place;
	adoptions: number;
	/** Of its bar. */
	top: number;
	height: number;
}
interface Ribbon {
	flow: Flow;
	left: number;
	right: number;
	height: number;
}

/** From which stages to which adoptions went between two days, as ribbons; those that stayed are pale. */
export function alluvial(moves: Flow[], days: [string, string], f: Formats): Picture {
	// what moved is told first, and drawn over what stayed
	const flows = moves.toSorted(
		(a, b) => Number(hasMoved(b)) - Number(hasMoved(a)) || b.adoptions - a.adoptions
	);
	const sides = [countsBy(flows, fromOf), countsBy(flows, ({ to }) => to)];
	const most = Math.max(...sides.map((side) => side.length));
	return {
		table: {
			columns: [`Stage on ${days[0]}`, `Stage on ${days[1]}`, 'Adoptions'],
			rows: flows.map((flow) => [placeName(fromOf(flow)), placeName(flow.to), flow.adoptions])
		},
		height: () => TOP + most * (LEAST + GAP) + 150,
		spots: (width, height) => spotsOf(laidOut(flows, sides, width, height), width, f),
		option(width, height) {
			const own = laidOut(flows, sides, width, height);
			return {
				series: [{ type: 'custom', coordinateSystem: 'none', renderItem: drawn(own, days, f), data: [0] }]
			};
		}
	};
}

type Side = { place: Place; adoptions: number }[];
function countsBy(flows: Flow[], place: (flow: Flow) => Place): Side {
	const groups = Map.groupBy(flows, place);
	return ORDER.flatMap((name) => {
		const own = groups.get(name);
		return own ? [{ place: name, adoptions: own.reduce((sum, { adoptions }) => sum + adoptions, 0) }] : [];
	});
}

interface Layout {
	sides: Node[][];
	ribbons: Ribbon[];
	/** From the bars of the first day to those of the last one. */
	plot: Box;
}

/** Pixels an adoption, so that a side fits: what is too low for its words gets their height all the same. */
function scaleOf(side: Side, height: number): number {
	let high = side;
	for (;;) {
		const room = height - side.length * GAP - (side.length - high.length) * LEAST;
		const scale = room / high.reduce((sum, { adoptions }) => sum + adoptions, 0);
		const still = high.filter(({ adoptions }) => adoptions * scale > LEAST);
		if (still.length === high.length || still.length === 0) return scale;
		high = still;
	}
}

function laidOut(flows: Flow[], counts: Side[], width: number, height: number): Layout {
	const beside = width < 600 ? 116 : 130;
	const plot = { left: beside, top: TOP, width: width - 2 * beside, height: height - TOP };
	const scale = Math.min(...counts.map((side) => scaleOf(side, plot.height)));
	const sides = counts.map((side) => {
		let at = TOP;
		return side.map(({ place, adoptions }): Node => {
			const own = adoptions * scale;
			const slot = Math.max(LEAST, own);
			const top = at + (slot - own) / 2;
			at += slot + GAP;
			return { place, adoptions, top, height: own };
		});
	});
	/** Where each flow meets a side: below those before it there. */
	const ends = (side: Node[], here: (flow: Flow) => Place, there: (flow: Flow) => Place) => {
		const at = new Map(side.map(({ place, top }) => [place, top]));
		const tops = new Map<Flow, number>();
		for (const flow of flows.toSorted((a, b) => rank(there(a)) - rank(there(b)))) {
			const top = at.get(here(flow))!;
			tops.set(flow, top);
			at.set(here(flow), top + flow.adoptions * scale);
		}
		return tops;
	};
	const to = ({ to }: Flow) => to;
	const [left, right] = [ends(sides[0]!, fromOf, to), ends(sides[1]!, to, fromOf)];
	const ribbons = flows.map((flow) => ({
		...{ flow, left: left.get(flow)!, right: right.get(flow)!, height: flow.adoptions * scale }
	}));
	return { sides, ribbons, plot };
}

type Mark = NonNullable<ReturnType<CustomSeriesRenderItem>>;

const drawn =
	({ sides, ribbons, plot }: Layout, days: [string, string], f: Formats): CustomSeriesRenderItem =>
	() => {
		const [x0, x1] = [plot.left, plot.left + plot.width];
		/** Beside the bars of a side. */
		const words = (text: string, i: number, y: number, fill = 'var(--ink)'): Mark =>
			({
				type: 'text',
				style: {
					...{ text, x: i === 0 ? x0 - BAR - 6 : x1 + BAR + 6, align: i === 0 ? 'right' : 'left' },
					...{ y, verticalAlign: 'middle', fill, font: '12px Inter Variable, Inter fallback' }
				}
			}) as Mark;
		const nodes = sides.flatMap((side, i) =>
			side.flatMap(({ place, adoptions, top, height }): Mark[] => {
				const text = `${placeName(place)} ${f.number(adoptions)}`;
				return [
					{
						type: 'rect',
						shape: { x: i === 0 ? x0 - BAR : x1, y: top, width: BAR, height: Math.max(1, height) },
						style: { fill: colour(place), stroke: 'var(--edge)', lineWidth: place === 'none' ? 1 : 0 }
					},
					words(text, i, top + height / 2)
				];
			})
		);
		return {
			type: 'group',
			// what stayed lies below what moved
			children: [
				...ribbons.toReversed().map((ribbon) => band(ribbon, x0, x1)),
				...nodes,
				...days.map((day, i) => words(day, i, 8, 'var(--ink-2)'))
			]
		} as Mark;
	};

function band({ flow, left, right, height }: Ribbon, x0: number, x1: number): Mark {
	const [middle, thick] = [(x0 + x1) / 2, Math.max(1, height)];
	const pathData = `M${x0} ${left}C${middle} ${left} ${middle} ${right} ${x1} ${right}V${right + thick}C${middle} ${right + thick} ${middle} ${left + thick} ${x0} ${left + thick}Z`;
	const style = hasMoved(flow)
		? { fill: colour(flow.to), opacity: 0.8 }
		: { fill: 'var(--stage-undecided)', opacity: 1 };
	return { type: 'path', shape: { pathData }, style } as Mark;
}

/** The ribbons near their ends, for the keyboard in the order of the table, then the places. */
function spotsOf({ sides, ribbons, plot }: Layout, width: number, f: Formats): Spot[] {
	const end = plot.width / 4;
	const right = plot.left + plot.width;
	const at = (left: number, wide: number, top: number, height: number) => ({
		...{ left, width: wide, top: top - Math.max(0, 6 - height) / 2, height: Math.max(6, height) }
	});
	return [
		...ribbons.map(({ flow, right: top, height }) => ({
			...at(right - end, end + BAR, top, height),
			told: () => [told(flow, f)]
		})),
		...ribbons.map(({ flow, left: top, height }) => ({
			...at(plot.left - BAR, end + BAR, top, height),
			told: () => [told(flow, f)]
		})),
		...sides.flatMap((side, i) =>
			side.map(({ place, adoptions, top, height }) => ({
				...at(i === 0 ? 0 : right, i === 0 ? plot.left : width - right, top, Math.max(LEAST, height)),
				told: () => [{ text: placeName(place), value: f.number(adoptions), color: colour(place) }]
			}))
		)
	];
}

const told = (flow: Flow, f: Formats) => ({
	text: hasMoved(flow) ? `${placeName(fromOf(flow))} to ${flow.to}` : `stayed ${flow.to}`,
	value: f.number(flow.adoptions),
	color: colour(flow.to)
});
