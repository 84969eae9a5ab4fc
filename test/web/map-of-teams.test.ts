import type { PatternSpread, TeamStates } from '@app/contract';
import { expect, test } from 'vitest';
import { mean } from '../../apps/web/src/routes/map/teams/density.ts';
import { Grid } from '../../apps/web/src/routes/map/teams/grid.ts';
import { cellAt, scrolled, seen, toSee } from '../../apps/web/src/routes/map/teams/lens.ts';
import { concentration, mostUsedFirst, shares } from '../../apps/web/src/routes/map/teams/use.ts';

const named = (key: string) => ({ key, name: key.toUpperCase() });
const page = (teams: string[], states: string[]): TeamStates => ({
	...{ asOf: '2026-11-23', area: null, total: 3, page: 1, pageSize: 2 },
	patterns: ['a', 'b'].map((key) => ({ ...named(key), kind: 'success' })),
	areas: [
		{ ...named('north'), depth: 1, from: 0, teams: 2 },
		{ ...named('inner'), depth: 2, from: 1, teams: 1 }
	],
	teams: teams.map(named),
	states
});
const columns = ['b', 'a'].map((key) => ({ ...named(key), kind: 'success' as const }));

test('cells lie in the order of the columns, below those that came before', () => {
	const first = page(['x', 'y'], ['16', '70']);
	const grid = new Grid(first, columns);
	grid.add(first);
	grid.add(page(['z'], ['98']));
	expect([...grid.cells]).toEqual([6, 1, 0, 7, 8, 9]);
	expect(grid.teams.map(({ key }) => key)).toEqual(['x', 'y', 'z']);
	expect(grid.state({ row: 0, column: 0 })).toBe('adopted');
	expect(grid.state({ row: 1, column: 0 })).toBe('not eligible');
	expect(grid.state({ row: 2, column: 1 })).toBe('abandoned');
});

test('a team lies in all areas that span its row, the largest first', () => {
	const grid = new Grid(page([], []), columns);
	expect(grid.areasOf(1).map(({ key }) => key)).toEqual(['north', 'inner']);
	expect(grid.areasOf(2)).toEqual([]);
});

test('pages of two states of the records are never mixed', () => {
	const first = page(['x', 'y'], ['16', '70']);
	const grid = new Grid(first, columns);
	expect(() => grid.add({ ...first, total: 4 })).toThrow('Load the page again');
	expect(() => new Grid(first, columns.slice(1))).toThrow('Load the page again');
});

test('zoomed out all of it fits, zoomed in a cell has its full size', () => {
	const room = { width: 1200, height: 500 };
	expect(cellAt(0, 5000, 300, room)).toEqual({ width: 4, height: 0.1 });
	const full = cellAt(1, 5000, 300, room);
	expect([full.width, full.height].map(Math.round)).toEqual([28, 24]);
	expect(cellAt(0, 2, 3, room)).toEqual(cellAt(1, 2, 3, room));
});

test('what is held stays where it is while zooming', () => {
	const scroll = scrolled(100, 50, 2, 6);
	expect((scroll + 50) / 6).toBe((100 + 50) / 2);
});

test('a cell is brought into view by the shortest way, and left alone where it is seen', () => {
	expect(toSee(100, 50, 120, 130)).toBe(100);
	expect(toSee(100, 50, 160, 170)).toBe(120);
	expect(toSee(100, 50, 80, 90)).toBe(80);
});

test('cells that are seen in part are seen', () => {
	expect(seen(-15, 10, 30, 100)).toEqual([1, 5]);
	expect(seen(0, 10, 30, 2)).toEqual([0, 2]);
	expect(seen(-5000, 10, 30, 2)).toEqual([2, 2]);
});

test('the mean of two colours is that of their channels', () => {
	expect(mean(0xff_00_10_20, 0xff_ff_30_20).toString(16)).toBe('ff7f2020');
});

const spread = (key: string, counts: Partial<PatternSpread>): PatternSpread => ({
	...{
		...named(key),
		kind: 'success',
		retired: false,
		discoveredOn: null,
		eligible: 10,
		adopted: 0,
		sustained: 0,
		open: 0
	},
	...{ declined: 0, abandoned: 0, undecided: 0, rate: null },
	...counts
});
const patterns = [
	spread('rare', { adopted: 2, undecided: 8, rate: 0.2 }),
	spread('common', { adopted: 6, sustained: 4, open: 1, undecided: 3, rate: 0.6 }),
	spread('some', { adopted: 3, declined: 7, rate: 0.3 }),
	spread('never', { undecided: 10, rate: 0 })
];

test('the most used pattern comes first', () => {
	expect(mostUsedFirst(patterns).map(({ key }) => key)).toEqual(['common', 'some', 'rare', 'never']);
});

test('half of all use is that of the fewest patterns that reach it', () => {
	expect(concentration(patterns)).toEqual({ half: 1, unused: 1 });
	expect(concentration([spread('never', {})])).toEqual({ half: 0, unused: 1 });
});

test('each cell is counted as what it is drawn as', () => {
	expect(shares(patterns)).toEqual([
		{ state: 'sustained', share: 4 / 40 },
		{ state: 'adopted', share: 7 / 40 },
		{ state: 'open', share: 1 / 40 },
		{ state: 'declined', share: 7 / 40 },
		{ state: 'abandoned', share: 0 },
		{ state: 'undecided', share: 21 / 40 }
	]);
});
