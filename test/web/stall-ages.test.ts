import type { OpenAge } from '@app/contract';
import { expect, test } from 'vitest';
import { ageStrips, perDot, stallAges } from '../../apps/web/src/lib/charts/stall-ages.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import { stalledSentence, usual } from '../../apps/web/src/routes/stalled/stalled.ts';

const f = formats('en');
const age = (ageDays: number, more: Partial<OpenAge> = {}): OpenAge => ({
	stage: 'agreed',
	ageDays,
	limitDays: 60,
	stalled: ageDays > 60,
	count: 1,
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
	const [strip] = ageStrips([age(1), age(2, { limitDays: 141.5 }), age(3, { limitDays: null })]);
	expect(strip?.limit).toEqual([60, 141.5]);
	expect(ageStrips([age(3, { limitDays: null })])[0]?.limit).toBe(null);
});

test('every open adoption is counted in exactly one bin', () => {
	const ages = Array.from({ length: 700 }, (_, i) => age(i, { count: 2 }));
	const bins = ageStrips(ages).flatMap((strip) => strip.bins);
	expect(bins.length).toBeLessThanOrEqual(46);
	expect(bins.reduce((sum, bin) => sum + bin.within + bin.stalled, 0)).toBe(1400);
});

test('a dot is one adoption until a pile of them would be too high', () => {
	expect(perDot(ageStrips([age(1, { count: 20 })]))).toBe(1);
	expect(perDot(ageStrips([age(1, { count: 900 })]))).toBe(50);
});

test('the table has a row for every bin, and the keyboard finds its dot', () => {
	const picture = stallAges(ageStrips([age(1), age(80), age(5, { stage: 'started' })]), f);
	expect(picture.table.rows).toEqual([
		['agreed', 0, 1, 1, 0],
		['agreed', 80, 81, 1, 1],
		['started', 4, 5, 1, 0]
	]);
	expect([0, 1, 2].map((row) => picture.mark?.(row))).toEqual([
		{ seriesIndex: 0, dataIndex: 0 },
		{ seriesIndex: 1, dataIndex: 0 },
		{ seriesIndex: 2, dataIndex: 0 }
	]);
});

test('nothing open makes an empty picture, not a broken one', () => {
	const picture = stallAges(ageStrips([]), f);
	expect(picture.height(360)).toBeLessThan(1);
	expect(picture.table.rows).toEqual([]);
});

const answer = (open: number, slow: number, inactive: number) => ({
	...{ asOf: '2026-11-23', area: null, open, total: 0, ages: [], page: 1, pageSize: 50, adoptions: [] },
	byReason: [
		{ reason: 'slow' as const, count: slow },
		{ reason: 'inactive' as const, count: inactive },
		{ reason: 'past-target' as const, count: 0 }
	]
});

test('the sentence says how many stall and why', () => {
	expect(stalledSentence(0, answer(0, 0, 0), f)).toBe('No adoption is open here, so none can stall.');
	expect(stalledSentence(0, answer(9, 0, 0), f)).toBe('None of 9 open adoptions stalls.');
	expect(stalledSentence(7, answer(9, 6, 2), f)).toBe(
		'7 of 9 open adoptions stall: 6 took longer than 4 of 5 take in their stage and 2 had nothing recorded for 180 days.'
	);
	expect(stalledSentence(1, answer(1, 1, 0), f)).toMatch(/^The one open adoption stalls: 1 took longer/);
});

test('what is usual says what it rests on', () => {
	expect(usual({ days: 1, basis: 'pattern', stays: 51, left: 50 }, f)).toEqual({
		days: 'up to 1 day',
		basis: '50 of 51 stays ended, of this pattern'
	});
	expect(usual({ days: null, basis: 'all patterns', stays: 3, left: 0 }, f).days).toBe('not known');
});
