import { expect } from 'vitest';
import type { Db } from '../../packages/db/src/index.ts';
import { fingerprint, importTexts, SMALL, test } from '../support/imports.ts';

const on = (day: string) => ({ now: new Date(`${day}T09:00:00Z`) });
const counts = (report: Awaited<ReturnType<typeof importTexts>>) =>
	Object.fromEntries(
		report.files.map(({ name, added, changed, unchanged }) => [name, [added, changed, unchanged]])
	);

test('importing the same again changes nothing', async ({ own: { db } }) => {
	const first = await importTexts(db, SMALL);
	expect(counts(first)).toEqual({
		'teams.csv': [7, 0, 0],
		'patterns.csv': [1, 0, 0],
		'metrics.csv': [1, 0, 0],
		'adoption_events.csv': [6, 0, 0],
		'measurements.csv': [2, 0, 0]
	});
	const before = await fingerprint(db);
	const again = await importTexts(db, SMALL, on('2026-05-01'));
	expect(again).toMatchObject({ imported: false, rejectionCount: 0 });
	expect(
		again.files.every(({ added, changed, rows, unchanged }) => added + changed === 0 && rows === unchanged)
	).toBe(true);
	expect(await fingerprint(db)).toEqual(before);
});

test('a dry run says what an import would do, and does nothing', async ({ own: { db } }) => {
	const before = await fingerprint(db);
	const dry = await importTexts(db, SMALL, { dryRun: true });
	expect(await fingerprint(db)).toEqual(before);
	const real = await importTexts(db, SMALL);
	expect(dry).toEqual({ ...real, id: dry.id, dryRun: true, imported: false });
});

test('a file that has grown adds what is new, in its order', async ({ own: { db } }) => {
	await importTexts(db, SMALL);
	const grown =
		SMALL['adoption_events.csv'] +
		'pairing,s1,adopted,2025-05-01,again\npairing,s1,abandoned,2025-05-01,same day\npairing,n2,identified,2025-02-01,\n';
	const report = await importTexts(db, { 'adoption_events.csv': grown });
	expect(counts(report)).toEqual({ 'adoption_events.csv': [3, 0, 6] });
	expect(await tracks(db)).toEqual({
		n1: 'started 2025-01-10, adopted 2025-02-01',
		n2: 'identified 2025-02-01, agreed 2025-03-01, declined 2025-04-01',
		s1: 'adopted 2025-05-01, abandoned 2025-05-01, adopted 2025-05-01, abandoned 2025-05-01'
	});
	expect(counts(await importTexts(db, { 'adoption_events.csv': grown }))).toEqual({
		'adoption_events.csv': [0, 0, 9]
	});
});

const tracks = async (sql: Db) =>
	Object.fromEntries(
		(
			await sql`
				SELECT key, string_agg(stage || ' ' || from_on, ', ' ORDER BY step) AS track
				FROM stays JOIN teams ON teams.id = team_id GROUP BY key`
		).map(({ key, track }) => [key, track])
	);

test('what is known gets better, and a missing column takes nothing away', async ({ own: { db } }) => {
	await importTexts(db, SMALL);
	const report = await importTexts(db, {
		'teams.csv': 'team_key,name,parent_key,kind\nn1,North 1,north,team\nn2,North two,north,team',
		'patterns.csv': 'pattern_key,name,kind\npairing,Pair programming,success',
		'measurements.csv': 'metric_key,team_key,measured_on,value\nlead,n1,2025-01-31,11\nlead,n1,2025-02-28,9',
		'adoption_events.csv':
			'pattern_key,team_key,stage,occurred_on,note\npairing,n1,adopted,2025-02-01,another link'
	});
	expect(counts(report)).toEqual({
		'teams.csv': [0, 1, 1],
		'patterns.csv': [0, 1, 0],
		'adoption_events.csv': [0, 1, 0],
		'measurements.csv': [0, 1, 1]
	});
	expect(await db`SELECT name, size, joined_on FROM teams WHERE key = 'n1'`).toMatchObject([
		{ name: 'North 1', size: 8, joined_on: '2025-01-01' }
	]);
	expect(await db`SELECT name, summary, discovered_on FROM patterns`).toMatchObject([
		{ name: 'Pair programming', summary: 'Two people, one task', discovered_on: '2025-01-10' }
	]);
	expect((await db`SELECT value FROM measurements ORDER BY measured_on`).map(({ value }) => value)).toEqual([
		11, 9
	]);
	expect((await db`SELECT fact FROM evidence`).map(({ fact }) => fact).sort()).toEqual([
		'a link',
		'another link',
		'context differs',
		'same day'
	]);
});

