import { checked, type AdoptionNetwork } from './exposure.ts';

/** How much each node's adoption went before (or after) that of its neighbours; null for never-adopters. */
export type Contagion = { ratio: (number | null)[]; normalized: (number | null)[] };

type Direction = {
	step: 1 | -1;
	eligible: (toa: number, own: number, k: number) => boolean;
	last: (own: number) => number;
};

/**
 * Of those who name a team and were still open, what share adopted within K periods after it did? Who is
 * followed.
 *
 * @param horizon K, how many periods after; a period k later weighs 1/k
 * @returns shares in [0, 1]; 0 for those who adopted last; `normalized` divides by all who adopted then
 * @throws RangeError as {@link exposure}
 * @see Valente, Dyal, Chu, Wipfli & Fujimoto 2015; R netdiffuseR, infection (never-adopters do not count)
 * @example
 * infectiousness({ n: 3, edges: [[2, 1], [3, 1]], toa: [1, 2, 3], periods: 3 }, 1).ratio; // => [0.5, 0, 0]
 */
export const infectiousness = (network: AdoptionNetwork, horizon: number): Contagion =>
	contagion(network, horizon, neighbours(network, 1), {
		step: 1,
		eligible: (toa, own, k) => toa >= own + k,
		last: (own) => network.periods - own
	});

/**
 * Of those a team names who had adopted, what share did so within K periods before it? Who follows.
 *
 * @param horizon K, how many periods before; a period k earlier weighs 1/k
 * @returns shares in [0, 1]; 0 for those who adopted first; `normalized` divides by all who adopted then
 * @throws RangeError as {@link exposure}
 * @see Valente et al. 2015; R netdiffuseR, susceptibility (never-adopters do not count)
 * @example
 * susceptibility({ n: 3, edges: [[3, 1], [3, 2]], toa: [1, 2, 3], periods: 3 }, 1).ratio; // => [0, 0, 0.5]
 */
export const susceptibility = (network: AdoptionNetwork, horizon: number): Contagion =>
	contagion(network, horizon, neighbours(network, 0), {
		step: -1,
		eligible: (toa, own, k) => toa <= own - k,
		last: (own) => own - 1
	});

/** For each node its neighbours: those it names (end 0) or those that name it (end 1). */
function neighbours({ n, edges }: AdoptionNetwork, end: 0 | 1): number[][] {
	const lists = Array.from({ length: n }, () => [] as number[]);
	for (const edge of edges) lists[edge[end] - 1]?.push(edge[1 - end]! - 1);
	return lists;
}

function contagion(
	network: AdoptionNetwork,
	horizon: number,
	ties: number[][],
	{ step, eligible, last }: Direction
): Contagion {
	const { toa, periods } = checked(network);
	const adopters = new Array<number>(periods + 1).fill(0);
	for (const t of toa) if (t !== null) adopters[t]!++;
	const figures = toa.map((own, i) => {
		if (own === null) return { ratio: null, normalized: null };
		const theirs = ties[i]!.map((j) => toa[j]!).filter((t) => t !== null);
		let [followed, open, everyone] = [0, 0, 0];
		for (let k = 1; k <= Math.min(horizon, last(own)); k++) {
			followed += theirs.filter((t) => t === own + step * k).length / k;
			open += theirs.filter((t) => eligible(t, own, k)).length / k;
			everyone += adopters[own + step * k]! / k;
		}
		const ratio = open > 0 ? followed / open : 0;
		return { ratio, normalized: everyone > 0 ? ratio / everyone : 0 };
	});
	return { ratio: figures.map((f) => f.ratio), normalized: figures.map((f) => f.normalized) };
}
