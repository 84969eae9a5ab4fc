/** Who names whom (from 1): [i, j] says that i names j. */
export type Edge = readonly [number, number];

/** A static directed network of n nodes with the period (1..T) in which each adopted; null for never. */
export type AdoptionNetwork = {
	n: number;
	edges: readonly Edge[];
	toa: readonly (number | null)[];
	periods: number;
};

/**
 * How many of those a team looks to had adopted by each period: the share it was exposed to.
 *
 * @returns `[period][node]`, shares in [0, 1]; 0 for a node that names nobody
 * @throws RangeError for an edge or an adoption outside the network
 * @see Valente 1995; R netdiffuseR, exposure (contemporary)
 * @example
 * exposure({ n: 3, edges: [[1, 2], [1, 3]], toa: [2, 1, null], periods: 2 })[0]; // => [0.5, 0, 0]
 */
export function exposure(network: AdoptionNetwork): number[][] {
	const { n, edges, toa, periods } = checked(network);
	const names = new Array<number>(n).fill(0);
	for (const [i] of edges) names[i - 1]!++;
	return Array.from({ length: periods }, (_, t) => {
		const adopters = new Array<number>(n).fill(0);
		for (const [i, j] of edges) if ((toa[j - 1] ?? Infinity) <= t + 1) adopters[i - 1]!++;
		return adopters.map((count, i) => (names[i] ? count / names[i]! : 0));
	});
}

/**
 * The share of a team's contacts that had adopted when it did: how much it needed to see. Low for those who go
 * first.
 *
 * @returns one per node; null for those who never adopted
 * @throws RangeError as {@link exposure}
 * @see Valente 1995; R netdiffuseR, threshold
 * @example
 * thresholds({ n: 2, edges: [[1, 2]], toa: [2, 1], periods: 2 }); // => [1, 0]
 */
export function thresholds(network: AdoptionNetwork): (number | null)[] {
	const byPeriod = exposure(network);
	return network.toa.map((own, i) => (own === null ? null : byPeriod[own - 1]![i]!));
}

/**
 * The network, if every edge and adoption lies inside it.
 *
 * @throws RangeError otherwise, naming what is outside
 * @example
 * checked({ n: 1, edges: [], toa: [null], periods: 1 }).n; // => 1
 */
export function checked(network: AdoptionNetwork): AdoptionNetwork {
	const { n, edges, toa, periods } = network;
	const node = (i: number) => Number.isInteger(i) && i >= 1 && i <= n;
	const stray = edges.find(([i, j]) => !node(i) || !node(j));
	if (stray) throw new RangeError(`edge ${stray.join(' to ')} leaves the network of ${n}`);
	if (toa.length !== n) throw new RangeError(`${n} nodes but ${toa.length} adoptions`);
	const late = toa.find((t) => t !== null && !(Number.isInteger(t) && t >= 1 && t <= periods));
	if (late !== undefined) throw new RangeError(`adoption in period ${late} of ${periods}`);
	return network;
}
