import type { ArrangedPanel } from './arrange-panel.ts';

/** An effect in the unit of the metric, and its standard error. */
export type Effect = { att: number; se: number };

/** The groups of a panel and its number of teams. */
type Cohorts = Pick<ArrangedPanel, 'groups' | 'n'>;

/** An effect with what each team contributes to its error. */
export type Influenced = Effect & { influence: Float64Array };

/**
 * The standard error of an estimate from what each team contributes to it.
 *
 * @see Callaway & Sant'Anna 2021, Corollary 2
 * @example
 * withError(2, new Float64Array([1, -1])).se; // => 0.70710678
 */
export function withError(att: number, influence: Float64Array): Influenced {
	let sum = 0;
	for (let i = 0; i < influence.length; i++) sum += influence[i]! * influence[i]!;
	return { att, se: Math.sqrt(sum) / influence.length, influence };
}

/**
 * The mean of effects, each weighted by the size of its group. The sizes are estimates too and have their own
 * share in the error.
 *
 * @param parts effects and their group; `weights` of {@link groupWeights} for the same groups
 * @see Callaway & Sant'Anna 2021, section 4.2; weights' influence as in R did 2.5, wif
 * @example
 * const two = { n: 4, groups: [{ group: 3, from: 0, to: 1 }, { group: 4, from: 1, to: 2 }] };
 * weightedEffect(two, [{ group: 3, att: 1 }, { group: 4, att: 2 }], new Float64Array(4)).att; // => 1.5
 */
export function weightedEffect(
	panel: Cohorts,
	parts: readonly { group: number; att: number }[],
	influence: Float64Array
): Influenced {
	const weights = groupWeights(panel, parts);
	const att = parts.reduce((sum, part, k) => sum + weights[k]! * part.att, 0);
	// A team of group g moves every weight of its group up and all others down.
	const total = parts.reduce((sum, part) => sum + share(panel, part.group), 0);
	for (const { group, from, to } of panel.groups) {
		const gap = parts.reduce((sum, part) => (part.group === group ? sum + part.att - att : sum), 0) / total;
		if (gap !== 0) for (let i = from; i < to; i++) influence[i]! += gap;
	}
	return withError(att, influence);
}

const share = ({ groups, n }: Cohorts, group: number) => {
	const cohort = groups.find((own) => own.group === group)!;
	return (cohort.to - cohort.from) / n;
};

/**
 * The weight of each part: the size of its group over the sum of sizes.
 *
 * @example
 * groupWeights({ groups: [{ group: 3, from: 0, to: 2 }], n: 4 }, [{ group: 3 }, { group: 3 }]); // => [0.5, 0.5]
 */
export function groupWeights(panel: Cohorts, parts: readonly { group: number }[]): number[] {
	const sizes = parts.map((part) => share(panel, part.group));
	const total = sizes.reduce((sum, size) => sum + size, 0);
	return sizes.map((size) => size / total);
}

/**
 * The plain mean of effects with its error; null for none.
 *
 * @example
 * plainMean([withError(1, new Float64Array(2)), withError(3, new Float64Array(2))]); // => { att: 2, se: 0 }
 */
export function plainMean(effects: readonly Influenced[]): Effect | null {
	if (effects.length === 0) return null;
	const influence = new Float64Array(effects[0]!.influence.length);
	for (const own of effects)
		for (let i = 0; i < influence.length; i++) influence[i]! += own.influence[i]! / effects.length;
	const { att, se } = withError(effects.reduce((sum, own) => sum + own.att, 0) / effects.length, influence);
	return { att, se };
}
