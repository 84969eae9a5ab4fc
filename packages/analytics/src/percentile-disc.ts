/**
 * The smallest value with at least a share `p` of the values at or below it: always one of the values. SQL's
 * percentile_disc.
 *
 * @param values any order; finite
 * @param p share, 0 to 1; 0 gives the minimum
 * @returns null for no values
 * @throws RangeError for p outside [0, 1]
 * @see Hyndman & Fan 1996, type 1
 * @example
 * percentileDisc([4, 1, 3, 2], 0.5); // => 2
 */
export function percentileDisc(values: ArrayLike<number>, p: number): number | null {
	if (!(p >= 0 && p <= 1)) throw new RangeError(`percentileDisc: p must be in [0, 1], got ${p}`);
	const sorted = new Float64Array(values).sort();
	// 0.07 * 100 is a little more than 7 in binary; as in R, so little more does not count as a rank.
	const rank = Math.ceil(sorted.length * p - 4 * Number.EPSILON * Math.max(1, sorted.length * p));
	return sorted[Math.max(rank - 1, 0)] ?? null;
}
