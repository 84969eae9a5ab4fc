import type { Compared, Comparison } from '@app/contract';
import { describe, expect, test } from 'vitest';
import { alluvial } from '../../apps/web/src/lib/charts/alluvial.ts';
import { ALL } from '../../apps/web/src/lib/charts/view.ts';
import { formats } from '../../apps/web/src/lib/format.ts';
import { draw } from '../../apps/web/src/lib/server/draw.ts';
import {
	compareSentence,
	knownWhen,
	movesTitle,
	usualDays
} from '../../apps/web/src/routes/compare/compare.ts';

const f = formats('en');
const [FROM, TO] = ['2026-06-30', '2026-09-30'];
const NONE: Compared = {
	...{ was: 0, eligibleWas: 90, corrected: 0, eligibleCorrected: 0, new: 0, returned: 0, lapsed: 0 },
	...{ kept: 0, movedIn: 0, movedOut: 0, is: 0, eligible: 90 }
};
const comparison = (total: Partial<Compared>, more: Partial<Comparison> = {}): Comparison => ({
	...{ from: FROM, to: TO, fromKnownAt: `${FROM}T23:59:59.999Z`, toKnownAt: `${TO}T12:00:00Z` },
	...{ timeZone: 'UTC', pending: false, quarterEnds: [FROM, '2026-03-31'], area: null, pattern: null },
	...{ total: { ...NONE, ...total }, patterns: [], parts: [], moves: [] },
	...more
});

describe('the sentence', () => {
	const sentence = (total: Partial<Compared>, more?: Partial<Comparison>, today = TO) =>
		compareSentence(comparison(total, more), today, f);

	test('says what the world did, and how much of the difference only the record did', () => {
		const total = { was: 31, corrected: 3, kept: 30, new: 31, returned: 2, lapsed: 4, is: 63 };
		expect(sentence(total)).toBe(
			'31 adoptions are new since Jun 30, 2026, 2 returned and 4 lapsed; 3 of the 32 more are because the record was corrected.'
		);
	});

	test('names only what happened, and both days where the last one is not today', () => {
		expect(sentence({ was: 2, kept: 1, lapsed: 1, is: 1 }, {}, '2026-11-23')).toBe(
			'1 adoption lapsed between Jun 30, 2026 and Sep 30, 2026.'
		);
		expect(sentence({ was: 2, kept: 1, new: 1, movedOut: 1, is: 2 })).toBe(
			'1 adoption is new since Jun 30, 2026, and 1 left with a team that moved.'
		);
	});

	test('says what corrections did where they do not explain growth', () => {
		expect(sentence({ was: 5, corrected: -2, kept: 3, is: 3 })).toBe(
			'Nothing changed since Jun 30, 2026; corrections of the record put Jun 30, 2026 at 3 instead of 5.'
		);
		expect(sentence({ was: 1, corrected: 2, kept: 3, is: 3 })).toBe(
			'Nothing changed since Jun 30, 2026; all 2 more are because the record was corrected.'
		);
		expect(sentence({ was: 1, corrected: 1, kept: 2, new: 1, is: 3 })).toBe(
			'1 adoption is new since Jun 30, 2026; 1 of the 2 more is because the record was corrected.'
		);
	});

	test('explains days on which nothing is different, the same, or before everything', () => {
		expect(sentence({ was: 7, kept: 7, is: 7 })).toBe(
			'Nothing changed since Jun 30, 2026: 7 adoptions are in use.'
		);
		expect(sentence({ was: 1, kept: 1, is: 1 }, { to: FROM }, FROM)).toBe(
			'Both days are Jun 30, 2026: 1 adoption is in use.'
		);
		expect(sentence({})).toBe('Nothing was in use on either day.');
		expect(sentence({ eligible: 0, eligibleWas: 0 })).toMatch(/^No team had joined by Sep 30, 2026/);
	});
});

