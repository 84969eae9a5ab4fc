import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as analytics from '../../packages/analytics/src/index.ts';
import { unfinite } from './unfinite.ts';

const curve = fc.record({
	p: fc.double({ min: 0.003, max: 0.1, noNaN: true }),
	q: fc.double({ min: 0.15, max: 0.8, noNaN: true }),
	m: fc.double({ min: 10, max: 1e5, noNaN: true })
});
const increments = (truth: analytics.BassParameters, periods: number) =>
	Array.from(
		{ length: periods },
		(_, t) => truth.m * (analytics.bassShare(truth, t + 1) - analytics.bassShare(truth, t))
	);

test('a Bass series without noise gives back its parameters', () => {
	fc.assert(
		fc.property(curve, (truth) => {
			const fit = analytics.bassFit(increments(truth, 24));
			if (fit.kind !== 'bass') throw new Error(fit.missing);
			for (const name of ['p', 'q', 'm'] as const) expect(fit[name] / truth[name]).toBeCloseTo(1, 6);
			expect(fit.identified).toBe(true);
		}),
		{ numRuns: 20 }
	);
}, 60_000);

test('a logistic and a Gompertz series without noise give back their parameters', () => {
	const shape = fc.record({
		L: fc.double({ min: 1, max: 1e4, noNaN: true }),
		k: fc.double({ min: 0.2, max: 1, noNaN: true }),
		t0: fc.double({ min: 2, max: 15, noNaN: true })
	});
	fc.assert(
		fc.property(fc.constantFrom('logistic' as const, 'gompertz' as const), shape, (model, params) => {
			const t = Array.from({ length: 20 }, (_, i) => i);
			const fit = analytics.growthCurve(
				model,
				t,
				t.map((at) => analytics.growthValue({ model, params }, at))
			);
			if (fit.kind !== 'growth') throw new Error(fit.missing);
			for (const name of ['L', 'k', 't0'] as const)
				expect(fit.params[name]! / params[name]).toBeCloseTo(1, 6);
		}),
		{ numRuns: 20 }
	);
}, 60_000);

test('no NaN and no infinity leaves a fit, whatever the series', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (periodic) => {
			const fit = analytics.bassFit(periodic);
			const t = periodic.map((_, i) => i + 1);
			const forecast = fit.kind === 'bass' ? analytics.bassForecast(fit, 4) : [];
			const peak = fit.kind === 'bass' ? analytics.bassPeak(fit) : null;
			const others = [
				analytics.bassCumulativeFit(periodic),
				analytics.bassRegression(periodic),
				analytics.growthCurves(t, periodic)
			];
			expect(unfinite({ fit, forecast, peak, others })).toEqual([]);
		}),
		{ numRuns: 40 }
	);
}, 60_000);

test('the band widens with distance, holds the curve and never loses adopters', () => {
	const fit = analytics.bassFit([3, 9, 14, 22, 31, 29, 33, 24]);
	if (fit.kind !== 'bass') throw new Error(fit.missing);
	const ahead = analytics.bassForecast(fit, 6, 0.9);
	const width = ahead.map(({ lower, upper }) => upper! - lower!);
	expect(width).toEqual(width.toSorted((a, b) => a - b));
	for (const { cumulative, lower, upper } of ahead)
		expect([lower! <= cumulative, cumulative <= upper!]).toEqual([true, true]);
	expect(ahead[0]!.lower).toBeGreaterThanOrEqual(fit.fittedCumulative.at(-1)!);
});

test('it is too early to say for three periods, for no adoptions, and before the curve bends', () => {
	expect(analytics.bassFit([1, 2, 3])).toMatchObject({ kind: 'too-little' });
	expect(analytics.bassFit([0, 0, 0, 0, 0])).toMatchObject({ kind: 'too-little' });
	expect(analytics.bassFit([1, 2, 4, 8, 16, 32, 64])).toMatchObject({ identified: false });
	expect(analytics.bassFit([5, 5, 5, 5, 5, 5, 5, 5])).toMatchObject({ identified: false });
	expect(analytics.bassFit([0, 0, 0, 50, 0, 0, 0, 0])).toMatchObject({ identified: false });
	expect(analytics.growthCurve('logistic', [1, 2, 3], [1, 2, 3])).toMatchObject({ kind: 'too-little' });
});

test('the time of a share is where the curve has it', () => {
	fc.assert(
		fc.property(curve, fc.double({ min: 0, max: 0.99, noNaN: true }), (truth, share) => {
			expect(analytics.bassShare(truth, analytics.bassTime(truth, share))).toBeCloseTo(share, 10);
		})
	);
});
