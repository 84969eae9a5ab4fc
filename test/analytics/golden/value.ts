import * as analytics from '../../../packages/analytics/src/index.ts';
import type { Method } from './methods.ts';

type QuantileInput = { values: number[]; probs: number[] };

export const quantiles: Method<QuantileInput> = ({ values, probs }) => {
	const [upper, lower] = [analytics.percentileCont(values, 0.75), analytics.percentileCont(values, 0.25)];
	return {
		actual: {
			percentileCont: probs.map((p) => analytics.percentileCont(values, p)),
			percentileDisc: probs.map((p) => analytics.percentileDisc(values, p)),
			typeSix: probs.map((p) => analytics.percentileExc(values, p)),
			iqr: upper === null || lower === null ? null : upper - lower,
			mean: analytics.mean(values),
			sd: analytics.standardDeviation(values),
			madRaw: analytics.medianDeviation(values)
		}
	};
};

type CashInput = { cashFlows: number[]; timesYears?: number[]; discountRate: number };

export const roiCashflow: Method<CashInput> = ({ discountRate, ...stream }, { tolerance }) => ({
	actual: analytics.cashFlowFigures(stream, discountRate),
	tolerance: (path) => (path.startsWith('irr') && tolerance.irrAbs ? { abs: tolerance.irrAbs } : tolerance)
});

/** Draws of the Monte Carlo run that a distribution is checked with. */
const draws = 100_000;

export const roiDistribution: Method<analytics.Quantity> = (quantity, { tolerance, expected }) => {
	const sample = analytics.simulate(quantity, { draws, seed: 1 });
	const rows = (expected['quantiles'] ?? []) as { p: number; density: number }[];
	const { sd = 0, mean = 0 } = expected as { sd?: number; mean?: number };
	const found = analytics.summarize(
		sample,
		rows.map(({ p }) => p)
	);
	const exact = analytics.moments(quantity);
	if (exact && Math.abs(found.mean! - exact.mean) > (5 * exact.sd) / Math.sqrt(draws) + 1e-9) {
		throw new Error(`drawn mean ${found.mean} is not ${exact.mean}`);
	}
	const skewed = sd > mean && /lognormal/.test(JSON.stringify(quantity));
	return {
		actual: {
			// Where there are exact moments, they are the ones compared; the draws have to agree with them all the same.
			...(exact ?? { mean: found.mean, sd: found.sd }),
			...{ probPositive: found.probPositive, quantiles: found.quantiles },
			expectedShortfallBelow5pct: analytics.expectedShortfall(sample, 0.05),
			...(quantity.kind === 'lognormal' ? analytics.lognormalParameters(quantity) : {}),
			...(quantity.kind === 'pert' ? analytics.pertParameters(quantity) : {})
		},
		tolerance: (path, value) => {
			const row = rows.find(({ p }) => path === `quantiles[${p}].x`);
			if (row) return { abs: (5 * Math.sqrt((row.p * (1 - row.p)) / draws)) / row.density };
			if (/density|mcStdErr/.test(path)) return null;
			if (exact && /^(mean|sd)$/.test(path)) return { rel: tolerance.closedFormRel ?? 1e-7, abs: 1e-9 };
			if (path === 'mean') return { abs: (5 * sd) / Math.sqrt(draws) };
			if (path === 'sd') return { rel: skewed ? 0.05 : 0.02 };
			if (path === 'probPositive') return { abs: 5 * Math.sqrt((value * (1 - value)) / draws) + 1e-9 };
			if (path === 'expectedShortfallBelow5pct') return { abs: (5 * sd) / Math.sqrt(draws * 0.05) };
			return { rel: tolerance.closedFormRel ?? 1e-7 };
		}
	};
};
