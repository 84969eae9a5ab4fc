import { tooLittle, type TooLittle } from './too-little.ts';

/** A metric of many teams over time, without gaps. */
export type Panel = {
	/** Ascending. */
	times: readonly number[];
	/** Per team the time of first treatment; null for never. */
	firstTreated: ArrayLike<number | null>;
	/** Per team one value per time. */
	y: ArrayLike<ArrayLike<number>>;
};

/** See {@link groupTimeEffects}. */
export type PanelOptions = {
	control?: 'never' | 'notyet' | undefined;
	base?: 'varying' | 'universal' | undefined;
	anticipation?: number | undefined;
};

/** Teams `from` up to but not including `to` were first treated at `group`. */
export type Cohort = { group: number; from: number; to: number };

/** The panel with teams sorted by first treatment, so that every group and every set of controls is a range. */
export type ArrangedPanel = {
	n: number;
	times: readonly number[];
	/** One column per time. */
	y: Float64Array[];
	/** Groups whose effect can be asked for. */
	groups: Cohort[];
	nNeverTreated: number;
};

/**
 * Sorts a panel for {@link groupTimeEffects}. Teams treated in the first period or before say nothing about a
 * change and are dropped; teams first treated after the last period count as never treated.
 *
 * @throws RangeError where the panel has gaps or its times do not ascend
 * @see R did, pre_process_did: where every team is treated in the end, the last group serves as control and the
 *   periods from its treatment on are left out
 * @example
 * arrangePanel({ times: [1, 2], firstTreated: [null, 2, 1], y: [[1, 1], [1, 2], [3, 3]] }, {}).n; // => 2
 */
export function arrangePanel(
	panel: Panel,
	{ control = 'never', anticipation = 0 }: PanelOptions
): ArrangedPanel | TooLittle {
	check(panel);
	const treated = Array.from(panel.firstTreated, (g) =>
		g === null || g > panel.times.at(-1)! ? Infinity : g
	);
	const order = treated.map((_, i) => i).filter((i) => treated[i]! > panel.times[0]!);
	order.sort((i, j) => (treated[i]! < treated[j]! ? -1 : treated[i]! > treated[j]! ? 1 : i - j));
	const first = Float64Array.from(order, (i) => treated[i]!);
	const nNeverTreated = first.filter((g) => g === Infinity).length;
	if (first.length === nNeverTreated) return tooLittle('teams that adopted after the first period');
	if (nNeverTreated === 0 && control === 'never') return tooLittle('teams that never adopted');
	const last = first.at(-1)!;
	const times = nNeverTreated > 0 ? panel.times : panel.times.filter((t) => t < last - anticipation);
	if (nNeverTreated === 0) first.forEach((g, i) => (first[i] = g === last ? Infinity : g));
	const groups = [...new Set(first)].filter(Number.isFinite).map((group): Cohort => {
		const from = first.indexOf(group);
		return { group, from, to: first.lastIndexOf(group) + 1 };
	});
	const y = times.map((_, t) => {
		const column = new Float64Array(order.length);
		for (let i = 0; i < order.length; i++) column[i] = panel.y[order[i]!]![t]!;
		return column;
	});
	return { n: order.length, times, y, groups, nNeverTreated };
}

function check({ times, firstTreated, y }: Panel): void {
	if (times.some((t, i) => i > 0 && !(t > times[i - 1]!))) throw new RangeError('times must ascend');
	if (firstTreated.length !== y.length)
		throw new RangeError(`${y.length} teams but ${firstTreated.length} treatments`);
	for (let i = 0; i < y.length; i++) {
		// A gap or an infinity makes the sum of differences from itself no number.
		let gap = 0;
		for (let t = 0; t < times.length; t++) gap += y[i]![t]! - y[i]![t]!;
		if (gap !== 0 || y[i]!.length !== times.length)
			throw new RangeError(`team ${i + 1} has no value in every period`);
	}
}
