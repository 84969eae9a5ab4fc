import { createHash } from 'node:crypto';
import { DEMO, DEMO_NAME, DEMO_NOTICE, simulate, toCsv } from '@app/demo';
import type { Demo } from '@app/demo';
import { expect, test } from 'vitest';
import { histories, records } from './reading.ts';

const demo = simulate(DEMO);
const tables = ({ files }: Demo) => Object.entries(files);
const hash = (each: Demo) => {
	const text = tables(each).map(([name, table]) => name + toCsv(table));
	return createHash('sha256')
		.update(text.join('') + JSON.stringify(each.truth))
		.digest('hex')
		.slice(0, 16);
};

test('the demo is the same on every machine, byte for byte', () => {
	expect(hash(simulate(DEMO))).toBe(hash(demo));
	// A change of the simulation changes what everybody sees: pinned, so that it happens on purpose.
	expect(hash(demo)).toBe('b2b3c638180a17bf');
});

test('other seeds make other organizations of the same kind', () => {
	const others = [1, 2, 3].map((seed) => simulate({ ...DEMO, seed }));
	expect(new Set([demo, ...others].map(hash)).size).toBe(4);
	for (const { files, truth } of others) {
		expect(files['teams.csv'].rows.length).toBeGreaterThan(140);
		expect(files['teams.csv'].rows.length).toBeLessThan(175);
		expect(histories(files['adoption_events.csv']).size).toBeGreaterThan(900);
		expect(histories(files['adoption_events.csv']).size).toBeLessThan(1600);
		expect(truth.stuck.length).toBeGreaterThan(30);
		expect(truth.willAdoptNext.length).toBeGreaterThan(50);
	}
});

test('it is an organization of about 150 teams, most of them on the fourth level', () => {
	const teams = records(demo.files['teams.csv']);
	const parents = new Map(teams.map(({ team_key, parent_key }) => [team_key!, parent_key!]));
	const level = (key: string): number => (parents.get(key) ? 1 + level(parents.get(key)!) : 1);
	const above = new Set(parents.values());
	const levels = teams
		.filter(({ team_key }) => !above.has(team_key!))
		.map(({ team_key }) => level(team_key!));
	expect(teams.filter(({ parent_key }) => parent_key === '')).toMatchObject([{ name: DEMO_NAME }]);
	expect(new Set(levels)).toEqual(new Set([3, 4, 5]));
	expect(levels.filter((each) => each === 4).length / levels.length).toBeGreaterThan(0.85);
});

test('14 patterns spread, of which 3 failed, and some teams have to do with none', () => {
	const patterns = records(demo.files['patterns.csv']).filter(({ state }) => state === 'published');
	expect(patterns).toHaveLength(14);
	expect(patterns.filter(({ kind }) => kind === 'failure')).toHaveLength(3);
	expect(histories(demo.files['adoption_events.csv']).size).toBeGreaterThan(1000);
	const touched = new Set(records(demo.files['adoption_events.csv']).map(({ team_key }) => team_key));
	expect(Object.keys(demo.truth.traits).filter((team) => !touched.has(team)).length).toBeGreaterThan(2);
});

test('every page can say that it is simulated', () => {
	expect(DEMO_NOTICE).toContain(DEMO_NAME);
	expect(DEMO_NOTICE).toContain('simulated');
});

test('a last day that does not exist is refused', () => {
	expect(() => simulate({ seed: 1, until: '2026-02-30' })).toThrow('2026-02-30');
});

test('cells with commas, quotes and newlines are quoted', () => {
	expect(
		toCsv({
			header: ['a', 'b'],
			rows: [
				['1', 'x, "y"\nz'],
				['', 'plain']
			]
		})
	).toBe('a,b\n1,"x, ""y""\nz"\n,plain\n');
});
