import { expect, test } from 'vitest';
import {
	chanceWithin,
	dwellPercentile,
	kaplanMeier,
	survivalQuantile
} from '../../packages/analytics/src/index.ts';

test('nobody had the event: no quantile, and no limits', () => {
	const curve = kaplanMeier({ time: [3, 5, 5], event: [0, 0, 0] });
	expect(survivalQuantile(curve, 0.1)).toMatchObject({ t: null, loglog: { lower: null, upper: null } });
	expect(curve.loglog.lower).toEqual([null, null]);
});

test('an empty sample has an empty curve and no median', () => {
	const curve = kaplanMeier({ time: [], event: [] });
	expect(curve).toMatchObject({ n: 0, time: [], surv: [] });
	expect(survivalQuantile(curve, 0.5).t).toBeNull();
	expect(dwellPercentile([], 0.8)).toEqual({ p: 0.8, t: null, tFirst: null, lower: null, upper: null });
});

test('nothing is known of the chance at an age that nobody on record reached', () => {
	const sample = { time: [1, 2, 5], cause: [1, 2, 0] };
	expect(chanceWithin(sample, 1, 5, 10)).toMatchObject({ chance: null, atRisk: 0, reach: 5, covered: false });
	expect(chanceWithin({ time: [], cause: [] }, 1, 0, 1)).toMatchObject({ chance: null, reach: null });
});

test('a chance beyond the records says that they do not reach so far', () => {
	expect(chanceWithin({ time: [1, 2, 5], cause: [1, 1, 0] }, 1, 0, 9)).toMatchObject({ covered: false });
	expect(chanceWithin({ time: [1, 2, 5], cause: [1, 1, 1] }, 1, 0, 9)).toMatchObject({
		chance: 1,
		covered: true
	});
});

test('a negative duration and lists of different lengths are refused', () => {
	expect(() => kaplanMeier({ time: [-1], event: [1] })).toThrow('duration 1');
	expect(() => kaplanMeier({ time: [1], event: [] })).toThrow('1 durations but 0 ends');
});
