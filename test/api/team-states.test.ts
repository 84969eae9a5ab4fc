import type { PatternSpread, TeamStates } from '@app/contract';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { expect } from 'vitest';
import { importFiles } from '../../apps/api/src/imports/import-files.ts';
import { test, TODAY, type App } from '../support/app.ts';
import type { Db } from '../../packages/db/src/index.ts';

const STATES = [
	...['not eligible', 'undecided', 'observed', 'identified', 'agreed', 'started'],
	...['adopted', 'sustained', 'declined', 'abandoned']
];
const OPEN = ['observed', 'identified', 'agreed', 'started'];

async function load(db: Db, files: Record<string, string[]>) {
	const report = await importFiles(db, {
		files: Object.entries(files).map(([name, lines]) => ({
			name: `${name}.csv`,
			open: () => Readable.from([Buffer.from(lines.join('\n'))])
		})),
		now: TODAY,
		recordedBy: 'test',
		source: 'test'
	});
	expect(report.rejections).toEqual([]);
}
const TEAMS = 'team_key,name,parent_key,kind,size,joined_on';
const PATTERNS = 'pattern_key,name,kind,summary,discovered_on,origin_team_key';
const EVENTS = 'pattern_key,team_key,stage,occurred_on,note';

const ask = async (app: App, query: string): Promise<TeamStates> =>
	(await app.inject(`/api/teams/states?${query}`)).json();
/** The picture in words: `team: state of the first pattern, of the second, ...`. */
const read = ({ teams, states }: TeamStates) =>
	teams.map(({ key }, i) => `${key}: ${[...states[i]!].map((digit) => STATES[Number(digit)]).join(', ')}`);

test('each team is where it was on the day, in the order of the tree', async ({ app, db }) => {
	await load(db, {
		teams: [
			TEAMS,
			'co,Company,,company,,',
			'z,A division,co,area,,',
			'a,B division,co,area,,',
			'z1,Last,z,team,,',
			'z2,First,z,team,,2025-06-01',
			'a1,Only,a,team,,'
		],
		patterns: [PATTERNS, 'p1,One,success,,,', 'p2,Two,failure,,,'],
		adoption_events: [
			EVENTS,
			'p1,z1,identified,2025-01-10,',
			'p1,z1,adopted,2025-03-01,',
			'p2,z1,declined,2025-02-01,',
			'p2,z2,started,2025-07-01,',
			'p2,z2,abandoned,2025-08-01,',
			'p1,a,sustained,2025-07-01,'
		]
	});
	const now = await ask(app, 'asOf=2026-01-01');
	expect(read(now)).toEqual([
		'z2: undecided, abandoned',
		'z1: adopted, declined',
		'a: sustained, not eligible',
		'a1: undecided, undecided'
	]);
	expect(now.areas).toEqual([
		{ key: 'z', name: 'A division', depth: 1, from: 0, teams: 2 },
		{ key: 'a', name: 'B division', depth: 1, from: 2, teams: 2 }
	]);
	expect(now.patterns.map(({ key }) => key)).toEqual(['p1', 'p2']);
	expect(read(await ask(app, 'asOf=2025-02-28'))).toEqual([
		'z1: identified, declined',
		'a1: undecided, undecided'
	]);
	expect(read(await ask(app, 'asOf=2025-07-15&team=z'))).toEqual([
		'z2: undecided, started',
		'z1: adopted, declined'
	]);

	await load(db, { teams: [TEAMS, 'z1,Last,a,team,,'] });
	const moved = async (asOf: string) => (await ask(app, `asOf=${asOf}`)).areas.map(({ teams }) => teams);
	expect(await moved('2026-11-22')).toEqual([2, 2]);
	expect(await moved('2026-11-23')).toEqual([1, 3]);
});

test('pages are parts of the whole', async ({ app }) => {
	const whole = await ask(app, '');
	const page = await ask(app, 'page=2&pageSize=3');
	expect(page).toMatchObject({ total: 4, page: 2, pageSize: 3, areas: whole.areas });
	expect(read(page)).toEqual(read(whole).slice(3));
	expect((await ask(app, 'page=9')).teams).toEqual([]);
	expect((await app.inject('/api/teams/states?team=nobody')).statusCode).toBe(404);
});

const day = fc
	.integer({ min: -400, max: 800 })
	.map((days) => new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const histories = fc.record({
	parents: fc.array(fc.nat(), { minLength: 1, maxLength: 25 }),
	joined: fc.array(fc.option(day), { minLength: 25, maxLength: 25 }),
	events: fc.array(fc.tuple(fc.nat(2), fc.nat(), fc.constantFrom(...STATES.slice(2)), day), { maxLength: 60 })
});

test('whatever the history, the cells of a pattern add up to its spread', async ({ app, db }) => {
	let run = 0;
	await fc.assert(
		fc.asyncProperty(histories, fc.array(day, { minLength: 2, maxLength: 3 }), async (history, days) => {
			const key = (i: number) => `r${run}-t${i % history.parents.length}`;
			run++;
			await load(db, {
				teams: [
					TEAMS,
					...history.parents.map(
						(parent, i) =>
							`${key(i)},A team,${i === 0 ? '' : key(parent % i)},team,,${history.joined[i] ?? ''}`
					)
				],
				patterns: [PATTERNS, ...[0, 1, 2].map((i) => `r${run}-p${i},A pattern,success,,,`)],
				adoption_events: [
					EVENTS,
					...history.events.map(
						([pattern, team, stage, on]) => `r${run}-p${pattern},${key(team)},${stage},${on},`
					)
				]
			});
			for (const asOf of days) {
				const { patterns, states } = await ask(app, `team=${key(0)}&asOf=${asOf}`);
				const spread = (await app.inject(`/api/spread?team=${key(0)}&asOf=${asOf}`)).json();
				for (const [at, pattern] of patterns.entries()) {
					const count = (...of: string[]) =>
						states.filter((row) => of.includes(STATES[Number(row[at])]!)).length;
					expect(spread.patterns.find((one: PatternSpread) => one.key === pattern.key)).toMatchObject({
						adopted: count('adopted', 'sustained'),
						sustained: count('sustained'),
						open: count(...OPEN),
						declined: count('declined'),
						abandoned: count('abandoned'),
						undecided: count('undecided'),
						eligible: states.length - count('not eligible')
					});
				}
			}
		}),
		{ numRuns: 20 }
	);
}, 60_000);
