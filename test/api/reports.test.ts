import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { buildApp, type App } from '../../apps/api/src/app.ts';
import type { ReportAnswer, ReportTables } from '../../packages/contract/src/index.ts';
import { TODAY } from '../support/app.ts';
import { importTexts, SMALL, test as bare } from '../support/imports.ts';

const MORE = {
	...SMALL,
	'pattern_metrics.csv': 'pattern_key,metric_key,claimed_effect\npairing,lead,-2\n',
	'pattern_costs.csv': 'pattern_key,kind,amount,currency\npairing,effort,400,EUR\n',
	'people.csv': 'person_key,name\nada,Ada Lovelace\n'
};

/** A small organization with the product over it, and a folder for its files. */
const test = bare
	.extend('folder', async ({}, { onCleanup }) => {
		const folder = await mkdtemp(join(tmpdir(), 'reports-'));
		onCleanup(() => rm(folder, { recursive: true }));
		return folder;
	})
	.extend('app', async ({ own, folder }, { onCleanup }): Promise<App> => {
		await importTexts(own.db, MORE);
		const app = await buildApp({ db: own.db, now: () => TODAY, reportFolder: folder });
		onCleanup(() => app.close());
		return app;
	});

const seal = (app: App, payload: object, headers: Record<string, string> = {}) =>
	app.inject({ method: 'POST', url: '/api/reports', payload, headers });
const get = async <T>(app: App, url: string): Promise<T> => {
	const answer = await app.inject(url);
	expect(answer.statusCode, answer.body).toBe(200);
	return answer.json<T>();
};

test('a quarter that is over is sealed once, and listed', async ({ app, own }) => {
	const before = await get<{ quarters: { name: string; state: string }[] }>(app, '/api/reports');
	expect(before).toMatchObject({ area: null, reports: [] });
	expect(before.quarters.map(({ name, state }) => `${name} ${state}`)).toEqual([
		'2026-Q4 open',
		...['2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4', '2025-Q3', '2025-Q2', '2025-Q1'].map(
			(name) => `${name} over`
		)
	]);
	const answer = await seal(
		app,
		{ quarter: '2025-Q2', narrative: ' A good one. ' },
		{ 'x-on-behalf-of': 'ada', 'idempotency-key': 'once' }
	);
	expect(answer.statusCode, answer.body).toBe(201);
	const sealed = answer.json();
	expect(sealed).toMatchObject({ quarter: '2025-Q2', area: null, by: 'local', onBehalfOf: 'ada' });
	const document = await app.inject(`/api/reports/${sealed.id}/document`);
	expect(document.headers['content-type']).toContain('application/json');
	expect(createHash('sha256').update(document.rawPayload).digest('hex')).toBe(sealed.sha256);
	const report = await get<ReportAnswer>(app, `/api/reports/${sealed.id}`);
	expect(report).toMatchObject({ id: sealed.id, sha256: sealed.sha256, restated: [] });
	expect(report.data).toEqual(document.json());
	expect(report.data).toMatchObject({
		asOf: '2025-06-30',
		narrative: 'A good one.',
		seal: { at: TODAY.toISOString(), by: 'Ada Lovelace' }
	});

	// sent again it is the same; another one is refused, with the first
	const again = await seal(
		app,
		{ quarter: '2025-Q2', narrative: ' A good one. ' },
		{ 'x-on-behalf-of': 'ada', 'idempotency-key': 'once' }
	);
	expect([again.statusCode, again.json()]).toEqual([201, sealed]);
	const second = await seal(app, { quarter: '2025-Q2', team: 'org' });
	expect(second.statusCode).toBe(409);
	expect(second.json()).toMatchObject({ theirs: { id: sealed.id, sha256: sealed.sha256 } });
	expect((await seal(app, { quarter: '2025-Q2', team: 'north' })).statusCode).toBe(201);

	const { reports, quarters } = await get<{ reports: object[]; quarters: object[] }>(app, '/api/reports');
	expect(reports).toMatchObject([{ area: { key: 'north', name: 'North' } }, { ...sealed }]);
	expect(quarters).toContainEqual({
		...{ name: '2025-Q2', from: '2025-04-01', to: '2025-06-30' },
		...{ state: 'sealed', report: sealed.id }
	});
	expect((await get<{ quarters: object[] }>(app, '/api/reports?team=south')).quarters).toContainEqual(
		expect.objectContaining({ name: '2025-Q2', state: 'over', report: null })
	);
	const { changes } = await get<{ changes: object[] }>(app, '/api/changes?kind=reports');
	expect(changes).toMatchObject([
		{ action: 'created', after: { quarter: '2025-Q2', area: 'north' } },
		{ recordId: sealed.id, onBehalfOf: 'ada', after: { quarter: '2025-Q2', sha256: sealed.sha256 } }
	]);
	await expect(own.db`UPDATE sealed_reports SET document = ''`).rejects.toThrow(/permission denied/);
	await expect(own.db`DELETE FROM sealed_reports`).rejects.toThrow(/permission denied/);
});