test('what was known then is known by the day where the organization is', () => {
	const inBerlin = { timeZone: 'Europe/Berlin', fromKnownAt: '2026-06-30T21:59:59.999Z' };
	expect(knownWhen(comparison({}, inBerlin), f)).toBe('as known then');
	expect(knownWhen(comparison({}, { fromKnownAt: '2026-07-10T12:00:00Z' }), f)).toBe(
		'as known on Jul 10, 2026'
	);
});

test('quarters are compared by their own ends, whatever the month', () => {
	expect(usualDays('2026-11-23', ['2026-10-31', '2026-07-31'])).toMatchObject([
		{ from: '2026-10-31', to: null },
		{ from: '2026-07-31', to: '2026-10-31' },
		{ from: '2026-10-24', to: null },
		{ from: '2025-11-23', to: null }
	]);
});

describe('the picture', () => {
	const MOVES: Comparison['moves'] = [
		{ from: null, to: 'identified', adoptions: 34 },
		{ from: 'sustained', to: 'sustained', adoptions: 4000 },
		{ from: 'adopted', to: 'abandoned', adoptions: 1 },
		{ from: 'started', to: 'adopted', adoptions: 21 },
		{ from: 'started', to: 'started', adoptions: 8 }
	];
	const picture = alluvial(MOVES, [f.day(FROM), f.day(TO)], f);
	const marks = (width: number) => {
		const { series } = picture.option(width, picture.height(width)) as {
			series: [{ renderItem: () => { children: { type: string; shape: Record<string, number> }[] } }];
		};
		return series[0].renderItem().children;
	};

	test('its title says how many moved, and which way most of them', () => {
		expect(movesTitle(MOVES, f)).toBe(
			'56 of 4,064 adoptions are in another stage; most, 34, began and are identified'
		);
		expect(movesTitle(MOVES.slice(2), f)).toBe(
			'22 of 30 adoptions are in another stage; most, 21, went from started to adopted'
		);
		expect(movesTitle(MOVES.slice(4), f)).toBe('None of 8 adoptions is in another stage');
	});

	test('its table has what moved first, then what stayed', () => {
		expect(picture.table.rows).toEqual([
			['not begun', 'identified', 34],
			['started', 'adopted', 21],
			['adopted', 'abandoned', 1],
			['sustained', 'sustained', 4000],
			['started', 'started', 8]
		]);
	});

	test('every size has all places with their counts, none on top of another', () => {
		for (const { svg, width } of draw(picture, { isDataRequest: false, locals: { locale: 'en' } }).sizes) {
			for (const words of ['sustained 4,000', 'started 29', 'not begun 34', 'adopted 21', 'abandoned 1'])
				expect(svg).toContain(words);
			const bars = marks(width).filter(({ type }) => type === 'rect');
			for (const side of [...Map.groupBy(bars, ({ shape }) => shape['x']).values()]) {
				const middles = side.map(({ shape }) => shape['y']! + shape['height']! / 2);
				for (const [i, middle] of middles.slice(1).entries())
					expect(middle - middles[i]!).toBeGreaterThanOrEqual(16);
				expect(middles.at(-1)).toBeLessThan(picture.height(width));
			}
		}
	});

	test('both days are on one scale: a stage with as many as before is as high as before', () => {
		const bars = marks(1120).filter(({ type }) => type === 'rect');
		const [before, after] = bars.filter(({ shape }) => shape['height']! > 50);
		expect(before!.shape['x']).toBeLessThan(after!.shape['x']!);
		expect(before!.shape['height']).toBeCloseTo(after!.shape['height']!, 6);
	});

	test('the keyboard is told each row where it is drawn', () => {
		const spots = picture.spots(720, picture.height(720), ALL);
		expect(spots[1]!.told()).toEqual([
			{ text: 'started to adopted', value: '21', color: 'var(--stage-adopted)' }
		]);
		expect(spots[3]!.told()).toMatchObject([{ text: 'stayed sustained', value: '4,000' }]);
	});
});
