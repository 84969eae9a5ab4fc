import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { buildApp, type App } from '../../apps/api/src/app.ts';
import { RECORD_KINDS } from '../../packages/contract/src/index.ts';
import { TODAY } from '../support/app.ts';
import { test, UNTIL } from '../support/demo.ts';
import { emptyDatabase, importTexts, SMALL, test as bare } from '../support/imports.ts';

const ask = async (app: App, url: string) => {
	const answer = await app.inject(url);
	expect(answer.statusCode).toBe(200);
	expect(answer.headers['content-type']).toContain('text/csv');
	return answer.body;
};
const rowsOf = (csv: string) => parse(csv, { columns: true }) as Record<string, string>[];

test('every adoption of an area is exported in the stage it has on the day', async ({ app, demo }) => {
	expect(demo.files['patterns.csv']).toBeDefined();
	const { children } = (await app.inject(`/api/place?asOf=${UNTIL}`)).json();
	for (const team of ['', `&team=${children[0].key}`]) {
		const rows = rowsOf(await ask(app, `/api/export/adoptions.csv?asOf=${UNTIL}${team}`));
		const { patterns } = (await app.inject(`/api/spread?asOf=${UNTIL}${team}`)).json();
		for (const { key, name, adopted, sustained, open, declined, abandoned } of patterns) {
			const stages = rows.filter((row) => row['pattern_key'] === key && row['pattern_name'] === name);
			const count = (...some: string[]) => stages.filter((row) => some.includes(row['stage']!)).length;
			expect({
				adopted: count('adopted', 'sustained'),
				sustained: count('sustained'),
				open: count('observed', 'identified', 'agreed', 'started'),
				declined: count('declined'),
				abandoned: count('abandoned')
			}).toEqual({ adopted, sustained, open, declined, abandoned });
		}
	}
});

test('an export is about one pattern and one area where asked', async ({ app, demo }) => {
	const key = demo.files['patterns.csv'].rows[0]![0];
	const all = rowsOf(await ask(app, '/api/export/adoption_events.csv'));
	const one = rowsOf(await ask(app, `/api/export/adoption_events.csv?pattern=${key}`));
	expect(one).toEqual(all.filter((row) => row['pattern_key'] === key));
	expect(one.length).toBeGreaterThan(10);
	const until = rowsOf(await ask(app, '/api/export/adoption_events.csv?asOf=2025-06-30'));
	expect(until).toEqual(all.filter((row) => row['occurred_on']! <= '2025-06-30'));
	expect((await app.inject('/api/export/adoptions.csv?pattern=nothing')).statusCode).toBe(404);
	expect((await app.inject('/api/export/adoption_events.csv?team=nobody')).statusCode).toBe(404);
	expect((await app.inject('/api/export/adoptions.csv?asOf=yesterday')).statusCode).toBe(400);
});

test('the whole log of the demo comes out as it went in', async ({ app, demo, db }) => {
	const csv = await ask(app, '/api/export/adoption_events.csv');
	expect(rowsOf(csv).length).toBe(demo.files['adoption_events.csv'].rows.length);
	const again = await importTexts(db, { 'adoption_events.csv': csv }, { now: TODAY });
	expect(again).toMatchObject({ imported: false, rejectionCount: 0 });
});

