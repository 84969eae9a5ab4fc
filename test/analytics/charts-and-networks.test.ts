import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as analytics from '../../packages/analytics/src/index.ts';
import { unfinite } from './unfinite.ts';

const values = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 });

test('no NaN and no infinity leaves a chart', () => {
	fc.assert(
		fc.property(
			values,
			fc.option(fc.nat(40), { nil: undefined }),
			fc.array(fc.integer({ min: 1, max: 40 })),
			(list, baselineFirstN, excludeIndices) =>
				void expect(unfinite(analytics.xmr(list, { baselineFirstN, excludeIndices }))).toEqual([])
		)
	);
});

test('a constant series has no signal, also where its value has no exact binary form', () => {
	const chart = analytics.xmr(new Array<number>(10).fill(0.1));
	expect(chart).toMatchObject({
		centreLine: 0.1,
		sigma: 0,
		screened: null,
		beyondLimits: [],
		runs8: [],
		anhoej: null
	});
});

test('one point is too little for limits', () => {
	expect(analytics.xmr([5])).toMatchObject({ kind: 'too-little' });
	expect(analytics.xmr([5, 6, 7], { baselineFirstN: 1 })).toMatchObject({ kind: 'too-little' });
});

test('turned upside down, a chart has the same signals on the other side', () => {
	fc.assert(
		fc.property(values, (list) => {
			const [chart, turned] = [analytics.xmr(list), analytics.xmr(list.map((v) => -v))];
			if (chart.kind !== 'xmr' || turned.kind !== 'xmr') return void expect(turned).toEqual(chart);
			expect(turned.beyondLimits).toEqual(chart.beyondLimits);
			expect(turned.trends6.map(({ start, end }) => [start, end])).toEqual(
				chart.trends6.map(({ start, end }) => [start, end])
			);
			expect(turned.runs8.map(({ start, side }) => [start, side])).toEqual(
				chart.runs8.map(({ start, side }) => [start, side === 'above' ? 'below' : 'above'])
			);
		})
	);
});

const network = fc.integer({ min: 2, max: 8 }).chain((n) =>
	fc.record({
		n: fc.constant(n),
		periods: fc.constant(4),
		edges: fc.array(
			fc.tuple(fc.integer({ min: 1, max: n }), fc.integer({ min: 1, max: n })).filter(([i, j]) => i !== j),
			{ maxLength: 20 }
		),
		toa: fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: n, maxLength: n })
	})
);

test('network figures are shares, and nothing is NaN, whatever the network', () => {
	fc.assert(
		fc.property(network, (own) => {
			const shares = [
				...analytics.exposure(own).flat(),
				...analytics.thresholds(own),
				...analytics.adoptionHazard(own.toa, own.periods).hazard,
				...analytics.infectiousness(own, 2).ratio,
				...analytics.susceptibility(own, 2).ratio
			];
			for (const share of shares) if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
			const moran = [
				analytics.moranOfAdopters(own),
				analytics.moran(
					own.toa.map((t) => t ?? 0),
					analytics.geodesicTies(own.n, own.edges)
				)
			];
			expect(unfinite([moran, analytics.infectiousness(own, 2), analytics.susceptibility(own, 2)])).toEqual(
				[]
			);
		})
	);
});

test('nodes with the same place in a network have the same figures', () => {
	fc.assert(
		fc.property(network, (own) => {
			const flip = (i: number) => own.n + 1 - i;
			const mirrored = {
				...own,
				edges: own.edges.map(([i, j]) => [flip(i), flip(j)] as const),
				toa: own.toa.toReversed()
			};
			expect(analytics.thresholds(mirrored)).toEqual(analytics.thresholds(own).toReversed());
			expect(analytics.infectiousness(mirrored, 3).ratio).toEqual(
				analytics.infectiousness(own, 3).ratio.toReversed()
			);
		})
	);
});

test('an edge out of the network is refused by name', () => {
	expect(() => analytics.exposure({ n: 2, edges: [[1, 3]], toa: [1, 2], periods: 2 })).toThrow('1 to 3');
});
