/**
 * The value below which a share `p` of the values lies, between neighbours in proportion: SQL's
 * percentile_cont, Excel's PERCENTILE.INC.
 *
 * @param values any order; finite
 * @param p share, 0 to 1
 * @returns null for no values
 * @throws RangeError for p outside [0, 1]
 * @see Hyndman & Fan 1996, type 7
 * @example
 * percentileCont([4, 1, 3, 2], 0.5); // => 2.5
 */
export function percentileCont(values: ArrayLike<number>, p: number): number | null {
	if (!(p >= 0 && p <= 1)) throw new RangeError(`percentileCont: p must be in [0, 1], got ${p}`);
	const sorted = new Float64Array(values).sort();
	return between(sorted, (sorted.length - 1) * p);
}

/**
 * The value at a place between two neighbours of sorted values; places beyond the ends are the ends.
 *
 * @param sorted ascending
 * @param place 0 for the first; may have a fraction
 * @example
 * between([1, 2, 4], 1.5); // => 3
 */
export function between(sorted: ArrayLike<number>, place: number): number | null {
	const last = sorted.length - 1;
	if (last < 0) return null;
	const inside = Math.min(Math.max(place, 0), last);
	const low = Math.floor(inside);
	const from = sorted[low]!;
	return low === last ? from : from + (inside - low) * (sorted[low + 1]! - from);
}
