import { pointsOf } from '../../apps/web/src/lib/charts/pattern-curve.ts';
import { states } from '../../apps/web/src/lib/charts/states.ts';
import { existsSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { buildApp, type App } from '../../apps/api/src/app.ts';
import { pathFiles } from '../../apps/api/src/imports/path-files.ts';
import { importFiles } from '../../apps/api/src/imports/import-files.ts';
import { readHistory, recount, subtree } from '../support/recount.ts';
import { test as base } from '../support/database.ts';

const folder = new URL('../../../shared/data/fastify-org', import.meta.url).pathname;
const here = existsSync(folder);
if (!here) console.log('skips: ../shared/data is not here');

const TODAY = new Date('2026-11-23T12:00:00Z');
const test = base.extend('app', { scope: 'file' }, async ({ db }, { onCleanup }): Promise<App> => {
	await importFiles(db, {
		files: pathFiles(folder),
		now: TODAY,
		recordedBy: 'test',
		source: 'fastify-org'
	});
	const app = await buildApp({ db, now: () => TODAY });
	onCleanup(() => app.close());
	return app;
});

const ask = async (app: App, url: string) => (await app.inject(url)).json();
const days = [
	'2016-09-27',
	'2016-09-28',
	'2018-12-31',
	'2020-02-29',
	'2021-06-30',
	'2023-10-27',
	'2025-10-17',
	'2026-11-23'
];

describe.runIf(here)('the figures of fastify-org, against the CSV files', () => {
	const history = here ? readHistory(folder) : undefined!;
	const areas = ['fastify', 'group-core', 'group-plugins', 'fastify-core'];

	test('spread of every pattern is right on many days and in many areas', async ({ app }) => {
		for (const asOf of days) {
			for (const area of areas) {
				const { patterns } = await ask(app, `/api/spread?asOf=${asOf}&team=${area}`);
				const teams = subtree(history, area);
				for (const found of patterns) {
					const expected = recount(history, found.key, teams, asOf);
					const { eligible, adopted, open, declined, abandoned } = expected;
					const undecided = eligible - adopted - open - declined - abandoned;
					expect({ asOf, area, ...found }).toMatchObject({ asOf, area, ...expected, undecided });
				}
			}
		}
	});

	test('the points of a curve are the spread of their days', async ({ app }) => {
		for (const by of ['week', 'month', 'quarter']) {
			const points = pointsOf(
				await ask(app, `/api/patterns/tap/spread?by=${by}&to=2026-08-20&team=group-plugins`)
			);
			const teams = subtree(history, 'group-plugins');
			expect(points.at(-1)?.on).toBe('2026-08-20');
			for (const { on, ...counts } of points.filter((_, i) => i % 7 === 0)) {
				expect({ on, ...recount(history, 'tap', teams, on) }).toMatchObject({ on, ...counts });
			}
		}
	});

	test('all curves at once say the same as each alone', async ({ app }) => {
		const all = await ask(
			app,
			'/api/spread/curves?by=quarter&from=2017-01-01&to=2026-08-20&team=group-core&open=true'
		);
		for (const { key, from, adopted, open } of all.patterns) {
			const one = await ask(
				app,
				`/api/patterns/${key}/spread?by=quarter&from=2017-01-01&to=2026-08-20&team=group-core`
			);
			expect(one.on).toEqual(all.on);
			expect(one.adopted).toEqual(states(from, adopted, all.on.length));
			expect(one.open).toEqual(states(from, open, all.on.length));
		}
	});

	test('the matrix says of each child what its own spread says', async ({ app }) => {
		for (const area of ['fastify', 'group-plugins']) {
			const { teams, patterns } = await ask(app, `/api/matrix?asOf=2024-05-05&team=${area}`);
			expect(teams.length).toBeGreaterThan(3);
			for (const [i, team] of teams.entries())
				for (const { key, eligible, adopted, open } of patterns) {
					const expected = recount(history, key, subtree(history, team.key), '2024-05-05');
					expect({ team, key, eligible: eligible[i], adopted: adopted[i], open: open[i] }).toEqual({
						...{ team, key, eligible: expected.eligible, adopted: expected.adopted, open: expected.open }
					});
				}
		}
	});
});
