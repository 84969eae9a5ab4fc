import type { Curves, PatternSpread } from '@app/contract';
import { describe, expect, test } from 'vitest';
import { movers, moversPicture } from '../../apps/web/src/lib/charts/movers.ts';
import { ALL } from '../../apps/web/src/lib/charts/view.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import { spreadRows, spreadSentence } from '../../apps/web/src/routes/spread.ts';

const pattern = (key: string, adopted: number): PatternSpread => ({
	key,
	name: `Pattern ${key}`,
	kind: 'success',
	retired: false,
	discoveredOn: null,
	eligible: 10,
	adopted,
	sustained: 0,
	open: 1,
	declined: 0,
	abandoned: 0,
	undecided: 9 - adopted,
	rate: adopted / 10
});
const on = ['2025-11-30', '2026-09-30', '2026-11-23'];
const changes = (states: number[]) => states.map((state, i) => state - (states[i - 1] ?? 0));
const curve = (key: string, adopted: number[]) => ({
	...{ key, from: 0, adopted: changes(adopted), open: changes([0, 0, 1]) }
});
const curves: Curves = {
	area: null,
	by: 'month',
	on,
	eligible: [8, 10, 10],
	patterns: [curve('a', [1, 3, 3]), curve('b', [2, 2, 6]), curve('c', [5, 4, 1])]
};
const now = [pattern('a', 3), pattern('b', 6), pattern('c', 1)];
const before = [pattern('a', 3), pattern('b', 2), pattern('c', 4)];
const f = formats('en');

describe('the panels', () => {
	test('begin with what moved most this quarter, up or down; then what moved most in a year', () => {
		expect(movers(now, before, curves).map(({ name, change }) => [name, change])).toEqual([
			['Pattern b', 4],
			['Pattern c', -3],
			['Pattern a', 0]
		]);
	});

	test('leave out what was flat at zero all the time', () => {
		const flat = { ...curves, patterns: [{ key: 'a', from: 0, adopted: [], open: [] }] };
		expect(movers([{ ...pattern('a', 0), open: 0 }], [], flat)).toEqual([]);
	});

	test('are eight at most, with a row of figures each', () => {
		const many = Array.from({ length: 700 }, (_, i) => pattern(String(i), i % 10));
		const all = { ...curves, patterns: many.map(({ key, adopted }) => curve(key, [0, 0, adopted])) };
		expect(moversPicture(movers(many, [], all), all, '2026-09-30', f).table.rows).toHaveLength(8);
	});
});

describe('the picture', () => {
	const picture = moversPicture(movers(now, before, curves), curves, '2026-09-30', f);
	const option = picture.option(1120, picture.height(1120)) as Record<
		string,
		{ data: unknown[]; name: string }[]
	>;

	test('holds the last count beyond the last day, so that a change on it can be seen', () => {
		const adopted = option['series']?.find(({ name }) => name === 'Adopted')?.data as [number, number][];
		expect(adopted.map(([, value]) => value)).toEqual([2, 2, 6, 6]);
		expect(adopted.at(-1)![0]).toBeGreaterThan(Date.parse('2026-11-23'));
	});

	test('draws open adoptions on top of the adopted ones', () => {
		const open = option['series']?.find(({ name }) => name === 'Adopted or open')?.data as [number, number][];
		expect(open.map(([, value]) => value)).toEqual([2, 2, 7, 7]);
	});

	test('has all panels on one scale, from zero', () => {
		expect(option['yAxis']).toHaveLength(3);
		for (const axis of option['yAxis']!) expect(axis).toMatchObject({ min: 0, max: 10 });
	});

	test('fits two columns on a phone and grows downwards', () => {
		expect(picture.height(360)).toBeGreaterThan(picture.height(1120));
	});

	test('tells every count of a day, and the keyboard the last day of a pattern', () => {
		const spots = picture.spots(720, picture.height(720), ALL);
		expect(picture.spotOf?.(1)).toBe(5);
		expect(spots[2]!.told()).toEqual([
			{ text: 'Nov 23, 2026' },
			{ text: 'Eligible', value: '10', color: 'var(--stage-undecided)' },
			{ text: 'Open', value: '1', color: 'var(--stage-open)' },
			{ text: 'Adopted', value: '6', color: 'var(--stage-adopted)' }
		]);
	});
});

describe('the sentence', () => {
	const sentence = (then: PatternSpread[]) =>
		spreadSentence(spreadRows(now, then, curves), 'since Sep 30, 2026', f);

	test('says how many patterns grew and shrank', () => {
		expect(sentence(before)).toBe('1 of 3 patterns grew and 1 shrank since Sep 30, 2026.');
	});

	test('says how far they are where nothing moved', () => {
		expect(sentence(now)).toBe(
			'No pattern grew or shrank since Sep 30, 2026; 1 of 3 patterns is used by at least half of the eligible teams.'
		);
	});

	test('names only what happened', () => {
		expect(sentence([pattern('a', 3), pattern('b', 6), pattern('c', 4)])).toBe(
			'1 of 3 patterns shrank since Sep 30, 2026.'
		);
	});

	test('does not speak of shares before any team had joined', () => {
		const none = now.map((row) => ({ ...row, eligible: 0, rate: null }));
		expect(spreadSentence(spreadRows(none, none, curves), 'since then', f)).toBe(
			'No team had joined by this day.'
		);
	});
});