bare(
	'import, export and import make the same records, with several events a day, notes and corrections',
	async ({ own }) => {
		const { 'adoption_events.csv': events, 'teams.csv': teams, 'patterns.csv': patterns } = SMALL;
		const rest = { 'teams.csv': teams, 'patterns.csv': patterns };
		await importTexts(own.db, {
			...rest,
			'adoption_events.csv': `${events}pairing,s1,agreed,2025-05-01,"=1+1, and ""more"""
pairing,s1,abandoned,2025-05-01,
pairing,s1,adopted,2026-02-01,a mistake
pairing,s2,adopted,2026-02-02,"two
lines"
`
		});
		await importTexts(own.db, {
			'adoption_events.csv': `pattern_key,team_key,stage,occurred_on,note\npairing,n1,adopted,2025-02-01,seen too\n`
		});
		await own.sql`
		INSERT INTO transitions (team_id, pattern_id, id, stage, occurred_on, day_order, recorded_at, supersedes, import_id)
		SELECT team_id, pattern_id, gen_random_uuid(), 'started', '2026-01-31', 1, '2026-03-30T10:00:00Z', t.id, t.import_id
		FROM transitions t JOIN teams ON teams.id = team_id WHERE teams.key = 's1' AND occurred_on = '2026-02-01'`;
		const exported = async (db: typeof own.db) => {
			const app = await buildApp({ db, now: () => TODAY });
			try {
				return await ask(app, '/api/export/adoption_events.csv');
			} finally {
				await app.close();
			}
		};
		const csv = await exported(own.db);
		expect(csv).toBe(`pattern_key,team_key,stage,occurred_on,note,reason,recorded_at
pairing,n1,started,2025-01-10,,,2026-03-31T12:00:00+00:00
pairing,n1,adopted,2025-02-01,a link; seen too,,2026-03-31T12:00:00+00:00
pairing,n2,agreed,2025-03-01,,,2026-03-31T12:00:00+00:00
pairing,n2,declined,2025-04-01,context differs,,2026-03-31T12:00:00+00:00
pairing,s1,adopted,2025-05-01,,,2026-03-31T12:00:00+00:00
pairing,s1,abandoned,2025-05-01,same day,,2026-03-31T12:00:00+00:00
pairing,s1,agreed,2025-05-01,"=1+1, and ""more""",,2026-03-31T12:00:00+00:00
pairing,s1,abandoned,2025-05-01,,,2026-03-31T12:00:00+00:00
pairing,s1,started,2026-01-31,,,2026-03-30T10:00:00+00:00
pairing,s2,adopted,2026-02-02,"two
lines",,2026-03-31T12:00:00+00:00
`);
		expect(await importTexts(own.db, { 'adoption_events.csv': csv })).toMatchObject({ imported: false });

		const other = await emptyDatabase();
		try {
			await importTexts(other.db, { ...rest, 'adoption_events.csv': csv });
			expect(await exported(other.db)).toBe(csv);
		} finally {
			await other.drop();
		}
	}
);

bare('a spreadsheet takes no cell for a formula', async ({ own }) => {
	await importTexts(own.db, {
		...SMALL,
		'teams.csv': SMALL['teams.csv']
			.replace('North one', '"=HYPERLINK(""http://evil"")"')
			.replace('North,', '@North,')
	});
	const app = await buildApp({ db: own.db, now: () => TODAY });
	const [row] = rowsOf(await ask(app, '/api/export/adoptions.csv'));
	await app.close();
	expect(row).toEqual({
		pattern_key: 'pairing',
		pattern_name: 'Pairing',
		team_key: 'n1',
		team_name: `'=HYPERLINK("http://evil")`,
		area_key: 'north',
		area_name: `'@North`,
		stage: 'adopted',
		since: '2025-02-01'
	});
});

test('every kind of record is exported as it can be imported, and importing that changes nothing', async ({
	app,
	db,
	demo
}) => {
	const exported: Record<string, string> = {};
	for (const kind of RECORD_KINDS) exported[`${kind}.csv`] = await ask(app, `/api/export/${kind}.csv`);
	for (const [name, text] of Object.entries(exported)) {
		const table = demo.files[name as keyof typeof demo.files];
		expect([name, rowsOf(text).length]).toEqual([name, table?.rows.length ?? 0]);
	}
	const filled = Object.entries(exported).filter(([, text]) => rowsOf(text).length > 0);
	expect(filled.length).toBeGreaterThan(10);
	const again = await importTexts(db, Object.fromEntries(filled));
	expect(again.rejections).toEqual([]);
	expect(again.files.map(({ name, added, changed }) => [name, added, changed])).toEqual(
		again.files.map(({ name }) => [name, 0, 0])
	);
});
