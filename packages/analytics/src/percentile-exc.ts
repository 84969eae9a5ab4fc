import { between } from './percentile-cont.ts';

/**
 * The percentile of Excel's PERCENTILE.EXC, which leaves room beyond the extremes; where that falls outside the
 * values, the nearest extreme.
 *
 * @param values any order; finite
 * @param p share, 0 to 1
 * @returns null for no values
 * @throws RangeError for p outside [0, 1]
 * @see Hyndman & Fan 1996, type 6
 * @example
 * percentileExc([1, 2, 3], 0.25); // => 1
 */
export function percentileExc(values: ArrayLike<number>, p: number): number | null {
	if (!(p >= 0 && p <= 1)) throw new RangeError(`percentileExc: p must be in [0, 1], got ${p}`);
	const sorted = new Float64Array(values).sort();
	return between(sorted, (sorted.length + 1) * p - 1);
}
