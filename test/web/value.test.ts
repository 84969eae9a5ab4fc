import type { PatternValue } from '@app/contract';
import { expect, test } from 'vitest';
import { netValues } from '../../apps/web/src/lib/charts/net-values.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import {
	byArea,
	mainCurrency,
	netRows,
	sum,
	valued,
	valueSentence
} from '../../apps/web/src/routes/value/value.ts';

const f = formats('en');
const value = (key: string, more: Partial<PatternValue> = {}): PatternValue => ({
	...{ key, name: key, kind: 'success', currency: 'EUR', adopters: 5, adopterMonths: 60 },
	...{ benefit: 3000, benefitInterval: { lower: 2000, upper: 4000 }, cost: 1000, roi: 2, roiInterval: null },
	...{ roiMultiple: 5, grade: 'measured', effects: [], notes: [] },
	...more
});
const patterns = [
	value('good'),
	value('better', { benefit: 9000, benefitInterval: { lower: 8000, upper: 9500 } }),
	value('bad', { kind: 'failure', benefit: -500, benefitInterval: { lower: -900, upper: -100 } }),
	value('told', { grade: 'claimed', benefitInterval: null }),
	value('unused', { adopters: 0 }),
	value('elsewhere', { currency: 'USD' }),
	value('unknown', { benefit: null, benefitInterval: null, grade: null })
];
const rows = valued(patterns, 'EUR');

test('a value is said for patterns in use, with benefit and cost in the currency of most', () => {
	expect(mainCurrency(patterns)).toBe('EUR');
	expect(rows.map(({ key, net }) => [key, net])).toEqual([
		['better', 8000],
		['good', 2000],
		['told', 2000],
		['bad', -1500]
	]);
	expect(rows[0]?.netInterval).toEqual({ lower: 7000, upper: 8500 });
});

test('sums add up to the cent, and have an interval only where all parts have one', () => {
	expect(sum(rows.filter(({ grade }) => grade === 'measured'))).toMatchObject({
		patterns: 3,
		net: 8500,
		interval: { lower: 7000 + 1000 - 1900, upper: 8500 + 3000 - 1100 }
	});
	expect(sum(rows).interval).toBe(null);
	expect(sum([])).toMatchObject({ patterns: 0, net: 0, interval: null });
});

test('the sentence keeps measured value, failure patterns and claims apart', () => {
	expect(valueSentence(rows, 7, 'EUR', f)).toBe(
		'2 measured patterns made €10,000 more than they cost; 1 failure pattern lost €1,500; 1 rests on claims alone.'
	);
	expect(valueSentence([], 38, 'EUR', f)).toBe('What the 38 patterns are worth cannot be said.');
});

test('the picture has success patterns first, and bars only where an interval is known', () => {
	const picture = netValues(netRows(rows), 'EUR', f);
	expect(picture.table.rows).toEqual([
		['better', 8000, 7000, 8500, 'measured'],
		['good', 2000, 1000, 3000, 'measured'],
		['told', 2000, null, null, 'claimed'],
		['bad (failure)', -1500, -1900, -1100, 'measured']
	]);
	const { series } = picture.option(720, 200) as { series: { data: number[][] }[] };
	expect(series[0]?.data[2]).toEqual([2000, 2, 2000]);
});

test('what the areas made adds up to the whole, with teams outside of them', () => {
	const part = (share: number, adopters: number) =>
		patterns.map((one) => ({
			...one,
			adopters: one.adopters && adopters,
			benefit: one.benefit && one.benefit * share,
			cost: one.cost && one.cost * share
		}));
	const areas = byArea(
		patterns,
		[
			{ key: 'north', name: 'North', patterns: part(0.6, 3) },
			{ key: 'south', name: 'South', patterns: part(0.2, 1) }
		],
		'EUR'
	);
	expect(areas.map(({ key, adoptions }) => [key, adoptions])).toEqual([
		['north', 6],
		['south', 2],
		[null, 2]
	]);
	const net = areas.reduce((total, one) => total + one.net, 0);
	expect(net).toBeCloseTo(sum(rows.filter((row) => row.key === 'good' || row.key === 'better')).net, 6);
	expect(byArea(patterns, [], 'EUR')).toEqual([]);
});
