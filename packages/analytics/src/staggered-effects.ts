import { withError, type Effect, type Influenced } from './aggregate-effects.ts';
import { tTail } from './t-tail.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** A metric of many teams over periods 0, 1, 2, ...; gaps are NaN. */
export type GappyPanel = {
	/** Per team the period of adopting; null for not yet. */
	adopted: ArrayLike<number | null>;
	/** Per team one value per period; NaN where it was not measured, or no longer counts because the team gave it up. */
	y: ArrayLike<ArrayLike<number>>;
};

/** The effect so long after (or before) adopting, the number of teams behind it, and of their periods. */
export type EffectSince = { since: number; teams: number; cells: number } & Effect;

/** What adopting did, on the mean over all periods since, and step by step. */
export type StaggeredEffects = {
	kind: 'staggered';
	overall: Effect;
	/** In steps of so many periods from the period of adopting: ..., -2 | -1 is the reference | 1, 2, ... */
	by: EffectSince[];
	/** How likely steps before adopting differ that much by chance; null where too few teams were watched. */
	preTrend: { steps: number; p: number } | null;
	/** Adopting teams that were compared, and teams that they were compared with. */
	adopters: number;
	controls: number;
};

/** A team's change in one period beyond that of its controls. */
type Cell = { team: number; effect: number };
/** The cells of each step, what each team contributes to the step's error as a control, and who was one at all (1). */
type Comparisons = { cells: Map<number, Cell[]>; asControl: Map<number, Float64Array>; controls: Uint8Array };

/** With fewer controls than this in a period, their own noise could not be told from the effect. */
const LEAST_CONTROLS = 5;
/** Steps before adopting that tell whether teams were on the same path, and the teams that each needs. */
const STEPS_BEFORE = 4;
const LEAST_TEAMS = 5;

/**
 * What a pattern did to a metric where few teams adopt at the same time: every adopter's change since the step
 * before adopting, against the mean change of the teams that had not adopted by then. The period of adopting itself
 * is neither before nor after.
 *
 * @param panel values by team and period
 * @param step periods that make one step of the plot, and the reference before adopting; the longer, the steadier
 * @returns effects in the unit of the metric with standard errors; `too-little` where nothing can be compared
 * @throws RangeError where lengths differ
 * @see Callaway & Sant'Anna 2021, J. Econometrics 225:200: with step 1 and no gaps the effects are theirs (not yet
 *   treated controls, one period of anticipation). Their errors centre each adopter on its own cohort, which is far
 *   too sure with cohorts of one to four teams; here adopters are centred on the mean of all that are as far after
 *   adopting.
 * @example
 * staggeredEffects({ adopted: [1, null, null, null, null, null], y: [[1, 1, 4], [0, 0, 1], [2, 2, 3], [1, 1, 2], [5, 5, 6], [3, 3, 4]] }).overall.att; // => 2
 */
export function staggeredEffects(panel: GappyPanel, step = 1): StaggeredEffects | TooLittle {
	const { adopted, y } = panel;
	const n = y.length;
	if (adopted.length !== n) throw new RangeError(`${n} teams but ${adopted.length} adoptions`);
	const found: Comparisons = { cells: new Map(), asControl: new Map(), controls: new Uint8Array(n) };
	const columns = columnsOf(panel);
	for (const period of new Set(columns.adopted))
		if (period > 0 && period < Infinity) compare(columns, period, step, found);
	const { cells, asControl, controls } = found;
	const steps = [...asControl.keys()].sort((a, b) => a - b);
	const means = new Map(steps.map((at) => [at, meanOf(cells.get(at)!)]));
	const effectOf = (of: number[]): Influenced & { cells: Cell[] } => {
		const own = of.flatMap((at) => cells.get(at)!);
		const influence = new Float64Array(n);
		for (const at of of)
			for (const { team, effect } of cells.get(at)!) influence[team]! += effect - means.get(at)!;
		const teams = new Set(own.map(({ team }) => team));
		const small = teams.size > 1 ? Math.sqrt(teams.size / (teams.size - 1)) : 1;
		for (const team of teams) influence[team]! *= small;
		for (const at of of) asControl.get(at)!.forEach((value, i) => (influence[i]! += value));
		for (let i = 0; i < n; i++) influence[i]! *= n / own.length;
		return { ...withError(meanOf(own), influence), cells: own };
	};
	const post = steps.filter((at) => at > 0);
	if (post.length === 0) return tooLittle('teams to compare with in the periods after adopting');
	const all = effectOf(post);
	const by = steps.map((since): EffectSince => {
		const { att, se, cells: own } = effectOf([since]);
		return { since, att, se, teams: teamsIn(own), cells: own.length };
	});
	return {
		kind: 'staggered',
		overall: { att: all.att, se: all.se },
		by,
		preTrend: preTrendOf(by),
		adopters: teamsIn(all.cells),
		controls: controls.reduce((sum, one) => sum + one, 0)
	};
}

