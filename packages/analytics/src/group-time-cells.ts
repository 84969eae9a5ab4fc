import type { ArrangedPanel, Cohort, PanelOptions } from './arrange-panel.ts';

/** One comparison: a group's change from the base period to `time` against that of its controls. */
export type Cell = Cohort & {
	time: number;
	/** Columns of the panel. */
	at: number;
	base: number;
	post: boolean;
	/** Controls are the teams from here to the end of the panel, less the group itself. */
	controls: number;
	nTreated: number;
	nControl: number;
};

/** The estimate of a cell, and what each team contributes to its error (0 for teams outside the comparison). */
export type CellEstimate = {
	att: number;
	se: number;
	treatedMean: number;
	controlMean: number;
	change: Float64Array;
};

/**
 * All comparisons a panel allows, by group and time; those without controls are left out.
 *
 * @see Callaway & Sant'Anna 2021, section 2; base periods as in R did
 * @example
 * listCells(arrangePanel({ times: [1, 2], firstTreated: [2, null], y: [[1, 2], [1, 1]] }, {}), {}).length; // => 1
 */
export function listCells(
	panel: ArrangedPanel,
	{ control = 'never', base = 'varying', anticipation = 0 }: PanelOptions
): Cell[] {
	const { times, groups, n } = panel;
	return groups.flatMap((cohort) => {
		const before = times.findLastIndex((t) => t + anticipation < cohort.group);
		return times.flatMap((time, at): Cell[] => {
			const post = time >= cohort.group;
			const from = post || base === 'universal' ? before : at - 1;
			if (from < 0) return [];
			const until = control === 'never' ? Infinity : Math.max(time, times[from]!) + anticipation;
			const controls = groups.find(({ group }) => group > until)?.from ?? groups.at(-1)!.to;
			const nControl = n - controls - (controls <= cohort.from ? cohort.to - cohort.from : 0);
			if (nControl === 0) return [];
			return [
				{ ...cohort, time, at, base: from, post, controls, nTreated: cohort.to - cohort.from, nControl }
			];
		});
	});
}

/**
 * The effect in one cell and its standard error.
 *
 * @see Callaway & Sant'Anna 2021, Theorem 2; no small-sample factor
 * @example
 * const small = arrangePanel({ times: [1, 2], firstTreated: [2, null], y: [[1, 5], [1, 2]] }, {});
 * estimateCell(small, listCells(small, {})[0]).att; // => 3
 */
export function estimateCell({ y, n }: ArrangedPanel, cell: Cell): CellEstimate {
	const [now, then] = [y[cell.at]!, y[cell.base]!];
	const change = new Float64Array(n);
	for (let i = cell.from; i < cell.to; i++) change[i] = now[i]! - then[i]!;
	for (let i = cell.controls; i < n; i++) change[i] = now[i]! - then[i]!;
	let treatedMean = 0;
	for (let i = cell.from; i < cell.to; i++) treatedMean += change[i]! / cell.nTreated;
	let controlMean = 0;
	for (let i = cell.controls; i < n; i++)
		if (i < cell.from || i >= cell.to) controlMean += change[i]! / cell.nControl;
	let variance = 0;
	eachInfluence(cell, { change, treatedMean, controlMean }, n, (_, own) => (variance += own * own));
	return { att: treatedMean - controlMean, se: Math.sqrt(variance) / n, treatedMean, controlMean, change };
}

/**
 * Calls back with every team in a comparison and its influence on the effect.
 *
 * @example
 * const pair = arrangePanel({ times: [1, 2], firstTreated: [2, 2, null], y: [[0, 1], [0, 3], [0, 0]] }, {});
 * const only = listCells(pair, {})[0];
 * const pulls = [];
 * eachInfluence(only, estimateCell(pair, only), 3, (team, influence) => pulls.push(influence));
 * pulls; // => [-1.5, 1.5, 0]
 */
export function eachInfluence(
	cell: Cell,
	{ change, treatedMean, controlMean }: Pick<CellEstimate, 'change' | 'treatedMean' | 'controlMean'>,
	n: number,
	use: (team: number, influence: number) => void
): void {
	for (let i = cell.from; i < cell.to; i++) use(i, ((change[i]! - treatedMean) * n) / cell.nTreated);
	const scale = -n / cell.nControl;
	for (let i = cell.controls; i < n; i++)
		if (i < cell.from || i >= cell.to) use(i, (change[i]! - controlMean) * scale);
}
