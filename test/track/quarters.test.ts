import { fiscalQuarter, namedQuarter, quarterBefore, quarterOf } from '@app/track';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const day = fc
	.date({ min: new Date('1000-01-01'), max: new Date('9000-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const firstMonth = fc.integer({ min: 1, max: 12 });
const after = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

test('a quarter is found again by its name, whatever the first month', () => {
	fc.assert(
		fc.property(day, firstMonth, (day, month) => {
			const quarter = quarterOf(day, month);
			expect(quarter).toMatchObject(fiscalQuarter(day, month));
			expect(quarter.from <= day && day <= quarter.to).toBe(true);
			expect(namedQuarter(quarter.name, month)).toEqual(quarter);
		})
	);
});

test('quarters follow each other without a gap, four to a fiscal year that ends in the year of their name', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1001, max: 9000 }), firstMonth, (year, month) => {
			const quarters = [1, 2, 3, 4].map((number) => namedQuarter(`${year}-Q${number}`, month));
			quarters.slice(1).forEach((quarter, i) => {
				expect(quarter.from).toBe(after(quarters[i]!.to));
				expect(quarterBefore(quarter, month)).toEqual(quarters[i]);
			});
			expect(quarterBefore(quarters[0]!, month).name).toBe(`${year - 1}-Q4`);
			expect(quarters[3]!.to.slice(0, 4)).toBe(String(year));
			expect(Number(quarters[0]!.from.slice(5, 7))).toBe(month);
		})
	);
});

test('leap years: a fiscal year from December on has its first quarter end on 29 February', () => {
	expect(quarterOf('2028-02-29', 12)).toEqual({ name: '2028-Q1', from: '2027-12-01', to: '2028-02-29' });
	expect(quarterOf('2027-02-28', 12)).toEqual({ name: '2027-Q1', from: '2026-12-01', to: '2027-02-28' });
	expect(namedQuarter('2028-Q1', 1)).toEqual({ name: '2028-Q1', from: '2028-01-01', to: '2028-03-31' });
});

test('what is no quarter is told', () => {
	for (const name of ['2026-Q5', '2026', 'Q3-2026', '2026-Q3 ', '']) {
		expect(() => namedQuarter(name, 1)).toThrow(RangeError);
	}
});
