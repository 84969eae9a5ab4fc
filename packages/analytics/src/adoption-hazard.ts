/** Adopters per period, in all so far, and as a share of those left. */
export type AdoptionHazard = { adopters: number[]; cumulative: number[]; hazard: (number | null)[] };

/**
 * Of the teams that had not adopted yet, what share did so in each period?
 *
 * @param toa period of adoption (1..periods) per node; null for never
 * @returns one entry per period; the hazard is null in the first period and once nobody is left
 * @see Valente 1995; R netdiffuseR, hazard_rate
 * @example
 * adoptionHazard([1, 2, 2, null], 3).hazard; // => [null, 0.6666667, 0]
 */
export function adoptionHazard(toa: readonly (number | null)[], periods: number): AdoptionHazard {
	const adopters = new Array<number>(periods).fill(0);
	for (const t of toa) if (t !== null) adopters[t - 1]!++;
	let sum = 0;
	const cumulative = adopters.map((count) => (sum += count));
	const hazard = adopters.map((count, t) => {
		const left = toa.length - (cumulative[t - 1] ?? 0);
		return t === 0 || left === 0 ? null : count / left;
	});
	return { adopters, cumulative, hazard };
}
