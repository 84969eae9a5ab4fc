import { expect, test } from 'vitest';
import { ticks } from '../../apps/web/src/lib/charts/ticks.ts';
import { formats } from '../../apps/web/src/lib/format.ts';

const told = (from: string, to: string, most: number) =>
	ticks([Date.parse(from), Date.parse(to)], most, formats('en-GB')).map(({ text }) => text);

test('a time is labelled at first days of years or months, or at days, as far as there is room', () => {
	expect(told('2022-03-01', '2026-07-01', 5)).toEqual(['2023', '2024', '2025', '2026']);
	expect(told('2025-11-02', '2026-05-01', 4)).toEqual(['Jan 2026', 'Apr 2026']);
	expect(told('2025-11-01', '2026-02-01', 4)).toEqual(['Nov 2025', 'Dec 2025', 'Jan 2026', 'Feb 2026']);
	expect(told('2026-02-01', '2026-02-04', 4)).toEqual([
		...['1 Feb 2026', '2 Feb 2026', '3 Feb 2026', '4 Feb 2026']
	]);
});

test('labels are never more than there is room for', () => {
	const from = Date.parse('2019-05-17');
	for (let days = 1; days < 4000; days += 7)
		for (const most of [2, 3, 5, 9]) {
			const { length } = ticks([from, from + days * 86_400_000], most, formats('en'));
			expect(length).toBeLessThanOrEqual(most + 1);
		}
});
