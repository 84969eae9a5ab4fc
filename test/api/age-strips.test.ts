import { expect, test } from 'vitest';
import { Ages } from '../../apps/api/src/findings/age-strips.ts';

type Age = { stage?: 'agreed' | 'started'; ageDays: number; limit?: number | null };
function strips(ages: Age[]) {
	const counted = new Ages();
	for (const { stage = 'agreed', ageDays, limit = 60 } of ages)
		counted.add(stage, ageDays, limit !== null && ageDays > limit, limit);
	return counted.strips();
}

test('there is a strip for every stage that somebody is in, in the order of the track', () => {
	const found = strips([{ ageDays: 3, stage: 'started' }, { ageDays: 1 }, { ageDays: 90 }]);
	expect(found.map(({ stage, open, stalled }) => [stage, open, stalled])).toEqual([
		['agreed', 2, 1],
		['started', 1, 0]
	]);
});

test('the limit of a stage reaches from the quickest pattern to the slowest; unknown limits are left out', () => {
	const [strip] = strips([{ ageDays: 1 }, { ageDays: 2, limit: 141.5 }, { ageDays: 3, limit: null }]);
	expect(strip?.limit).toEqual({ lowest: 60, highest: 141.5 });
	expect(strips([{ ageDays: 3, limit: null }])[0]?.limit).toBe(null);
});

test('every open adoption is counted in exactly one bin', () => {
	const bins = strips(Array.from({ length: 1400 }, (_, i) => ({ ageDays: i % 700 }))).flatMap(
		(strip) => strip.bins
	);
	expect(bins.length).toBeLessThanOrEqual(46);
	expect(bins.reduce((sum, bin) => sum + bin.within + bin.stalled, 0)).toBe(1400);
});
