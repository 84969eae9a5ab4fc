import type { Matrix } from '@app/contract';
import { expect, test } from 'vitest';
import { heat, heatRows, mostUneven, reach } from '../../apps/web/src/lib/charts/heat.ts';

const cell = (team: string, pattern: string, adopted: number, eligible: number) => ({
	team,
	pattern,
	adopted,
	eligible,
	open: 0,
	rate: eligible === 0 ? null : adopted / eligible
});
const matrix: Matrix = {
	asOf: '2026-11-23',
	area: null,
	teams: [
		{ key: 'north', name: 'North', leaf: false },
		{ key: 'south', name: 'South', leaf: false }
	],
	patterns: [
		{ key: 'rare', name: 'Rare', kind: 'success' },
		{ key: 'common', name: 'Common', kind: 'success' },
		{ key: 'never', name: 'Never', kind: 'failure' }
	],
	cells: [
		cell('north', 'rare', 0, 10),
		cell('north', 'common', 6, 10),
		cell('south', 'rare', 2, 4),
		cell('south', 'common', 4, 4),
		cell('south', 'never', 0, 0)
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

test('a cell that nobody answered for is not eligible', () => {
	expect(heat(matrix).eligible[1]).toEqual([10, 10, 0]);
	expect(heat(matrix).patterns.at(-1)?.rate).toBeNull();
});

test('the most uneven pattern is the one whose shares lie furthest apart', () => {
	expect(mostUneven(heat(matrix))).toEqual({ name: 'Rare', low: 0, high: 0.5 });
});

test('nothing is uneven where all shares are the same', () => {
	expect(
		mostUneven(heat({ ...matrix, cells: [cell('north', 'common', 1, 1), cell('south', 'common', 2, 2)] }))
	).toBeNull();
});

test('a pattern is everywhere when at least half of the teams of every area use it', () => {
	expect(reach(heat(matrix))).toEqual({ everywhere: 1, nowhere: 1 });
});

test('every cell is a row of the CSV file', () => {
	expect(heatRows(heat(matrix))).toHaveLength(6);
	expect(heatRows(heat(matrix))[0]).toEqual(['South', 'Common', 4, 4, 0]);
});