test('an empty cell clears what is optional', async ({ own: { db } }) => {
	await importTexts(db, SMALL);
	await importTexts(db, {
		'teams.csv': 'team_key,name,parent_key,kind,size,joined_on\nn1,North one,north,,,\n'
	});
	expect(await db`SELECT kind, size, joined_on FROM teams WHERE key = 'n1'`).toMatchObject([
		{ kind: 'team', size: null, joined_on: null }
	]);
});

test('another parent is a move on the day of the import; until then the team stays where it was', async ({
	own: { db }
}) => {
	await importTexts(db, SMALL, on('2026-01-10'));
	const moved = { 'teams.csv': SMALL['teams.csv'].replace('n1,North one,north', 'n1,North one,south') };
	expect(counts(await importTexts(db, moved, on('2026-02-10')))).toEqual({ 'teams.csv': [0, 1, 6] });
	const places = () => db`
		SELECT parent.key, from_on, until_on FROM team_places JOIN teams t ON t.id = team_id
		LEFT JOIN teams parent ON parent.id = parent_id WHERE t.key = 'n1' ORDER BY from_on`;
	expect((await places()).map((row) => Object.values(row))).toEqual([
		['north', '-infinity', '2026-02-10'],
		['south', '2026-02-10', 'infinity']
	]);
	const top = { 'teams.csv': SMALL['teams.csv'].replace('n1,North one,north', 'n1,North one,') };
	await importTexts(db, top, on('2026-02-10'));
	expect((await places()).map((row) => Object.values(row))).toEqual([
		['north', '-infinity', '2026-02-10'],
		[null, '2026-02-10', 'infinity']
	]);
	expect(await db`SELECT FROM team_areas WHERE until_on <= from_on`).toHaveLength(0);
});

test('the first worth of a metric counts for all time, another from its import on', async ({
	own: { db }
}) => {
	await importTexts(db, SMALL, on('2026-01-10'));
	const dearer = { 'metrics.csv': SMALL['metrics.csv'].replace('100,EUR', '120.50,EUR') };
	expect(counts(await importTexts(db, dearer, on('2026-02-10')))).toEqual({ 'metrics.csv': [0, 1, 0] });
	await importTexts(
		db,
		{ 'metrics.csv': 'metric_key,name,unit,direction\nlead,Lead time,days,down' },
		on('2026-03-10')
	);
	const worths = await db`SELECT from_on, value_per_unit, currency FROM metric_worths ORDER BY from_on`;
	expect(worths.map((row) => Object.values(row))).toEqual([
		['-infinity', '100', 'EUR'],
		['2026-02-10', '120.50', 'EUR']
	]);
});

test('links, traits, claimed effects and costs are kept up by their keys', async ({ own: { db } }) => {
	const more = (weight: number) => ({
		'links.csv': `from_team_key,to_team_key,kind,weight\nn1,s1,works with,${weight}\nn1,s1,depends on,1\n`,
		'traits.csv':
			'team_key,trait,value,observed_on\nn1,deploys_on,kubernetes,2025-01-01\nn1,deploys_on,vm,2024-01-01\n',
		'pattern_metrics.csv': 'pattern_key,metric_key,claimed_effect\npairing,lead,\n',
		'pattern_costs.csv':
			'pattern_key,kind,amount,currency\npairing,one-off,1000.50,EUR\npairing,effort,200,EUR\n'
	});
	await importTexts(db, { ...SMALL, ...more(1) });
	const report = await importTexts(db, more(2.5));
	expect(counts(report)).toEqual({
		'links.csv': [0, 1, 1],
		'traits.csv': [0, 0, 2],
		'pattern_metrics.csv': [0, 0, 1],
		'pattern_costs.csv': [0, 0, 2]
	});
});
