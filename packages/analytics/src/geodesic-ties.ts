import type { Edge } from './exposure.ts';
import type { Tie } from './moran.ts';

/**
 * Ties to everybody within reach, the weaker the further: one over the number of steps.
 *
 * @param edges as in {@link AdoptionNetwork}, followed in their direction
 * @param steps how far to follow
 * @returns weights for {@link moran}
 * @see R netdiffuseR, approx_geodesic
 * @example
 * geodesicTies(3, [[1, 2], [2, 3]]); // => [[1, 2, 1], [1, 3, 0.5], [2, 3, 1]]
 */
export function geodesicTies(n: number, edges: readonly Edge[], steps = 6): Tie[] {
	const named = Array.from({ length: n + 1 }, () => [] as number[]);
	for (const [i, j] of edges) named[i]!.push(j);
	const ties: Tie[] = [];
	for (let i = 1; i <= n; i++) {
		const seen = new Set([i]);
		let frontier = [i];
		for (let step = 1; step <= steps; step++) {
			frontier = [...new Set(frontier.flatMap((j) => named[j]!))].filter((j) => !seen.has(j));
			for (const j of frontier) {
				seen.add(j);
				ties.push([i, j, 1 / step]);
			}
		}
	}
	return ties;
}