/**
 * The steps nearest to adopting, each by its own t: a joint test needs more teams than most patterns have. The
 * smallest p is multiplied by the number of steps looked at (Bonferroni).
 */
function preTrendOf(by: readonly EffectSince[]): StaggeredEffects['preTrend'] {
	const judged = by
		.filter(({ since, teams, se }) => since < 0 && teams >= LEAST_TEAMS && se > 0)
		.slice(-STEPS_BEFORE);
	if (judged.length === 0) return null;
	const least = Math.min(...judged.map(({ att, se, teams }) => tTail(att / se, teams - 1)));
	return { steps: judged.length, p: Math.min(1, least * judged.length) };
}

const meanOf = (cells: readonly Cell[]) => cells.reduce((sum, { effect }) => sum + effect, 0) / cells.length;
const teamsIn = (cells: readonly Cell[]) => new Set(cells.map(({ team }) => team)).size;

/** The panel by period, which is the order of reading it; teams that never adopted do so at infinity. */
type Columns = { adopted: Float64Array; y: Float64Array[] };

const columnsOf = ({ adopted, y }: GappyPanel): Columns => ({
	adopted: Float64Array.from(adopted, (period) => period ?? Infinity),
	y: Array.from(y[0] ?? [], (_, t) => Float64Array.from(y, (own) => own[t]!))
});

/** All comparisons of the teams that adopted in one period, period by period. */
function compare(
	{ adopted, y }: Columns,
	period: number,
	step: number,
	{ cells, asControl, controls }: Comparisons
): void {
	if (period > y.length) return; // adopted after all that was measured
	const reference = meansBefore(y, adopted.length, period, step);
	const treated: number[] = [];
	const later: number[] = [];
	for (const [i, on] of adopted.entries()) {
		if (Number.isNaN(reference[i])) continue;
		if (on === period) treated.push(i);
		else if (on > period) later.push(i);
	}
	for (let t = 0; t < y.length; t++) {
		const since = t - period;
		const at = Math.sign(since) * Math.ceil(Math.abs(since) / step);
		if (at === 0 || at === -1) continue;
		const measured = y[t]!;
		const found = treated.filter((i) => !Number.isNaN(measured[i]));
		const others = later.filter((i) => adopted[i]! > t && !Number.isNaN(measured[i]));
		if (found.length === 0 || others.length < LEAST_CONTROLS) continue;
		let sum = 0;
		for (const i of others) sum += measured[i]! - reference[i]!;
		const control = sum / others.length;
		// the mean of few controls hides part of their scatter
		const small = Math.sqrt(others.length / (others.length - 1)) / others.length;
		const own = asControl.get(at) ?? new Float64Array(adopted.length);
		for (const i of others) {
			controls[i] = 1;
			own[i]! -= found.length * (measured[i]! - reference[i]! - control) * small;
		}
		asControl.set(at, own);
		const ofStep = cells.get(at) ?? [];
		for (const team of found) ofStep.push({ team, effect: measured[team]! - reference[team]! - control });
		cells.set(at, ofStep);
	}
}

/** The mean of each team over the step before a period; NaN where it was not measured then. */
function meansBefore(y: Float64Array[], teams: number, period: number, step: number): Float64Array {
	const [sum, count] = [new Float64Array(teams), new Float64Array(teams)];
	for (let t = Math.max(0, period - step); t < period; t++)
		for (const [i, value] of y[t]!.entries()) {
			if (Number.isNaN(value)) continue;
			sum[i]! += value;
			count[i]! += 1;
		}
	return sum.map((total, i) => total / count[i]!);
}
