import { expect, test } from 'vitest';
import { placeIn, queryOf } from '../../apps/web/src/lib/place.ts';

const at = (address: string, id = '/', key?: string) =>
	placeIn({ url: new URL(address, 'http://localhost'), route: { id }, params: key ? { key } : {} });

test('the place is in the URL, and empty parameters are none', () => {
	expect(at('/?team=core&asOf=2026-06-30')).toEqual({ team: 'core', asOf: '2026-06-30', knownAt: null });
	expect(at('/?team=&asOf=&knownAt=')).toEqual({ team: null, asOf: null, knownAt: null });
	expect(at('/?knownAt=2026-06-30T10:00:00Z').knownAt).toBe('2026-06-30T10:00:00Z');
});

test("a team's own page is its area; a pattern's key is not", () => {
	expect(at('/teams/core', '/teams/[key]', 'core').team).toBe('core');
	expect(at('/patterns/ci?team=core', '/patterns/[key]', 'ci').team).toBe('core');
});

test('a query keeps the place, escaped, and is nothing where there is none', () => {
	expect(queryOf({ team: 'a&b', asOf: '2026-06-30' }, { sort: '-rate' })).toBe(
		'?sort=-rate&team=a%26b&asOf=2026-06-30'
	);
	expect(queryOf({ team: null, asOf: null, knownAt: null })).toBe('');
	expect(queryOf({ knownAt: '2026-06-30T10:00:00Z' })).toBe('?knownAt=2026-06-30T10%3A00%3A00Z');
});