test('what is not there, not over or not begun is refused in words', async ({ app }) => {
	const refused = async (payload: object) => {
		const answer = await seal(app, payload);
		return [answer.statusCode, answer.json().detail];
	};
	expect(await refused({ quarter: '2026-Q4' })).toEqual([422, expect.stringContaining('from 2027-01-01 on')]);
	expect(await refused({ quarter: '2027-Q1' })).toEqual([422, expect.stringContaining('2027-Q1 begins on')]);
	expect(await refused({ quarter: '2024-Q4' })).toEqual([
		422,
		expect.stringContaining('The first quarter is 2025-Q1')
	]);
	expect(await refused({ quarter: '2025-Q5' })).toEqual([400, expect.any(String)]);
	expect(await refused({ quarter: '2025-Q2', team: 'nobody' })).toEqual([
		404,
		expect.stringContaining(`'nobody'`)
	]);
	for (const url of [
		'/api/reports/draft?quarter=2027-Q1',
		'/api/reports/draft?quarter=2025-Q2&team=nobody',
		'/api/reports/00000000-0000-7000-8000-000000000000',
		'/api/reports/00000000-0000-7000-8000-000000000000/document',
		'/api/reports/files/00000000-0000-7000-8000-000000000000',
		'/api/reports/nothing'
	])
		expect([404, 422, 400], url).toContain((await app.inject(url)).statusCode);
	const { reports } = await get<{ reports: object[] }>(app, '/api/reports');
	expect(reports).toEqual([]);
});

test('two seals at once: one is sealed, the other is told', async ({ app, own, folder }) => {
	const other = await buildApp({ db: own.db, now: () => TODAY, reportFolder: folder });
	try {
		const answers = await Promise.all(
			[app, other, app, other].map((one) => seal(one, { quarter: '2025-Q3' }))
		);
		expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409, 409, 409]);
		const { id } = answers.find(({ statusCode }) => statusCode === 201)!.json();
		for (const answer of answers.filter(({ statusCode }) => statusCode === 409))
			expect(answer.json().theirs.id).toBe(id);
	} finally {
		await other.close();
	}
});

/** A change of one record, seen in its version. */
async function edit(app: App, kind: string, where: string, fields: object): Promise<void> {
	const { records } = await get<{ records: { id: string; version: number }[] }>(
		app,
		`/api/records/${kind}?${where}`
	);
	const { id, version } = records[0]!;
	const answer = await app.inject({
		...{ method: 'PATCH', url: `/api/records/${kind}/${id}` },
		payload: { version, fields }
	});
	expect(answer.statusCode, answer.body).toBe(200);
}

test('whatever is changed in the past later, a sealed report says what it said, and what was restated', async ({
	app,
	own
}) => {
	const sealed = (await seal(app, { quarter: '2025-Q2' })).json();
	const url = `/api/reports/${sealed.id}`;
	const document = (await app.inject(`${url}/document`)).body;
	const { data } = await get<ReportAnswer>(app, url);
	const pairing = ({ patterns }: ReportAnswer['data']) => patterns.find(({ key }) => key === 'pairing')!;
	expect(pairing(data)).toMatchObject({
		name: 'Pairing',
		adopted: 1,
		declined: 1,
		abandoned: 1,
		retired: false
	});

	// a name and a move of today: the past is as it was
	await edit(app, 'patterns', 'key=pairing', { name: 'Pair programming' });
	await importTexts(
		own.db,
		{ 'teams.csv': 'team_key,name,parent_key,kind,size,joined_on\nn1,North one,south,team,8,2025-01-01\n' },
		{ now: TODAY }
	);
	expect((await get<ReportAnswer>(app, url)).restated).toEqual([]);

	// a retirement says no day: nobody is asked for backing any more, then as now
	await edit(app, 'patterns', 'key=pairing', { state: 'retired' });
	expect((await get<ReportAnswer>(app, url)).restated).toEqual([
		{ table: 'backing_gaps', row: 'North · Pairing', figure: 'Adoptions', was: 1, is: null }
	]);
	expect((await get<ReportAnswer>(app, url)).data).toEqual(data);

	// a correction of the past: the second team of the south adopted in June, and nobody had said so
	await importTexts(
		own.db,
		{
			'adoption_events.csv':
				'pattern_key,team_key,stage,occurred_on,note\npairing,s2,started,2025-05-20,\npairing,s2,adopted,2025-06-15,\n'
		},
		{ now: TODAY }
	);
	const later = await get<ReportAnswer>(app, url);
	expect(later.data).toEqual(data);
	expect(later.sha256).toBe(sealed.sha256);
	expect((await app.inject(`${url}/document`)).body).toBe(document);
	const lines = (table: string) =>
		later.restated
			.filter((one) => one.table === table)
			.map(({ row, figure, was, is }) => `${row}: ${figure} ${was} -> ${is}`);
	expect(lines('patterns')).toEqual([
		'Pairing: Adopted 1 -> 2',
		'Pairing: Undecided 1 -> 0',
		'Pairing: Spread 0.25 -> 0.5',
		'Pairing: New 0 -> 1'
	]);
	expect(lines('areas')).toEqual(['South: Adopted 0 -> 1', 'South: Spread 0 -> 0.5', 'South: New 0 -> 1']);
	expect(lines('moves')).toEqual(['none · adopted: Adoptions null -> 1']);
	expect(lines('curves')).toEqual(['Pairing · 2025-06-30: Adopted 1 -> 2']);
	const tables = await get<ReportTables>(app, `${url}/tables`);
	expect(tables.tables.at(-1)!.rows).toHaveLength(later.restated.length);
	// today's figures are those that the restated list says
	const draft = await get<ReportAnswer>(app, '/api/reports/draft?quarter=2025-Q2');
	expect(draft).toMatchObject({ id: null, sha256: null, restated: [], data: { seal: null } });
	expect(pairing(draft.data)).toMatchObject({ name: 'Pair programming', adopted: 2, new: 1 });

	// another currency
	await importTexts(
		own.db,
		{
			'metrics.csv':
				'metric_key,name,unit,direction,value_per_unit,currency\nlead,Lead time,days,down,100,CHF\n',
			'pattern_costs.csv': 'pattern_key,kind,amount,currency\npairing,effort,400,CHF\n'
		},
		{ now: TODAY }
	);
	expect((await app.inject(`${url}/document`)).body).toBe(document);
	expect((await get<ReportAnswer>(app, url)).data).toEqual(data);
});
