/**
 * The first time at which a rising curve reaches a share: by when a quarter has adopted.
 *
 * @param time ascending
 * @param cif shares at those times, as of {@link aalenJohansen}
 * @param p share, in (0, 1]
 * @returns null where the curve does not get there
 * @example
 * timeToShare([1, 2, 3], [0.1, 0.3, 0.3], 0.25); // => 2
 */
export function timeToShare(time: readonly number[], cif: readonly number[], p: number): number | null {
	// A sum of steps that is p but for rounding has reached it.
	return time[cif.findIndex((share) => share >= p - 1e-12)] ?? null;
}
