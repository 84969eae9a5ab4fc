import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as analytics from '../../packages/analytics/src/index.ts';
import { unfinite } from './unfinite.ts';

const flow = fc.integer({ min: -1000, max: 1000 });

test('at every internal rate the stream is worth nothing, and no NaN leaves the figures', () => {
	fc.assert(
		fc.property(fc.array(flow, { maxLength: 12 }), (cashFlows) => {
			const figures = analytics.cashFlowFigures({ cashFlows }, 0.1);
			expect(unfinite(figures)).toEqual([]);
			for (const rate of figures.irrAll) {
				const size = cashFlows.reduce((sum, own, t) => sum + Math.abs(own) / (1 + rate) ** t, 0);
				expect(Math.abs(analytics.netPresentValue({ cashFlows }, rate)) / size).toBeLessThan(1e-7);
			}
		})
	);
});

test('no internal rate is missed: the sign of the value changes only at one', () => {
	fc.assert(
		fc.property(fc.array(flow, { minLength: 2, maxLength: 8 }), (cashFlows) => {
			const rates = analytics.internalRates({ cashFlows });
			const grid = Array.from({ length: 400 }, (_, i) => 0.011 * 1000 ** (i / 400) - 1).filter(
				(rate) => rate > -0.989
			);
			const signs = grid.map((rate) => Math.sign(analytics.netPresentValue({ cashFlows }, rate)));
			signs.forEach((sign, i) => {
				if (i === 0 || sign * signs[i - 1]! >= 0) return;
				expect(rates.some((rate) => rate >= grid[i - 1]! && rate <= grid[i]!)).toBe(true);
			});
			expect(rates).toEqual(rates.toSorted((a, b) => a - b));
		})
	);
});

test('a rate at which the value only touches zero is found, and dates may have fractions', () => {
	expect(analytics.internalRates({ cashFlows: [-1000, 2200, -1210] })[0]).toBeCloseTo(0.1, 6);
	expect(analytics.internalRates({ cashFlows: [-100, 110], timesYears: [0, 0.5] })[0]).toBeCloseTo(0.21, 10);
	expect(analytics.internalRates({ cashFlows: [0, 0] })).toEqual([]);
	expect(analytics.cashFlowFigures({ cashFlows: [] }, 0.1)).toMatchObject({
		npv: 0,
		irr: null,
		roi: null,
		paybackPeriod: null
	});
});

const number = fc.double({ min: -100, max: 100, noNaN: true });
const distribution = fc.oneof(
	fc
		.tuple(number, number)
		.map(([a, b]) => ({ kind: 'uniform' as const, min: Math.min(a, b), max: Math.max(a, b) })),
	fc.tuple(number, number, number).map((list) => {
		const [min, mode, max] = list.toSorted((a, b) => a - b) as [number, number, number];
		return { kind: 'triangular' as const, min, mode, max };
	}),
	fc.tuple(number, number, number).map((list) => {
		const [min, mode, max] = list.toSorted((a, b) => a - b) as [number, number, number];
		return { kind: 'pert' as const, min, mode, max };
	}),
	fc
		.tuple(number, fc.double({ min: 0, max: 50, noNaN: true }))
		.map(([mean, sd]) => ({ kind: 'normal' as const, mean, sd })),
	fc
		.tuple(number, fc.double({ min: 0, max: 1, noNaN: true }))
		.map(([mu, sigma]) => ({ kind: 'lognormal' as const, mu: mu / 50, sigma }))
);

test('simulated means lie within five standard errors of the exact ones', () => {
	fc.assert(
		fc.property(fc.array(distribution, { minLength: 1, maxLength: 4 }), fc.nat(), (terms, seed) => {
			const model = { kind: 'sum' as const, terms };
			const { mean, sd } = analytics.moments(model)!;
			const found = analytics.summarize(analytics.simulate(model, { draws: 4000, seed }));
			expect(Math.abs(found.mean! - mean)).toBeLessThanOrEqual(
				(5 * sd) / Math.sqrt(4000) + 1e-9 * (1 + Math.abs(mean))
			);
			expect(unfinite(found)).toEqual([]);
		})
	);
});

test('the same seed gives the same draws, another seed others', () => {
	const model = { kind: 'uniform' as const, min: 0, max: 1 };
	const draws = (seed: number) => [...analytics.simulate(model, { draws: 5, seed })];
	expect(draws(7)).toEqual(draws(7));
	expect(draws(7)).not.toEqual(draws(8));
});

test('an input keeps its draws when another is added or moved', () => {
	const a = { kind: 'normal' as const, mean: 0, sd: 1 };
	const alone = analytics.simulateModel({ a }, (x) => x.a, { draws: 50 });
	const beside = analytics.simulateModel({ b: { kind: 'uniform' as const, min: 0, max: 9 }, a }, (x) => x.a, {
		draws: 50
	});
	expect([...beside]).toEqual([...alone]);
});

test('correlated parts have the correlation asked for, and the sum its spread', () => {
	const part = { kind: 'normal' as const, mean: 0, sd: 1 };
	for (const correlation of [
		0.6,
		[
			[1, 0.6],
			[0.6, 1]
		]
	]) {
		const sum = analytics.simulate({ kind: 'sum', terms: [part, part], correlation }, { draws: 40_000 });
		expect(analytics.standardDeviation(sum)! / Math.sqrt(3.2)).toBeCloseTo(1, 1.5);
	}
	expect(() => analytics.simulate({ kind: 'sum', terms: [part, part, part], correlation: -0.9 })).toThrow(
		'cannot hold'
	);
});

test('impossible estimates are refused', () => {
	expect(() => analytics.simulate({ kind: 'triangular', min: 3, mode: 2, max: 4 })).toThrow('ascending');
	expect(() => analytics.simulate({ kind: 'pert', min: 1, mode: 9, max: 4 })).toThrow('pert');
	expect(() => analytics.simulate({ kind: 'lognormal', p10: 0, p90: 4 })).toThrow('lognormal');
});

test('shares have limits in [0, 1] around them', () => {
	fc.assert(
		fc.property(fc.nat(50), fc.nat(50), (successes, failures) => {
			const { share, lower, upper } = analytics.wilsonInterval(successes, successes + failures);
			if (share === null) return void expect([lower, upper]).toEqual([null, null]);
			expect(0 <= lower! && lower! <= share && share <= upper! && upper! <= 1).toBe(true);
		})
	);
});

test('percentiles lie between the extremes and rise with p; none of nothing', () => {
	fc.assert(
		fc.property(
			fc.array(number),
			fc.double({ min: 0, max: 1, noNaN: true }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(list, a, b) => {
				for (const of of [analytics.percentileCont, analytics.percentileDisc, analytics.percentileExc]) {
					const [low, high] = [of(list, Math.min(a, b)), of(list, Math.max(a, b))];
					if (low === null || high === null) expect(list).toEqual([]);
					else
						expect(Math.min(...list) <= low && low <= high + 1e-12 && high <= Math.max(...list) + 1e-12).toBe(
							true
						);
				}
			}
		)
	);
});

test('the table behind PERT is the beta distribution to a millionth of the range', () => {
	const estimate = { kind: 'pert' as const, min: 2, mode: 5, max: 14 };
	const { alpha, beta } = analytics.pertParameters(estimate);
	const quantile = analytics.quantileFunction(estimate);
	for (let x = 0.001; x < 1; x += 0.0137) {
		const u = analytics.incompleteBeta(x, alpha, beta);
		expect(Math.abs((quantile(u) - 2) / 12 - x)).toBeLessThan(1e-6);
	}
});
