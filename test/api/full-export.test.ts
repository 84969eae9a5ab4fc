import { STAGES } from '@app/contract';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'vitest';
import { everything } from '../../apps/api/src/export/everything.ts';
import { pathFiles } from '../../apps/api/src/imports/path-files.ts';
import { IMPORT_FILE_NAMES } from '../../packages/contract/src/index.ts';
import { beside, type Db } from '../../packages/db/src/index.ts';
import { TODAY } from '../support/app.ts';
import { test as withDemo } from '../support/demo.ts';
import { emptyDatabase, importTexts, SMALL, test } from '../support/imports.ts';

/** What a ZIP holds, by name, and a way to import it. */
async function unpacked(zip: Buffer) {
	const folder = await mkdtemp(join(tmpdir(), 'full-export-'));
	const path = join(folder, 'everything.zip');
	await writeFile(path, zip);
	const texts: Record<string, string> = {};
	for await (const file of pathFiles(path))
		texts[file.name] = (await Array.fromAsync(file.open())).map(String).join('');
	await rm(folder, { recursive: true });
	return texts;
}

async function exported(db: Db): Promise<Record<string, string>> {
	const lane = beside(db, 1);
	try {
		return await unpacked(await buffer(everything(db, lane)));
	} finally {
		await lane.end();
	}
}

const filesOf = (all: Record<string, string>) =>
	Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'README.txt'));

/** Export, import into an empty database, export again: the same files; and importing them where they come from changes nothing. */
async function expectRoundTrip(db: Db): Promise<Record<string, string>> {
	const first = await exported(db);
	expect(Object.keys(filesOf(first))).toEqual(IMPORT_FILE_NAMES);
	const other = await emptyDatabase();
	try {
		const into = await importTexts(other.db, filesOf(first), { now: TODAY });
		expect([into.imported, into.rejections]).toEqual([true, []]);
		const second = await exported(other.db);
		for (const [name, text] of Object.entries(first)) expect([name, second[name]]).toEqual([name, text]);
	} finally {
		await other.drop();
	}
	const again = await importTexts(db, filesOf(first), { now: TODAY });
	expect([again.imported, again.rejections]).toEqual([false, []]);
	expect(again.files.map(({ name, added, changed }) => [name, added, changed])).toEqual(
		IMPORT_FILE_NAMES.map((name) => [name, 0, 0])
	);
	return first;
}

withDemo('the demo comes out as it went in', async ({ app, db, demo }) => {
	const files = await expectRoundTrip(db);
	const answer = await app.inject('/api/export/everything.zip');
	expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
	expect(await unpacked(answer.rawPayload)).toEqual(files);
	for (const [name, { rows }] of Object.entries(demo.files))
		expect([name, files[name]!.match(/\n/g)!.length > rows.length]).toEqual([name, true]);
});

withDemo('all files of an export are of one instant', async ({ db, demo }) => {
	const pattern = demo.files['patterns.csv'].rows[0]![0];
	const lane = beside(db, 1);
	try {
		const before = await unpacked(await buffer(everything(db, lane)));
		const under = everything(db, lane);
		await new Promise((resolve) => under.once('readable', resolve));
		await importTexts(db, {
			'conditions.csv': `pattern_key,kind,trait,operator,value\n${pattern},works,later,is,yes\n`
		});
		expect(await unpacked(await buffer(under))).toEqual(before);
		const after = await unpacked(await buffer(everything(db, lane)));
		expect(after['conditions.csv']).toContain('later,is,yes');
	} finally {
		await lane.end();
	}
});

withDemo('an export whose reader leaves gives its connection back', async ({ db, demo }) => {
	expect(demo.files['measurements.csv'].rows.length).toBeGreaterThan(10_000);
	const lane = beside(db, 1);
	try {
		const left = everything(db, lane);
		await new Promise((resolve) => left.once('readable', resolve));
		left.destroy();
		expect(Object.keys(await unpacked(await buffer(everything(db, lane))))).toContain('heeded.csv');
	} finally {
		await lane.end();
	}
});

const data = join(import.meta.dirname, '../../../shared/data');
for (const folder of ['fastify-org', 'medical-innovation', 'technology-adoption'])
	test(`${folder} comes out as it went in`, async ({ own: { db }, skip }) => {
		if (!existsSync(join(data, folder))) skip(`there is no ${join(data, folder)}`);
		await importTexts(db, {}, { files: pathFiles(join(data, folder)), now: TODAY });
		const files = await expectRoundTrip(db);
		expect(`${files['adoption_events.csv']}${files['measurements.csv']}`.length).toBeGreaterThan(10_000);
	});

