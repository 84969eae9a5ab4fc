import * as analytics from '../../../packages/analytics/src/index.ts';
import type { Method } from './methods.ts';

type NetworkInput = { n: number; periods: number; edges: [number, number][]; toa: (number | null)[] };

export const networkDiffusion: Method<NetworkInput> = (network, { tolerance, expected }) => {
	const { n, periods, edges, toa } = network;
	const { adopters, cumulative, hazard } = analytics.adoptionHazard(toa, periods);
	const byPeriod = analytics.exposure(network);
	const horizons = ((expected['infectionSusceptibility'] ?? []) as { K: number }[]).map(({ K }) => K);
	const ties = edges.map(([i, j]): analytics.Tie => [i, j, 1]);
	const far = analytics.geodesicTies(n, edges);
	const moranAt = (weights: analytics.Tie[]) =>
		byPeriod.map((_, t) => ({
			t: t + 1,
			...analytics.moran(
				toa.map((own) => Number((own ?? Infinity) <= t + 1)),
				weights
			)
		}));
	return {
		actual: {
			...{
				nodes: n,
				edges: edges.length,
				density: edges.length / (n * (n - 1)),
				adoptersPerPeriod: adopters
			},
			...{ cumulativeAdopters: cumulative, hazardRate: hazard, exposureByPeriod: byPeriod },
			meanExposure: byPeriod.map((shares) => analytics.mean(shares)),
			threshold: analytics.thresholds(network),
			infectionSusceptibility: horizons.map((K) => ({
				K,
				discount: 'linear (w_k=k)',
				...contagion(network, K)
			})),
			moranAdoptionTime: analytics.moranOfAdopters(network),
			moranCumulativeAdoption: moranAt(ties),
			moranInverseGeodesic: moranAt(far)
		},
		// Optional in the format; netdiffuseR prints 0 and not null where everybody has adopted.
		tolerance: (path, value) =>
			/^moranInverseGeodesic.*observed$/.test(path) && value === 0 ? null : tolerance
	};
};

function contagion(network: NetworkInput, K: number) {
	const after = analytics.infectiousness(network, K);
	const before = analytics.susceptibility(network, K);
	return {
		...{ infectiousness: after.ratio, infectiousnessNormalized: after.normalized },
		...{ susceptibility: before.ratio, susceptibilityNormalized: before.normalized }
	};
}
