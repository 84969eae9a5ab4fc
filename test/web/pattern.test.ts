import type { PatternDetail, TimeToAdopt } from '@app/contract';
import { expect, test } from 'vitest';
import { incidence } from '../../apps/web/src/lib/charts/incidence.ts';
import { nice, patternCurve, type CurvePoint } from '../../apps/web/src/lib/charts/pattern-curve.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import { curveTitle, patternSentence, timeTitle } from '../../apps/web/src/routes/patterns/[key]/pattern.ts';

const f = formats('en');
const point = (on: string, adopted: number, more: Partial<CurvePoint> = {}): CurvePoint => ({
	...{ on, adopted, eligible: 100, open: 0, declined: 0, abandoned: 0 },
	...more
});
const pattern = { asOf: '2026-11-23', name: 'Pairing', adoptedNow: 3, lapsedNow: 1 } as PatternDetail;

test('the sentence says who uses it, the change, and every other answer', () => {
	const now = point('2026-11-23', 64, { open: 1, abandoned: 2 });
	expect(patternSentence(now, pattern, f)).toBe(
		'64 of 100 eligible teams use it, 2 more than when the quarter began; 1 is on the way, 2 gave it up.'
	);
	expect(patternSentence(point('2026-11-23', 0, { eligible: 0 }), pattern, f)).toBe(
		'No team here could use Pairing on Nov 23, 2026.'
	);
});

test('the title says what a year did, or how far below its height a retired pattern stands', () => {
	expect(curveTitle([point('2025-11-23', 3), point('2026-11-23', 9)], f)).toBe(
		'From 3 to 9 teams within a year'
	);
	expect(curveTitle([point('2018-11-30', 49), point('2026-11-23', 0)], f)).toBe(
		'49 teams used it in Nov 2018; 0 still do'
	);
	expect(curveTitle([point('2025-11-23', 9), point('2026-11-23', 9)], f)).toBe(
		'Steady at 9 teams for a year'
	);
	expect(curveTitle([], f)).toBe('Nothing is on record yet');
});

test('the axis of counts ends on a round number at or above the highest', () => {
	expect(nice(1)).toEqual({ top: 1, step: 1 });
	expect(nice(64)).toEqual({ top: 80, step: 20 });
	expect(nice(100)).toEqual({ top: 100, step: 25 });
});

test('answers that nobody gave have no line; the table has every day', () => {
	const picture = patternCurve([point('2026-10-31', 1), point('2026-11-23', 2, { open: 4 })], [], f);
	const { series } = picture.option(720, 300) as { series: { name: string }[] };
	expect(series.map(({ name }) => name)).toEqual(['adopted', 'open']);
	expect(picture.table.rows).toEqual([
		['2026-10-31', 100, 1, 0, 0, 0],
		['2026-11-23', 100, 2, 4, 0, 0]
	]);
});

const time: TimeToAdopt = {
	...{ from: 'agreed', started: 8, adopted: 4, gaveUp: 1, stillOpen: 3, tooLittle: null },
	...{ medianDays: 30, medianLower: 12, medianUpper: null },
	adoptedShare: { days: [0, 10, 30], share: [0, 0.25, 0.5], lower: [0, 0.1, 0.2], upper: [0, 0.5, null] },
	gaveUpShare: { days: [0, 20], share: [0, 0.125], lower: [0, null], upper: [0, 0.4] }
};

test('a share holds until the next day on which it changes; what is not known stays unknown', () => {
	const { rows } = incidence(time, f).table;
	expect(rows).toEqual([
		[0, 0, 0, 0, 0, 0, 0],
		[10, 25, 10, 50, 0, 0, 0],
		[20, 25, 10, 50, 12.5, null, 40],
		[30, 50, 20, null, 12.5, null, 40]
	]);
	expect(timeTitle(time, f)).toBe('Half have adopted 30 days after agreed');
	expect(timeTitle({ ...time, tooLittle: '2 teams; 5 are needed.' }, f)).toMatch(/^Too early/);
});
