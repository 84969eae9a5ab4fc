import { ledger, mondayOf, OPEN_WEEKS, shareIn, shortage, spanOf, takenBy, weekOf } from '@app/track';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const FIRST = weekOf('2026-01-05');
const days = fc
	.integer({ min: 0, max: 300 })
	.map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const promise = fc
	.tuple(days, days, fc.integer({ min: 0, max: 50_000 }), fc.nat(100), fc.nat(100), fc.boolean())
	.map(([a, b, amount, use, release, limited]) => {
		const used = Math.floor((amount * use) / 100);
		return {
			amount: limited ? amount : null,
			from: a < b ? a : b,
			until: a < b ? b : a,
			used,
			released: limited ? Math.floor(((amount - used) * release) / 100) : 0
		};
	});
const giving = fc
	.array(fc.tuple(days, fc.integer({ min: 0, max: 20_000 })), { maxLength: 4 })
	.map((all) =>
		all.map(([fromOn, perWeek]) => ({ fromOn, perWeek })).sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
	);

test('in every week capacity is free and committed, and committed is used, released and remaining', () => {
	fc.assert(
		fc.property(giving, fc.array(promise, { maxLength: 8 }), (gives, promises) => {
			for (const week of ledger(gives, promises, FIRST - 4, 60)) {
				expect(week.committed).toBe(week.used + week.released + week.remaining);
				expect(Math.min(week.used, week.released, week.remaining)).toBeGreaterThanOrEqual(0);
				if (week.own === null) expect([week.capacity, week.free]).toEqual([null, null]);
				else {
					expect(week.capacity).toBe(week.own + week.released);
					expect(week.capacity).toBe(week.free! + week.committed);
				}
			}
		})
	);
});

test('the weeks of a promise add up to it, to the thousandth, whatever was used and released', () => {
	fc.assert(
		fc.property(promise, (each) => {
			const weeks = ledger([], [each], weekOf(each.from), weekOf(each.until) - weekOf(each.from) + 1);
			const sum = (of: 'committed' | 'used' | 'released' | 'remaining') =>
				weeks.reduce((all, week) => all + week[of], 0);
			expect(sum('committed')).toBe(each.amount ?? each.used);
			expect([sum('used'), sum('released')]).toEqual([each.used, each.released]);
			const committed = weeks.map((week) => week.committed);
			expect(Math.max(...committed) - Math.min(...committed)).toBeLessThanOrEqual(1);
		})
	);
});

test('what is released can be promised again, and nothing else changes', () => {
	fc.assert(
		fc.property(promise, giving, (each, gives) => {
			const before = ledger(gives, [{ ...each, released: 0 }], FIRST - 4, 60);
			const after = ledger(gives, [each], FIRST - 4, 60);
			const limited = each.amount !== null;
			after.forEach((week, i) => {
				expect(week.committed).toBe(before[i]!.committed);
				if (limited && week.free !== null) expect(week.free - before[i]!.free!).toBe(week.released);
			});
		})
	);
});

test('use is taken from the first weeks, a release from the last', () => {
	const four = { amount: 4000, from: '2026-01-05', until: '2026-02-01', used: 1500, released: 1250 };
	expect([0, 1, 2, 3].map((n) => shareIn(four, FIRST + n))).toEqual([
		{ committed: 1000, used: 1000, released: 0, remaining: 0 },
		{ committed: 1000, used: 500, released: 0, remaining: 500 },
		{ committed: 1000, used: 0, released: 250, remaining: 750 },
		{ committed: 1000, used: 0, released: 1000, remaining: 0 }
	]);
	expect([...takenBy(four).values()]).toEqual([1000, 1000, 750, 0]);
});

test('a third of a day a week loses nothing in three weeks', () => {
	const day = { amount: 1000, from: '2026-01-05', until: '2026-01-25', used: 0, released: 0 };
	expect(ledger([], [day], FIRST, 3).map(({ committed }) => committed)).toEqual([333, 333, 334]);
});

test('a capacity counts from its day on, for the whole of that week', () => {
	const gives = [
		{ fromOn: '2026-01-14', perWeek: 5000 },
		{ fromOn: '2026-01-26', perWeek: 2000 }
	];
	expect(ledger(gives, [], FIRST, 4).map(({ own }) => own)).toEqual([null, 5000, 5000, 2000]);
});

test('weeks begin on Mondays, also around a leap day and a new year', () => {
	expect(mondayOf(weekOf('2024-02-29'))).toBe('2024-02-26');
	expect(mondayOf(weekOf('2027-01-01'))).toBe('2026-12-28');
	expect(weekOf('2026-01-12') - weekOf('2026-01-11')).toBe(1);
});

test('a promise without a last day counts until the target, or for twelve weeks', () => {
	const open = { agreedOn: '2026-01-05', fromOn: null, untilOn: null, targetOn: null };
	expect(spanOf(open)).toEqual({ from: '2026-01-05', until: '2026-03-29' });
	expect(weekOf('2026-03-29') - FIRST + 1).toBe(OPEN_WEEKS);
	expect(spanOf({ ...open, targetOn: '2026-02-01' }).until).toBe('2026-02-01');
	expect(spanOf({ ...open, targetOn: '2025-12-31' }).until).toBe('2026-03-29');
	expect(spanOf({ ...open, untilOn: '2026-01-20', targetOn: '2026-02-01' }).until).toBe('2026-01-20');
});

test('what does not fit is told with what is free and from when more will be', () => {
	const gives = [{ fromOn: '2026-01-01', perWeek: 5000 }];
	const busy = { amount: 1500, from: '2026-01-05', until: '2026-01-11', used: 0, released: 0 };
	const weeks = ledger(gives, [busy], FIRST, 10);
	const need = (amount: number) => new Map([[FIRST, amount]]);
	expect(shortage(weeks, need(3500), 'time')).toBeNull();
	expect(shortage(weeks, need(4000), 'time')).toBe(
		'In the week of 5 Jan 2026 this takes 4 days: 3.5 of 5 days are free until 12 Jan 2026; from 12 Jan 2026 5 days.'
	);
	expect(shortage(weeks, need(6000), 'artifacts')).toMatch(
		/3.5 of 5 pieces are free until 12 Jan 2026; no more will be by/
	);
});
