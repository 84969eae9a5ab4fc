import JSZip from 'jszip';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { buildApp, type App } from '../../apps/api/src/app.ts';
import { startJobs } from '../../apps/api/src/jobs/jobs.ts';
import type { ReportAnswer, ReportFile, ReportTables } from '../../packages/contract/src/index.ts';
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
	own,
	folder
}) => {
	const sealed = (await seal(app, { quarter: '2025-Q2' })).json();
	const url = `/api/reports/${sealed.id}`;
	const document = (await app.inject(`${url}/document`)).body;
	const { data } = await get<ReportAnswer>(app, url);
	const files = async (name: string) => {
		const at = join(folder, name);
		await app.reportFiles.writeTo(at, { id: sealed.id }, { format: 'csv' });
		const zip = await JSZip.loadAsync(await readFile(at));
		const csv = Object.keys(zip.files).filter((file) => !/^(restated|README)/.test(file));
		return Promise.all(csv.map(async (file) => [file, await zip.file(file)!.async('string')]));
	};
	const before = await files('before.zip');
	expect(before.length).toBeGreaterThan(15);
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
	expect(await files('after.zip')).toEqual(before);
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

/** A file of a report, asked for and waited for. */
async function made(
	app: App,
	url: string,
	payload: object
): Promise<{ file: ReportFile; content: Buffer; headers: Record<string, unknown> }> {
	const asked = await app.inject({ method: 'POST', url, payload });
	expect(asked.statusCode, asked.body).toBe(202);
	const at = `/api/reports/files/${asked.json<ReportFile>().id}`;
	await expect.poll(async () => (await get<ReportFile>(app, at)).state, POLL).toMatch(/done|failed/);
	const file = await get<ReportFile>(app, at);
	const { rawPayload, headers } = await app.inject(`${at}/content`);
	return { file, content: rawPayload, headers };
}
const POLL = { interval: 100, timeout: 100_000 };

/** The product that makes files, too. */
const working = test.extend('jobs', async ({ app, own }, { onCleanup }) => {
	const jobs = await startJobs(own.db, {
		look: async () => false,
		files: app.reportFiles,
		now: () => TODAY,
		log: { error: console.error }
	});
	onCleanup(() => jobs.stop());
	return jobs;
});

working('a report is issued as each kind of file, the data to the byte', async ({ app, jobs, folder }) => {
	expect(jobs).toBeDefined();
	const { id } = (await seal(app, { quarter: '2025-Q2' })).json();
	const url = `/api/reports/${id}/files`;
	const json = await made(app, url, { format: 'json' });
	expect(json.file).toMatchObject({ state: 'done', progress: 1, ahead: 0, error: null, report: id });
	expect(json.content.toString()).toBe((await app.inject(`/api/reports/${id}/document`)).body);
	expect(json.headers).toMatchObject({
		'content-length': String(json.content.length),
		'content-disposition': expect.stringContaining('filename="organization-2025-Q2-report.json"')
	});
	const begins = { pptx: 'PK', xlsx: 'PK', csv: 'PK', pdf: '%PDF-' };
	const all = Object.entries(begins).map(async ([format, begin]) => {
		const { file, content } = await made(app, url, { format });
		expect(file, file.error ?? '').toMatchObject({
			state: 'done',
			bytes: content.length,
			paper: format === 'pdf' ? 'a4' : null
		});
		expect(content.subarray(0, begin.length).toString()).toBe(begin);
		expect(file.name).toBe(`organization-2025-Q2-report.${format === 'csv' ? 'zip' : format}`);
		return file;
	});
	const files = await Promise.all(all);
	// nothing half made is left
	const names = await readdir(folder);
	expect(names.toSorted()).toEqual(
		[json.file, ...files].map(({ id, format }) => `${id}.${format === 'csv' ? 'zip' : format}`).toSorted()
	);

	// on another machine the file is not there: it is made again
	const pdf = files.find(({ format }) => format === 'pdf')!;
	await rm(join(folder, `${pdf.id}.pdf`));
	const again = await app.inject(`/api/reports/files/${pdf.id}/content`);
	expect([again.statusCode, again.rawPayload.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);

	// a draft says so in its name
	const draft = await made(app, '/api/reports/draft/files?quarter=2025-Q3&team=north', { format: 'json' });
	expect(draft.file.name).toBe('north-2025-Q3-report-draft.json');
	expect(JSON.parse(draft.content.toString())).toMatchObject({ area: { key: 'north' }, seal: null });
});

test('files are made in the order in which they were asked for, and old ones are taken out', async ({
	app,
	own,
	folder
}) => {
	const asked = [];
	for (const format of ['json', 'csv', 'json'] as const) {
		const answer = await app.inject({
			...{ method: 'POST', url: '/api/reports/draft/files?quarter=2025-Q2' },
			payload: { format }
		});
		asked.push(answer.json<ReportFile>());
	}
	expect(asked.map(({ state, ahead }) => `${state} ${ahead}`)).toEqual([
		'waiting 0',
		'waiting 1',
		'waiting 2'
	]);
	const before = await app.inject(`/api/reports/files/${asked[0]!.id}/content`);
	expect([before.statusCode, before.json().detail]).toEqual([409, expect.stringContaining('not made yet')]);
	const jobs = await startJobs(own.db, {
		look: async () => false,
		files: app.reportFiles,
		now: () => TODAY,
		log: { error: console.error }
	});
	try {
		const last = `/api/reports/files/${asked[2]!.id}`;
		await expect.poll(async () => (await get<ReportFile>(app, last)).state, POLL).toBe('done');
		for (const { id } of asked)
			expect(await get<ReportFile>(app, `/api/reports/files/${id}`)).toMatchObject({ state: 'done' });
	} finally {
		await jobs.stop();
	}
	const written = await Promise.all(
		(await readdir(folder)).map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs }))
	);
	expect(written.toSorted((a, b) => a.at - b.at).map(({ name }) => name.slice(0, 36))).toEqual(
		asked.map(({ id }) => id)
	);
	const later = await buildApp({
		...{ db: own.db, reportFolder: folder },
		now: () => new Date(Date.now() + 8 * 86_400_000)
	});
	await later.reportFiles.tidy();
	expect(await readdir(folder)).toEqual([]);
	expect((await later.inject(`/api/reports/files/${asked[0]!.id}`)).statusCode).toBe(404);
	await later.close();
});

