import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as analytics from '../../packages/analytics/src/index.ts';
import { unfinite } from './unfinite.ts';

const value = fc.integer({ min: -50, max: 50 });
const panel = fc.integer({ min: 1, max: 6 }).chain((periods) =>
	fc
		.array(
			fc.record({
				first: fc.option(fc.integer({ min: 1, max: periods + 1 })),
				y: fc.array(value, { minLength: periods, maxLength: periods })
			}),
			{ maxLength: 20 }
		)
		.map((teams) => ({
			times: Array.from({ length: periods }, (_, t) => t + 1),
			firstTreated: teams.map(({ first }) => first),
			y: teams.map(({ y }) => y)
		}))
);
const options = fc.record({
	control: fc.constantFrom('never' as const, 'notyet' as const),
	base: fc.constantFrom('varying' as const, 'universal' as const)
});

test('no NaN and no infinity leaves the effects, whatever the panel', () => {
	fc.assert(
		fc.property(
			panel,
			options,
			(data, chosen) => void expect(unfinite(analytics.groupTimeEffects(data, chosen))).toEqual([])
		)
	);
});

test('the order of teams does not matter, and a shift of a team or a period changes nothing', () => {
	const round = (x: unknown) =>
		JSON.parse(
			JSON.stringify(x, (_, v: unknown) => (typeof v === 'number' ? Math.round(v * 1e6) / 1e6 + 0 : v))
		) as unknown;
	fc.assert(
		fc.property(panel, options, (data, chosen) => {
			const turned = {
				times: data.times,
				firstTreated: data.firstTreated.toReversed(),
				y: data.y.toReversed()
			};
			const shifted = { ...data, y: data.y.map((own, i) => own.map((v, t) => v + 3 * i + t * t)) };
			const effects = (of: analytics.Panel) => {
				const { kind, ...found } = analytics.groupTimeEffects(of, chosen);
				return round({ kind, ...found, preTrend: null });
			};
			expect(effects(turned)).toEqual(effects(data));
			expect(effects(shifted)).toEqual(effects(data));
		})
	);
});

test('with two periods and one group it is the difference of differences', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 9 }), (pairs) => {
			const treated = pairs.map((_, i) => i % 2);
			const effects = analytics.groupTimeEffects({
				times: [1, 2],
				firstTreated: treated.map((own) => (own ? 2 : null)),
				y: pairs
			});
			const did = analytics.didTwoByTwo({
				y: pairs.flat(),
				treated: treated.flatMap((own) => [own, own]),
				post: pairs.flatMap(() => [0, 1])
			});
			if (effects.kind !== 'group-time' || did.kind !== 'did') throw new Error('both have data');
			expect(effects.simple!.att).toBeCloseTo(did.att, 10);
		})
	);
});

test('where everybody adopts in the end, the last to do so are the controls', () => {
	const y = [
		[0, 5, 9],
		[0, 1, 2],
		[0, 1, 2]
	];
	const effects = analytics.groupTimeEffects(
		{ times: [1, 2, 3], firstTreated: [2, 3, 3], y },
		{ control: 'notyet' }
	);
	expect(effects).toMatchObject({
		groups: [{ group: 2, n: 1 }],
		groupTime: [{ group: 2, time: 2, att: 4, nControl: 2 }]
	});
	expect(analytics.groupTimeEffects({ times: [1, 2, 3], firstTreated: [2, 3, 3], y })).toMatchObject({
		kind: 'too-little'
	});
});

test('one period, no adopters and adopters of the first period only are too little', () => {
	expect(analytics.groupTimeEffects({ times: [1], firstTreated: [null, 1], y: [[1], [2]] })).toMatchObject({
		kind: 'too-little'
	});
	expect(analytics.groupTimeEffects({ times: [1, 2], firstTreated: [null], y: [[1, 2]] })).toMatchObject({
		kind: 'too-little'
	});
	expect(analytics.groupTimeEffects({ times: [], firstTreated: [], y: [] })).toMatchObject({
		kind: 'too-little'
	});
});

test('a panel with a gap is refused by team', () => {
	expect(() =>
		analytics.groupTimeEffects({ times: [1, 2], firstTreated: [2, null], y: [[1, 2], [1]] })
	).toThrow('team 2');
});

test('no NaN and no infinity leaves a difference in differences', () => {
	const row = fc.record({ y: value, treated: fc.nat(1), post: fc.nat(1), cluster: fc.nat(3) });
	fc.assert(
		fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
			const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((own) => own[name]);
			const answer = analytics.didTwoByTwo({
				y: column('y'),
				treated: column('treated'),
				post: column('post'),
				cluster: column('cluster')
			});
			expect(unfinite(answer)).toEqual([]);
		})
	);
});

test('a series without noise gives back its level and slope change', () => {
	fc.assert(
		fc.property(
			value,
			value,
			value,
			value,
			fc.integer({ min: 3, max: 10 }),
			(level, trend, jump, slope, at) => {
				const y = Array.from(
					{ length: 12 },
					(_, i) => level + trend * (i + 1) + (i + 1 >= at ? jump + slope * (i + 1 - at) : 0)
				);
				const answer = analytics.interruptedSeries(y, at, [0, 3, 99]);
				if (answer.kind !== 'its') throw new Error(answer.missing);
				expect(answer.coef.levelChange).toBeCloseTo(jump, 7);
				expect(answer.coef.slopeChange).toBeCloseTo(slope, 7);
				expect(unfinite(answer)).toEqual([]);
			}
		)
	);
});

test('an intervention at either end of the series is too little', () => {
	for (const at of [1, 2, 8, 9])
		expect(analytics.interruptedSeries([1, 3, 2, 4, 3, 5, 4, 6], at)).toMatchObject({ kind: 'too-little' });
	expect(analytics.interruptedSeries([1, 2, 3], 2)).toMatchObject({ kind: 'too-little' });
});
