import {
	groupWeights,
	plainMean,
	weightedEffect,
	type Effect,
	type Influenced
} from './aggregate-effects.ts';
import { arrangePanel, type ArrangedPanel, type Panel, type PanelOptions } from './arrange-panel.ts';
import { eachInfluence, estimateCell, listCells, type Cell, type CellEstimate } from './group-time-cells.ts';
import { preTrend, type PreTrend } from './pre-trend.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** The effect on the teams first treated in `group`, in period `time`. */
export type GroupTimeEffect = Effect & {
	group: number;
	time: number;
	nTreated: number;
	nControl: number;
	/** False before the treatment, where the effect should be 0. */
	post: boolean;
};

/** Effects of a treatment that teams took up at different times; null where no such cell exists. */
export type GroupTimeEffects = {
	kind: 'group-time';
	nUnits: number;
	groups: { group: number; n: number }[];
	nNeverTreated: number;
	groupTime: GroupTimeEffect[];
	/** All periods since treatment, weighted by the size of groups. */
	simple: Effect | null;
	/** By periods since treatment: the event-study plot. */
	dynamic: { overall: Effect | null; by: ({ e: number } & Effect)[] };
	group: { overall: Effect | null; by: ({ group: number } & Effect)[] };
	calendar: { overall: Effect | null; by: ({ time: number } & Effect)[] };
	/** Were the treated on another path before? Null where that cannot be judged. */
	preTrend: PreTrend | null;
};

/**
 * What a pattern did to a metric, from teams that adopted it at different times, each compared with teams that
 * had not adopted (yet). Unlike a regression with team and period effects it never uses earlier adopters as
 * controls, which would turn growing effects upside down.
 *
 * @param panel a value of the metric for every team and period, and the period in which each first adopted
 * @param options.control `never`: teams that never adopted; `notyet`: also those that adopt later. Where every
 *   team adopts in the end, the last to adopt are controls until they do
 * @param options.base `varying`: pre-periods against the period before; `universal`: all against the last before
 * @param options.anticipation periods before adoption in which an effect is already possible
 * @returns effects in the unit of the metric with standard errors; `too-little` where nothing can be compared
 * @throws RangeError where the panel has gaps or its times do not ascend
 * @see Callaway & Sant'Anna 2021, J. Econometrics 225:200 (unconditional); errors by the influence function, as
 *   in R did 2.5
 * @example
 * groupTimeEffects({ times: [1, 2], firstTreated: [2, 2, null, null], y: [[1, 5], [2, 6], [1, 2], [3, 4]] }).simple.att; // => 3
 */
export function groupTimeEffects(panel: Panel, options: PanelOptions = {}): GroupTimeEffects | TooLittle {
	const arranged = arrangePanel(panel, options);
	if ('kind' in arranged) return arranged;
	const cells = listCells(arranged, options);
	if (cells.length === 0) return tooLittle('teams to compare with in the same periods');
	const post = cells.filter((cell) => cell.post);
	const all = sumsBy(arranged, post, () => 0);
	const events = sumsBy(arranged, cells, (cell) => cell.time - cell.group);
	const cohorts = sumsBy(arranged, post, (cell) => cell.group);
	const dates = sumsBy(arranged, post, (cell) => cell.time);
	const groupTime = cells.map((cell): GroupTimeEffect => {
		const estimate = estimateCell(arranged, cell);
		for (const sums of [all, events, cohorts, dates]) sums.add(cell, estimate);
		const { group, time, nTreated, nControl } = cell;
		return { group, time, att: estimate.att, se: estimate.se, nTreated, nControl, post: cell.post };
	});
	const [simple] = all.finish();
	const [byEvent, byCohort, byDate] = [events.finish(), cohorts.finish(), dates.finish()];
	return {
		kind: 'group-time',
		nUnits: arranged.n,
		groups: arranged.groups.map(({ group, from, to }) => ({ group, n: to - from })),
		nNeverTreated: arranged.nNeverTreated,
		groupTime,
		simple: simple ? effect(simple) : null,
		dynamic: {
			overall: plainMean(byEvent.filter(({ key }) => key >= 0)),
			by: byEvent.map((own) => ({ e: own.key, ...effect(own) }))
		},
		group: {
			overall: overGroups(arranged, byCohort),
			by: byCohort.map((own) => ({ group: own.key, ...effect(own) }))
		},
		calendar: { overall: plainMean(byDate), by: byDate.map((own) => ({ time: own.key, ...effect(own) })) },
		preTrend: preTrend(byEvent.filter(({ key }) => key < 0))
	};
}

const effect = ({ att, se }: Effect): Effect => ({ att, se });

/**
 * Weighted means of cells by some key of theirs. The contributions of teams are summed as the cells are
 * estimated, one list per key, so that the thousands of lists of the cells are never all in memory.
 */
function sumsBy(panel: ArrangedPanel, cells: readonly Cell[], keyOf: (cell: Cell) => number) {
	const keys = [...new Set(cells.map(keyOf))].sort((a, b) => a - b);
	const sums = new Map(
		keys.map((key) => {
			const own = cells.filter((cell) => keyOf(cell) === key);
			const weights = groupWeights(panel, own);
			const weight = new Map(own.map((cell, k) => [cell, weights[k]!]));
			return [
				key,
				{ weight, influence: new Float64Array(panel.n), parts: [] as { group: number; att: number }[] }
			];
		})
	);
	return {
		add(cell: Cell, estimate: CellEstimate): void {
			const own = sums.get(keyOf(cell));
			const weight = own?.weight.get(cell);
			if (!own || weight === undefined) return;
			own.parts.push({ group: cell.group, att: estimate.att });
			const { influence } = own;
			eachInfluence(cell, estimate, panel.n, (i, value) => (influence[i]! += weight * value));
		},
		finish: (): ({ key: number } & Influenced)[] =>
			[...sums].map(([key, { parts, influence }]) => ({ key, ...weightedEffect(panel, parts, influence) }))
	};
}

function overGroups(panel: ArrangedPanel, cohorts: readonly ({ key: number } & Influenced)[]): Effect | null {
	if (cohorts.length === 0) return null;
	const parts = cohorts.map(({ key, att }) => ({ group: key, att }));
	const influence = new Float64Array(panel.n);
	for (const [k, weight] of groupWeights(panel, parts).entries()) {
		for (let i = 0; i < panel.n; i++) influence[i]! += weight * cohorts[k]!.influence[i]!;
	}
	return effect(weightedEffect(panel, parts, influence));
}
