import { expect, test } from 'vitest';
import { ageStrips } from '../../apps/api/src/findings/age-strips.ts';

type Age = Parameters<typeof ageStrips>[0][number];
const age = (ageDays: number, more: Partial<Age> = {}): Age => ({
	stage: 'agreed',
	ageDays,
	percentile: { days: 60 },
	reasons: ageDays > 60 ? ['slow'] : [],
	...more
});

test('there is a strip for every stage that somebody is in, in the order of the track', () => {
	const strips = ageStrips([age(3, { stage: 'started' }), age(1), age(90)]);
	expect(strips.map(({ stage, open, stalled }) => [stage, open, stalled])).toEqual([
		['agreed', 2, 1],
		['started', 1, 0]
	]);
});

test('the limit of a stage reaches from the quickest pattern to the slowest; unknown limits are left out', () => {
	const [strip] = ageStrips([
		age(1),
		age(2, { percentile: { days: 141.5 } }),
		age(3, { percentile: { days: null } })
	]);
	expect(strip?.limit).toEqual({ lowest: 60, highest: 141.5 });
	expect(ageStrips([age(3, { percentile: { days: null } })])[0]?.limit).toBe(null);
});

test('every open adoption is counted in exactly one bin', () => {
	const ages = Array.from({ length: 1400 }, (_, i) => age(i % 700));
	const bins = ageStrips(ages).flatMap((strip) => strip.bins);
	expect(bins.length).toBeLessThanOrEqual(46);
	expect(bins.reduce((sum, bin) => sum + bin.within + bin.stalled, 0)).toBe(1400);
});
