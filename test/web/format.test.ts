import { describe, expect, test } from 'vitest';
import { endOfLastQuarter, yearsBefore } from '../../apps/web/src/lib/day.ts';
import { formats, preferred } from '../../apps/web/src/lib/format.ts';

describe('figures', () => {
	const f = formats('en');

	test('carry their sign where they are a change', () => {
		expect([f.change(3), f.change(-2), f.change(0)]).toEqual(['+3', '-2', '0']);
	});

	test('never round a share to nothing or to all', () => {
		expect([0, 0.001, 0.5, 0.999, 1].map(f.percent)).toEqual(['0%', '<1%', '50%', '>99%', '100%']);
	});

	test('are a dash where they are unknown', () => {
		expect([f.number(null), f.percent(null), f.money(null, 'EUR')]).toEqual(['–', '–', '–']);
	});

	test('count in the singular and the plural', () => {
		expect([f.count(1, 'team'), f.count(1200, 'team'), f.count(2, 'story', 'stories')]).toEqual([
			'1 team',
			'1,200 teams',
			'2 stories'
		]);
	});

	test('of money say no more than is known', () => {
		expect([f.money(1_234_567, 'EUR'), f.money(1234, 'EUR')]).toEqual(['€1.23M', '€1,230']);
	});

	test('follow the language of the reader', () => {
		expect(formats('de').number(1234.5)).toBe('1.234,5');
		expect(formats('de').day('2026-09-30')).toBe('30.09.2026');
	});
});

test('the first language that is known is preferred, English where there is none', () => {
	expect(['de-CH,de;q=0.9,en;q=0.8', '*', 'tlh, fr', '', null].map(preferred)).toEqual([
		'de-CH',
		'en',
		'fr',
		'en',
		'en'
	]);
});

test('the last quarter ends on the last day before this one', () => {
	expect(
		['2026-11-23', '2026-10-01', '2026-09-30', '2026-01-15', '2024-05-31'].map(endOfLastQuarter)
	).toEqual(['2026-09-30', '2026-09-30', '2026-06-30', '2025-12-31', '2024-03-31']);
});

test('a year before the 29th of February is the 28th', () => {
	expect([yearsBefore('2024-02-29', 1), yearsBefore('2026-11-23', 3)]).toEqual(['2023-02-28', '2023-11-23']);
});
