import { percentileCont } from './percentile-cont.ts';

/**
 * The median distance from the median: a spread that a few wild values do not move.
 *
 * @returns null for no values
 * @see Hampel 1974 (raw, not scaled to the normal)
 * @example
 * medianDeviation([1, 2, 3, 100]); // => 1
 */
export function medianDeviation(values: ArrayLike<number>): number | null {
	const centre = percentileCont(values, 0.5);
	if (centre === null) return null;
	return percentileCont(
		Array.from(values, (value) => Math.abs(value - centre)),
		0.5
	);
}