working('why a file cannot be made stands in its state', async ({ app, own, jobs, folder }) => {
	expect(jobs).toBeDefined();
	const { id } = (await seal(app, { quarter: '2025-Q2' })).json();
	await own.sql`UPDATE sealed_reports SET document = document || ' '`; // whoever owns the table can
	const { file, content } = await made(app, `/api/reports/${id}/files`, { format: 'csv' });
	expect(file).toMatchObject({
		state: 'failed',
		error: expect.stringContaining('not the one that was sealed')
	});
	expect(JSON.parse(content.toString())).toMatchObject({
		status: 409,
		detail: expect.stringContaining(file.error!)
	});
	expect(await readdir(folder)).toEqual([]);
});

test('pages of the PDF are drawings that do nothing but be seen', async ({ app }) => {
	const { id } = (await seal(app, { quarter: '2025-Q2' })).json();
	for (const of of [`/api/reports/${id}`, '/api/reports/draft']) {
		const { pages } = await get<{ pages: number }>(app, `${of}/pages?quarter=2025-Q2&paper=letter`);
		expect(pages).toBeGreaterThan(1);
		const page = await app.inject(`${of}/pages/${pages}?quarter=2025-Q2&paper=letter`);
		expect(page.headers).toMatchObject({
			'content-type': expect.stringContaining('image/svg+xml'),
			'content-security-policy': expect.stringContaining("default-src 'none'")
		});
		expect(page.body).toMatch(/^<svg /);
		const beyond = await app.inject(`${of}/pages/${pages + 1}?quarter=2025-Q2&paper=letter`);
		expect(beyond.statusCode).toBe(404);
	}
	const { slides } = await get<{ slides: object[] }>(app, `/api/reports/${id}/slides`);
	expect(slides.length).toBeGreaterThan(3);
});

test('a quarter in which nothing happened is reported, sealed and issued', async ({ app, folder }) => {
	const { id } = (await seal(app, { quarter: '2026-Q1' })).json();
	for (const format of ['pptx', 'xlsx', 'pdf', 'csv'] as const) {
		const at = join(folder, `empty.${format}`);
		await app.reportFiles.writeTo(at, { id }, { format });
		expect((await stat(at)).size).toBeGreaterThan(1000);
	}
});

