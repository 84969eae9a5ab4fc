import type { AdoptionNetwork } from './exposure.ts';
import { mean } from './mean.ts';
import { normalCdf } from './normal-cdf.ts';

/** A weighted tie from i to j, both from 1. */
export type Tie = readonly [i: number, j: number, weight: number];

/** Moran's I with what chance alone would give. */
export type Moran = {
	/** Null where the values do not vary or there are no ties. */
	observed: number | null;
	expected: number | null;
	/** Null for fewer than four nodes. */
	sd: number | null;
	p: number | null;
};

/**
 * Are neighbours in the network more alike than chance would make them? Above its expected value: yes.
 *
 * @param values one per node
 * @param ties each node's weights are divided by their sum first
 * @returns I, its mean and standard deviation under random placing, and the two-sided p-value
 * @see Moran 1950; Cliff & Ord 1981 (randomisation); R ape and netdiffuseR, moran
 * @example
 * moran([1, 1, 0, 0], [[1, 2, 1], [2, 1, 1], [3, 4, 1], [4, 3, 1]]).observed; // => 1
 */
export function moran(values: readonly number[], ties: readonly Tie[]): Moran {
	const n = values.length;
	const expected = n > 1 ? -1 / (n - 1) : null;
	const none = { observed: null, expected, sd: null, p: null };
	const sums = new Array<number>(n).fill(0);
	for (const [i, , weight] of ties) sums[i - 1]! += weight;
	const w = ties
		.filter(([i]) => sums[i - 1]! > 0)
		.map(([i, j, weight]) => [i - 1, j - 1, weight / sums[i - 1]!] as const);
	const centre = mean(values) ?? 0;
	const y = values.map((value) => value - centre);
	const square = y.reduce((sum, value) => sum + value * value, 0);
	const s = w.reduce((sum, [, , weight]) => sum + weight, 0);
	if (expected === null || !(square > 0) || !(s > 0)) return none;
	const observed = ((n / s) * w.reduce((sum, [i, j, weight]) => sum + weight * y[i]! * y[j]!, 0)) / square;
	const sd = spread(w, s, n, (n * y.reduce((sum, value) => sum + value ** 4, 0)) / square ** 2);
	const p = sd === null ? null : 2 * normalCdf(-Math.abs((observed - expected) / sd));
	return { observed, expected, sd, p };
}

function spread(w: readonly Tie[], s: number, n: number, kurtosis: number): number | null {
	if (n < 4) return null;
	const weight = new Map<number, number>();
	const degree = new Array<number>(n).fill(0);
	for (const [i, j, own] of w) {
		weight.set(i * n + j, (weight.get(i * n + j) ?? 0) + own);
		degree[i]! += own;
		degree[j]! += own;
	}
	let s1 = 0;
	for (const [key, own] of weight) s1 += own * (own + (weight.get((key % n) * n + Math.floor(key / n)) ?? 0));
	const s2 = degree.reduce((sum, own) => sum + own * own, 0);
	const even = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s * s);
	const heavy = kurtosis * (n * (n - 1) * s1 - 2 * n * s2 + 6 * s * s);
	const variance = (even - heavy) / ((n - 1) * (n - 2) * (n - 3) * s * s) - 1 / (n - 1) ** 2;
	return variance > 0 ? Math.sqrt(variance) : null;
}

/**
 * Did teams that look to each other adopt at about the same time? Moran's I of the adoption periods among
 * adopters; never-adopters and their ties are left out, since they have no time.
 *
 * @see Valente 1995; R netdiffuseR
 * @example
 * moranOfAdopters({ n: 3, edges: [[1, 2], [2, 1]], toa: [1, 3, null], periods: 3 }).observed; // => -1
 */
export function moranOfAdopters({ edges, toa }: AdoptionNetwork): Moran {
	const adopters = toa.flatMap((t, i) => (t === null ? [] : [i + 1]));
	const place = new Map(adopters.map((node, at) => [node, at + 1]));
	const ties = edges.flatMap(([i, j]): Tie[] => {
		const [from, to] = [place.get(i), place.get(j)];
		return from && to ? [[from, to, 1]] : [];
	});
	return moran(
		adopters.map((node) => toa[node - 1]!),
		ties
	);
}