test('where teams lay and what a unit was worth comes out for every day', async ({ own: { db, sql } }) => {
	await importTexts(db, SMALL, { now: new Date('2025-03-01') });
	await importTexts(
		db,
		{
			'teams.csv': SMALL['teams.csv'].replace('n1,North one,north', 'n1,North one,south'),
			'metrics.csv': SMALL['metrics.csv'].replace('100,EUR', '120.50,EUR')
		},
		{ now: new Date('2025-06-15') }
	);
	const files = await expectRoundTrip(db);
	expect(files['team_moves.csv']).toBe('team_key,from_on,parent_key\nn1,,north\nn1,2025-06-15,south\n');
	expect(files['metric_worths.csv']).toBe(
		'metric_key,from_on,value_per_unit,currency\nlead,,100,EUR\nlead,2025-06-15,120.50,EUR\n'
	);
	await importTexts(db, { 'team_moves.csv': 'team_key,from_on,parent_key\nn1,,south\n' });
	const places = await sql`
		SELECT from_on, until_on, parent.key FROM team_places place JOIN teams team ON team.id = place.team_id
		JOIN teams parent ON parent.id = place.parent_id WHERE team.key = 'n1'`;
	expect(places).toEqual([{ from_on: '-infinity', until_on: 'infinity', key: 'south' }]);
});

test('moves that cannot have been are rejected', async ({ own: { db } }) => {
	await importTexts(db, SMALL);
	const rejected = async (rows: string) => {
		const { imported, rejections } = await importTexts(db, {
			'team_moves.csv': `team_key,from_on,parent_key\n${rows}\n`
		});
		expect(imported).toBe(false);
		return rejections.map(({ line, column, expected }) => [line, column, expected]);
	};
	expect(await rejected('n1,2025-01-01,north')).toEqual([
		[2, 'from_on', expect.stringContaining('one row without a day')]
	]);
	expect(await rejected('north,,org\nnorth,2025-05-01,south\nsouth,,org\nsouth,2025-04-01,n1')).toEqual([
		[3, 'parent_key', expect.stringContaining('from 2025-05-01 on they would lie in each other')],
		[5, 'parent_key', expect.stringContaining('from 2025-05-01 on they would lie in each other')]
	]);
	expect(await rejected('n1,,nowhere')).toEqual([
		[2, 'parent_key', 'the key of a team that is in teams.csv or already here']
	]);
});

const TEAMS = ['a', '=b()', 'c "quoted", and more', 'd', '持续'];
const key = fc.constantFrom(...TEAMS);
const words = fc
	.array(fc.constantFrom('=1+1', '"', ',', 'two\nlines', 'ä', '\\N', '\\.', 'x'), {
		minLength: 1,
		maxLength: 4
	})
	.map((some) => some.join(''));
const onDay = fc
	.integer({ min: 0, max: 500 })
	.map((n) => new Date(Date.UTC(2024, 5, n)).toISOString().slice(0, 10));
const state = fc.record({
	parents: fc.tuple(...TEAMS.map((_, i) => fc.option(fc.nat({ max: Math.max(i - 1, 0) })))),
	worth: fc.option(fc.integer({ min: 1, max: 500 })),
	events: fc.array(
		fc.record({ team: key, stage: fc.constantFrom(...STAGES), on: onDay, note: fc.option(words) }),
		{
			maxLength: 12
		}
	),
	traits: fc.uniqueArray(fc.record({ team: key, value: words, on: onDay }), {
		selector: ({ team, on }) => `${team} ${on}`,
		maxLength: 6
	})
});
const csv = (header: string, rows: (string | number | null)[][]) =>
	[
		header,
		...rows.map((row) => row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(','))
	].join('\n');

test('whatever came in with several imports comes out, and in again', { timeout: 120_000 }, async ({}) => {
	await fc.assert(
		fc.asyncProperty(fc.tuple(state, state, state), async (states) => {
			const own = await emptyDatabase();
			try {
				for (const [i, { parents, worth, events, traits }] of states.entries()) {
					const { rejections } = await importTexts(
						own.db,
						{
							'teams.csv': csv(
								'team_key,name,parent_key,kind',
								TEAMS.map((team, t) => [
									team,
									`${team} ${i}`,
									t > 0 && parents[t] != null ? TEAMS[parents[t]]! : null,
									null
								])
							),
							'patterns.csv': csv('pattern_key,name,kind', [['p', '+p', 'success']]),
							'metrics.csv': csv('metric_key,name,unit,direction,value_per_unit,currency', [
								['m', '-m', null, 'up', worth, worth && 'EUR']
							]),
							'adoption_events.csv': csv(
								'pattern_key,team_key,stage,occurred_on,note',
								events.map(({ team, stage, on, note }) => ['p', team, stage, on, note])
							),
							'traits.csv': csv(
								'team_key,trait,value,observed_on',
								traits.map(({ team, value, on }) => [team, 'uses', value, on])
							)
						},
						{ now: new Date(Date.UTC(2025, 3 + 3 * i, 1)) }
					);
					expect(rejections).toEqual([]);
				}
				await expectRoundTrip(own.db);
			} finally {
				await own.drop();
			}
		}),
		{ numRuns: 4, seed: 6, endOnFailure: true }
	);
});
