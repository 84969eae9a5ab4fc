import type { AgeStrip } from '@app/contract';
import { expect, test } from 'vitest';
import { perDot, stallAges } from '../../apps/web/src/lib/charts/stall-ages.ts';
import { ALL } from '../../apps/web/src/lib/charts/view.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import { stalledSentence, usual } from '../../apps/web/src/routes/stalled/stalled.ts';

const f = formats('en');
/** A strip of one bin a day given: how many are within the usual time and how many stall. */
const strip = (
	stage: AgeStrip['stage'],
	bins: Record<number, [within: number, stalled: number]>
): AgeStrip => ({
	stage,
	open: Object.values(bins).reduce((sum, [within, stalled]) => sum + within + stalled, 0),
	stalled: Object.values(bins).reduce((sum, [, stalled]) => sum + stalled, 0),
	limit: { lowest: 60, highest: 60 },
	bins: Object.entries(bins).map(([from, [within, stalled]]) => ({
		from: +from,
		to: +from + 1,
		within,
		stalled
	}))
});

test('a dot is one adoption until a pile of them would be too high', () => {
	expect(perDot([strip('agreed', { 0: [20, 0] })])).toBe(1);
	expect(perDot([strip('agreed', { 0: [900, 0] })])).toBe(50);
});

test('the table has a row for every bin, and each can be pointed at', () => {
	const picture = stallAges([strip('agreed', { 0: [1, 0], 80: [0, 1] }), strip('started', { 4: [1, 0] })], f);
	expect(picture.table.rows).toEqual([
		['agreed', 0, 1, 1, 0],
		['agreed', 80, 81, 1, 1],
		['started', 4, 5, 1, 0]
	]);
	expect(picture.spots(720, picture.height(720), ALL).map(({ told }) => told())).toEqual([
		[{ text: '0 to 1 days: 1 open adoption, 0 stalled' }],
		[{ text: '80 to 81 days: 1 open adoption, 1 stalled' }],
		[{ text: '4 to 5 days: 1 open adoption, 0 stalled' }]
	]);
});

test('nothing open makes an empty picture, not a broken one', () => {
	const picture = stallAges([], f);
	expect(picture.height(360)).toBeLessThan(1);
	expect(picture.table.rows).toEqual([]);
});

const answer = (open: number, slow: number, inactive: number) => ({
	...{ asOf: '2026-11-23', area: null, open, total: 0, strips: [], page: 1, pageSize: 50, adoptions: [] },
	pending: null,
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
