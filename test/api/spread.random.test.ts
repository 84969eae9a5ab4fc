import { STAGES } from '@app/contract';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { expect } from 'vitest';
import { pointsOf } from '../../apps/web/src/lib/charts/pattern-curve.ts';
import { importFiles } from '../../apps/api/src/imports/import-files.ts';
import { recount, subtree, type History } from '../support/recount.ts';
import { test, TODAY } from '../support/app.ts';

const day = fc
	.integer({ min: -40_000, max: 20_000 })
	.map((days) => new Date(Date.UTC(2000, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

/** A tree of any depth (each team below one before it, or a root), patterns, and events in any order. */
const histories = fc
	.record({
		parents: fc.array(fc.option(fc.nat(), { freq: 8 }), { minLength: 1, maxLength: 25 }),
		joined: fc.array(fc.option(day), { minLength: 25, maxLength: 25 }),
		events: fc.array(fc.tuple(fc.nat(3), fc.nat(), fc.constantFrom(...STAGES), day), { maxLength: 60 })
	})
	.map(({ parents, joined, events }) => (run: number): History => {
		const key = (i: number) => `r${run}-t${i % parents.length}`;
		return {
			teams: parents.map((parent, i) => ({
				team_key: key(i),
				parent_key: parent === null || i === 0 ? '' : key(parent % i),
				joined_on: joined[i] ?? ''
			})),
			patterns: [0, 1, 2, 3].map((i) => ({ pattern_key: `r${run}-p${i}` })),
			events: events.map(([pattern, team, stage, occurred_on]) => ({
				...{ pattern_key: `r${run}-p${pattern}`, team_key: key(team), stage, occurred_on }
			}))
		};
	});

const file = (name: string, rows: string[]) => ({
	name,
	open: () => Readable.from([Buffer.from(rows.join('\n'))])
});
const filesOf = ({ teams, patterns, events }: History) => [
	file('teams.csv', [
		'team_key,name,parent_key,kind,size,joined_on',
		...teams.map((team) => `${team.team_key},A team,${team.parent_key},team,,${team.joined_on}`)
	]),
	file('patterns.csv', [
		'pattern_key,name,kind,summary,discovered_on,origin_team_key',
		...patterns.map(({ pattern_key }) => `${pattern_key},A pattern,success,,,`)
	]),
	file('adoption_events.csv', [
		'pattern_key,team_key,stage,occurred_on,note',
		...events.map((event) => `${event.pattern_key},${event.team_key},${event.stage},${event.occurred_on},`)
	])
];

test('whatever the history, spread and curve are what the events say', async ({ app, db }) => {
	let run = 0;
	await fc.assert(
		fc.asyncProperty(histories, fc.array(day, { minLength: 2, maxLength: 4 }), async (history, days) => {
			const made = history(++run);
			const report = await importFiles(db, {
				files: filesOf(made),
				now: TODAY,
				recordedBy: 'test',
				source: `run ${run}`
			});
			expect(report.rejections).toEqual([]);
			const areas = made.teams.slice(0, 6).map((team) => team.team_key);
			for (const area of areas) {
				const teams = subtree(made, area);
				for (const asOf of days) {
					const { patterns } = (await app.inject(`/api/spread?asOf=${asOf}&team=${area}`)).json();
					for (const { pattern_key } of made.patterns) {
						const found = patterns.find((one: { key: string }) => one.key === pattern_key);
						expect({ asOf, area, ...found }).toMatchObject({
							asOf,
							area,
							...recount(made, pattern_key, teams, asOf)
						});
					}
				}
			}
			const [from, to] = [days.toSorted()[0]!, days.toSorted().at(-1)!];
			const key = made.patterns[0]!.pattern_key;
			const { body } = await app.inject(
				`/api/patterns/${key}/spread?by=quarter&from=${from}&to=${to}&team=${areas[0]}`
			);
			for (const { on, ...counts } of pointsOf(JSON.parse(body)).filter((_, i) => i % 20 === 0)) {
				expect(recount(made, key, subtree(made, areas[0]!), on)).toMatchObject(counts);
			}
		}),
		{ numRuns: 25 }
	);
}, 120_000);
