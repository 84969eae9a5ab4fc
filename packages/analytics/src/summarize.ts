import { mean } from './mean.ts';
import { between } from './percentile-cont.ts';
import { standardDeviation } from './standard-deviation.ts';

/** A simulated quantity in figures. */
export type Summary = {
	n: number;
	mean: number | null;
	sd: number | null;
	/** Share of draws above 0; one minus it is the chance of a loss. */
	probPositive: number | null;
	quantiles: { p: number; x: number | null }[];
};

/**
 * What draws say: the middle, the range, and the chance of a gain.
 *
 * @param draws from {@link simulate}, any order
 * @param probs shares to give quantiles for; P10, P50 and P90 unless given
 * @returns nulls for no draws
 * @see Hyndman & Fan 1996, type 7
 * @example
 * summarize([-1, 1, 2, 3]).probPositive; // => 0.75
 */
export function summarize(draws: ArrayLike<number>, probs: readonly number[] = [0.1, 0.5, 0.9]): Summary {
	const sorted = new Float64Array(draws).sort();
	const n = sorted.length;
	const upTo = sorted.findIndex((x) => x > 0);
	return {
		n,
		mean: mean(sorted),
		sd: standardDeviation(sorted),
		probPositive: n > 0 ? (upTo < 0 ? 0 : n - upTo) / n : null,
		quantiles: probs.map((p) => ({ p, x: between(sorted, (n - 1) * p) }))
	};
}

/**
 * The mean of the worst share of draws: how bad it is when it goes badly.
 *
 * @param share in (0, 1], as 0.05
 * @returns null for no draws
 * @throws RangeError for a share outside (0, 1]
 * @see Acerbi & Tasche 2002
 * @example
 * expectedShortfall([4, 1, 3, 2], 0.5); // => 1.5
 */
export function expectedShortfall(draws: ArrayLike<number>, share: number): number | null {
	if (!(share > 0 && share <= 1))
		throw new RangeError(`expectedShortfall: share must be in (0, 1], got ${share}`);
	const sorted = new Float64Array(draws).sort();
	return mean(sorted.subarray(0, Math.ceil(sorted.length * share)));
}