test('a logo is a PNG or a drawing that does nothing, or is refused', async ({ app }) => {
	const put = async (logo: { type: string; base64: string } | null, colour: string | null = '#1f4e79') => {
		const answer = await app.inject({ method: 'PUT', url: '/api/brand', payload: { colour, logo } });
		return { status: answer.statusCode, body: answer.json() };
	};
	const svg = (content: string) => ({
		type: 'image/svg+xml',
		base64: Buffer.from(content).toString('base64')
	});
	expect(await get(app, '/api/brand')).toEqual({ colour: null, logo: null });
	const fine = svg(
		'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="a"><stop stop-color="#123"/></linearGradient></defs><style>.b{fill:url(#a)}</style><rect class="b" fill="url(#a)" width="9" height="9"/><use href="#c"/></svg>'
	);
	expect(await put(fine)).toEqual({ status: 200, body: { colour: '#1f4e79', logo: fine } });
	expect(await get(app, '/api/brand')).toEqual({ colour: '#1f4e79', logo: fine });
	const png = {
		type: 'image/png',
		base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
	};
	const in_ = (content: string) => svg(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`);
	for (const logo of [
		{ type: 'image/png', base64: fine.base64 },
		{ type: 'image/svg+xml', base64: png.base64 },
		svg('<p>no drawing</p>'),
		svg('<svg>'),
		in_('<g/>'), // nothing to be seen
		{ type: 'image/png', base64: png.base64.slice(0, 60) },
		in_('<script>alert(1)</script>'),
		in_('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>'),
		in_('<rect onload="alert(1)"/>'),
		in_('<a href="javascript:alert(1)"/>'),
		in_('<image href="https://example.com/a.png"/>'),
		in_('<image href="&#104;ttps://example.com/a.png"/>'),
		in_('<rect fill="url(https://example.com/#a)"/>'),
		in_('<rect style="fill:u\\72l(https://example.com/#a)"/>'),
		in_('<style>@import "https://example.com/a.css"</style>'),
		in_('<style><![CDATA[a{fill:url(//example.com)}]]></style>'),
		in_('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
		in_('<set attributeName="href" to="https://example.com"/>'),
		svg(
			'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
		),
		svg('<?xml-stylesheet href="https://example.com/a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>')
	]) {
		const { status, body } = await put(logo);
		expect([status, body.detail], Buffer.from(logo.base64, 'base64').toString()).toEqual([
			422,
			expect.stringMatching(/^The logo/)
		]);
	}
	expect(await get(app, '/api/brand')).toEqual({ colour: '#1f4e79', logo: fine });
	expect((await put(png, null)).status).toBe(200);
	expect((await put(null, 'red')).status).toBe(400);
	expect((await put(null, null)).status).toBe(200);
	const { changes } = await get<{ changes: object[] }>(app, '/api/changes?kind=brand');
	expect(changes).toMatchObject([
		{ before: { colour: null, logo: 'image/png' }, after: { colour: null, logo: null } },
		{ after: { colour: null, logo: 'image/png' } },
		{ after: { colour: '#1f4e79', logo: 'image/svg+xml' } }
	]);
});

/** The product in a process of its own, on the database and the folder of a test. */
function product(url: string, folder: string) {
	const server = spawn(process.execPath, ['apps/api/src/server.ts'], {
		env: { ...process.env, DATABASE_URL: url, DATA_DIR: folder, PORT: '0', HOST: '', DEMO: 'off' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ready = new Promise<string>((resolve, reject) => {
		let said = '';
		server.stdout.setEncoding('utf8').on('data', (text) => {
			said += text;
			const address = /ready at (\S+)/.exec(said)?.[1];
			if (address) resolve(address);
		});
		server.once('exit', (code) => reject(new Error(`${code}: ${said}`)));
	});
	return { server, ready };
}

test('a file under way when the product is killed is made once it runs again', async ({
	app,
	own,
	folder,
	onTestFinished
}) => {
	const { id } = (await seal(app, { quarter: '2025-Q2' })).json();
	const first = product(own.url, folder);
	onTestFinished(() => void first.server.kill('SIGKILL'));
	const address = await first.ready;
	const stateOf = async (job: string) => (await get<ReportFile>(app, `/api/reports/files/${job}`)).state;
	// until one is caught in the making
	let job: string;
	for (let state = ''; state !== 'making';) {
		const asked = await fetch(`${address}/api/reports/${id}/files`, {
			...{ method: 'POST', body: JSON.stringify({ format: 'pdf' }) },
			headers: { 'content-type': 'application/json' }
		});
		job = ((await asked.json()) as ReportFile).id;
		do state = await stateOf(job);
		while (state === 'waiting');
	}
	const ended = once(first.server, 'exit');
	first.server.kill('SIGKILL');
	await ended;
	expect(await stateOf(job!)).toBe('making');
	const second = product(own.url, folder);
	onTestFinished(() => void second.server.kill());
	const again = await second.ready;
	await expect.poll(() => stateOf(job), POLL).toBe('done');
	const content = await fetch(`${again}/api/reports/files/${job!}/content`);
	expect(
		Buffer.from(await content.arrayBuffer())
			.subarray(0, 5)
			.toString()
	).toBe('%PDF-');
	const stopped = once(second.server, 'exit');
	second.server.kill('SIGTERM');
	expect(await stopped).toEqual([0, null]);
});
