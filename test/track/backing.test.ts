import { standingIn, unbackedIn, type GivenBacking } from '@app/track';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const DAY = '2026-06-30';
const PATHS = new Map([
	['org', ['org']],
	['north', ['north', 'org']],
	['south', ['south', 'org']],
	['n1', ['n1', 'north', 'org']],
	['n2', ['n2', 'north', 'org']],
	['s1', ['s1', 'south', 'org']]
]);
const word = (areaId: string, rest: Partial<GivenBacking> = {}): GivenBacking => ({
	...{ areaId, patternId: 'p', coalitionId: null, stance: 'backed', from: '2026-01-01', withdrawnOn: null },
	...rest
});
const byArea = (all: GivenBacking[]) => Map.groupBy(all, ({ areaId }) => areaId);
const subject = { patternId: 'p', coalitionId: 'c' };
const stance = (area: string, all: GivenBacking[], day = DAY) =>
	standingIn(PATHS.get(area)!, subject, byArea(all), day).stance;

test('backing of an area covers what lies below, until a nearer word', () => {
	const all = [word('org'), word('north', { stance: 'withheld' }), word('n2')];
	expect(['org', 'south', 's1', 'north', 'n1', 'n2'].map((area) => stance(area, all))).toEqual([
		...['backed', 'backed', 'backed'],
		...['withheld', 'withheld', 'backed']
	]);
});

test('backing of a coalition covers its patterns; a word on the pattern itself comes first', () => {
	const coalition = word('north', { patternId: null, coalitionId: 'c', from: '2026-03-01' });
	expect(standingIn(PATHS.get('n1')!, subject, byArea([coalition]), DAY)).toMatchObject({
		stance: 'backed',
		via: 'coalition'
	});
	expect(stance('n1', [coalition, word('north', { stance: 'withheld' })])).toBe('withheld');
	expect(stance('n1', [{ ...coalition, coalitionId: 'other' }])).toBeNull();
});

test('backing counts from its day, and no more on the day it is withdrawn', () => {
	const all = [word('north', { withdrawnOn: '2026-05-01' })];
	expect(
		['2025-12-31', '2026-01-01', '2026-04-30', '2026-05-01'].map((day) => stance('n1', all, day))
	).toEqual([null, 'backed', 'backed', 'withdrawn']);
	expect(stance('n1', [...all, word('org')])).toBe('backed');
});

test('what runs unbacked is what runs in teams that nobody backs it for', () => {
	const words = fc.array(
		fc
			.tuple(
				fc.constantFrom(...PATHS.keys()),
				fc.constantFrom('backed' as const, 'withheld' as const),
				fc.constantFrom('p', 'q', null),
				fc.boolean()
			)
			.map(([area, stance, patternId, ended]) =>
				word(area, {
					...{ stance, patternId, coalitionId: patternId === null ? 'c' : null },
					withdrawnOn: ended ? '2026-02-01' : null
				})
			),
		{ maxLength: 8 }
	);
	const teams = fc.record({ n1: fc.nat(9), n2: fc.nat(9), s1: fc.nat(9) });
	fc.assert(
		fc.property(words, teams, (all, counts) => {
			const below = (area: string) =>
				Object.entries(counts).filter(([team]) => PATHS.get(team)!.includes(area));
			const running = (area: string) => below(area).reduce((sum, [, count]) => sum + count, 0);
			const world = { paths: PATHS, backings: byArea(all), running, day: DAY };
			for (const area of PATHS.keys()) {
				const expected = below(area)
					.filter(([team]) => stance(team, all) !== 'backed')
					.reduce((sum, [, count]) => sum + count, 0);
				expect(unbackedIn(area, subject, world)).toBe(expected);
			}
		})
	);
});
