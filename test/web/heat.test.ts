import type { Matrix } from '@app/contract';
import { expect, test } from 'vitest';
import { heat, heatRows, mostUneven, reach, rowsOf } from '../../apps/web/src/lib/charts/heat.ts';

const matrix: Matrix = {
	asOf: '2026-11-23',
	area: null,
	teams: [
		{ key: 'north', name: 'North', leaf: false, teams: 10 },
		{ key: 'south', name: 'South', leaf: false, teams: 10 }
	],
	patterns: [
		{ key: 'rare', name: 'Rare', kind: 'success', adopted: [0, 2], eligible: [10, 4], open: [0, 0] },
		{ key: 'common', name: 'Common', kind: 'success', adopted: [6, 4], eligible: [10, 4], open: [0, 0] },
		{ key: 'never', name: 'Never', kind: 'failure', adopted: [0, 0], eligible: [0, 0], open: [0, 0] }
	]
};

test('rows and columns are sorted by their share, highest first', () => {
	const { areas, patterns, adopted } = heat(matrix);
	expect(areas.map(({ key }) => key)).toEqual(['south', 'north']);
	expect(patterns.map(({ key }) => key)).toEqual(['common', 'rare', 'never']);
	expect(adopted).toEqual([
		[4, 2, 0],
		[6, 0, 0]
	]);
});

test('a pattern that nobody is eligible for has no rate', () => {
	expect(heat(matrix).eligible[1]).toEqual([10, 10, 0]);
	expect(heat(matrix).patterns.at(-1)?.rate).toBeNull();
});

test('the most uneven pattern is the one whose shares lie furthest apart', () => {
	expect(mostUneven(heat(matrix))).toEqual({ name: 'Rare', low: 0, high: 0.5 });
});

test('nothing is uneven where all shares are the same', () => {
	const even = { ...matrix.patterns[1]!, adopted: [1, 2], eligible: [1, 2] };
	expect(mostUneven(heat({ ...matrix, patterns: [even] }))).toBeNull();
});

test('a pattern is everywhere when at least half of the teams of every area use it', () => {
	expect(reach(heat(matrix))).toEqual({ everywhere: 1, nowhere: 1 });
});

test('every cell is a row of the CSV file', () => {
	expect(heatRows(heat(matrix))).toHaveLength(6);
	expect(heatRows(heat(matrix))[0]).toEqual(['South', 'Common', 4, 4, 0]);
});

test('some of the rows keep their order, and the rates of the columns are still those of all', () => {
	const second = rowsOf(heat(matrix), 1, 2);
	expect(second.areas.map(({ key }) => key)).toEqual(['north']);
	expect(second.adopted).toEqual([[6, 0, 0]]);
	expect(second.patterns[0]?.rate).toBe(10 / 14);
});
