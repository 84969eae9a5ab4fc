import { once } from 'node:events';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect as open, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, vi } from 'vitest';
import { buildApp, type App } from '../../apps/api/src/app.ts';
import { loadWeb } from '../../apps/api/src/plugins/web.ts';
import { recordsOf } from '../../apps/api/src/records.ts';
import { connect, type Db } from '../../packages/db/src/index.ts';
import { test as base, TODAY } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

/** `another` is a second process on the same database, as far as the database can tell. */
const test = base.extend('another', { scope: 'file' }, async ({ databaseUrl }, { onCleanup }) => {
	const db = connect(databaseUrl);
	const app = await buildApp({ db, now: () => TODAY });
	onCleanup(async () => {
		await app.close();
		await db.end();
	});
	return app;
});

const teams = (name: string) => ({
	'teams.csv': `team_key,name,parent_key,kind,size,joined_on\nteam,${name},,team,,\n`
});
const PLACE = '/api/place?asOf=2026-01-01&team=team';

test('an answer is remembered until the records change, by whatever process', async ({
	app,
	another,
	db
}) => {
	await importTexts(db, teams('Before'));
	const first = await app.inject(PLACE);
	const { etag } = first.headers;
	expect(first.json().path[0].name).toBe('Before');
	const again = await app.inject(PLACE);
	expect(again.body).toBe(first.body);
	expect(again.headers).toEqual({ ...first.headers, date: again.headers.date });
	const unchanged = await app.inject({ url: PLACE, headers: { 'if-none-match': String(etag) } });
	expect([unchanged.statusCode, unchanged.body]).toEqual([304, '']);
	expect((await another.inject(PLACE)).json().path[0].name).toBe('Before');

	await importTexts(db, teams('After'));
	const changed = await app.inject({ url: PLACE, headers: { 'if-none-match': String(etag) } });
	expect(changed.statusCode).toBe(200);
	expect(changed.json().path[0].name).toBe('After');
	expect((await another.inject(PLACE)).json().path[0].name).toBe('After');
});

test('a refusal is not remembered', async ({ app }) => {
	const answer = await app.inject('/api/place?team=nobody');
	expect(answer.statusCode).toBe(404);
	expect(answer.headers['etag']).toBeUndefined();
});

test('who reads after a change sees it, while many read and change through two processes', async ({
	app,
	another,
	db
}) => {
	await importTexts(db, SMALL);
	const url = '/api/adoptions/pairing/s2';
	const apps = [app, another];
	const some = () => apps[Math.floor(Math.random() * apps.length)]!;
	let changes = 0;
	const change = async (day: number) => {
		const answer = await some().inject({
			method: 'POST',
			url: `${url}/transitions`,
			payload: { stage: day % 2 ? 'adopted' : 'abandoned', occurredOn: `2026-0${1 + (day % 9)}-01` }
		});
		expect(answer.statusCode).toBe(201);
		changes++;
	};
	const bodies = new Map<unknown, string>();
	let unchanged = 0;
	const read = async () => {
		const [least, held] = [changes, [...bodies.keys()].at(-1)];
		const answer = await some().inject({ url, headers: held ? { 'if-none-match': String(held) } : {} });
		if (answer.statusCode === 304) unchanged++;
		else bodies.set(answer.headers['etag'], answer.body);
		const { entries } = JSON.parse(answer.body || bodies.get(held)!);
		expect(entries.length).toBeGreaterThanOrEqual(least);
	};
	let changing = true;
	const reader = async () => {
		while (changing) await Promise.all([read(), setImmediate()]);
	};
	const writer = async (n: number) => {
		for (let day = 0; day < 40; day++) await change(day + n);
	};
	const readers = Array.from({ length: 12 }, reader);
	await Promise.all([writer(0), writer(1)]);
	changing = false;
	await Promise.all(readers);
	await read();
	expect(unchanged).toBeGreaterThan(0);
	expect(changes).toBe(80);
});

test('who leaves while the records are looked at holds up nobody who asks the same', async ({ db }) => {
	const app = await buildApp({ db, now: () => TODAY });
	try {
		await app.listen({ port: 0, host: '127.0.0.1' });
		const { port } = app.server.address() as AddressInfo;
		await db.begin(async (sql) => {
			await sql`LOCK TABLE versions`; // the look waits
			const asked = once(app.server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
			const socket = open(port, '127.0.0.1');
			socket.write('GET /api/place?team=nobody HTTP/1.1\r\nhost: somebody\r\n\r\n');
			const [, response] = await asked;
			socket.destroy();
			await once(response, 'close');
		});
		expect((await app.inject('/api/place?team=nobody')).statusCode).toBe(404);
	} finally {
		await app.close();
	}
});

test('an answer is compressed as its reader takes it, and says so', async ({ app, db }) => {
	const many = Array.from({ length: 40 }, (_, n) => `many-${n},One of many teams,,team,,\n`).join('');
	await importTexts(db, { 'teams.csv': teams('One')['teams.csv'] + many });
	const url = '/api/search?q=many';
	const plain = await app.inject(url);
	expect(plain.headers['content-encoding']).toBeUndefined();
	expect(plain.rawPayload.length).toBeGreaterThan(1024);
	for (const [accepts, encoding, unpack] of [
		['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
		['gzip', 'gzip', gunzipSync],
		['br;q=0, gzip;q=0.5', 'gzip', gunzipSync]
	] as const) {
		const ask = () => app.inject({ url, headers: { 'accept-encoding': accepts } });
		const [first, again] = [await ask(), await ask()];
		expect(first.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
		expect(unpack(first.rawPayload).toString()).toBe(plain.body);
		expect(again.rawPayload.equals(first.rawPayload)).toBe(true);
		expect(again.headers).toEqual({ ...first.headers, date: again.headers.date });
	}
	const head = await app.inject({ method: 'HEAD', url });
	expect([head.body, head.headers['content-length']]).toEqual(['', String(plain.rawPayload.length)]);
});

test('who asks while a look at the records is under way shares the next one, which sees all that was written', async ({
	db
}) => {
	let looks = 0;
	const answer = Promise.withResolvers<void>();
	const slow = async (...question: Parameters<Db>) => {
		looks++;
		const rows = await db(...question);
		await answer.promise;
		return rows;
	};
	const records = recordsOf(slow as unknown as Db);
	const before = records.state();
	await vi.waitFor(() => expect(looks).toBe(1));
	await importTexts(db, teams(crypto.randomUUID()));
	const after = Array.from({ length: 10 }, () => records.state());
	answer.resolve();
	expect(new Set(await Promise.all(after)).size).toBe(1);
	expect(await after[0]).not.toBe(await before);
	expect(looks).toBe(2);
});

/** Pages that say what they were made from, and how many were made. */
const PAGES = `
	let made = 0;
	export async function handler(request, response) {
		const answer = await request.api(request.url.startsWith('/imports') ? '/api/imports' : '${PLACE}');
		const { path } = await answer.json();
		const { cookie, 'user-agent': agent } = request.headers;
		response.setHeader('content-type', 'text/html');
		response.end(JSON.stringify({ name: path?.[0].name, cookie, agent, made: ++made }));
	}`;

test('a page is remembered like what it shows, for all who share a cookie and a language', async ({ db }) => {
	const folder = await mkdtemp(join(tmpdir(), 'pages-'));
	await writeFile(join(folder, 'handler.mjs'), PAGES);
	const web = await loadWeb(pathToFileURL(join(folder, 'handler.mjs')));
	const app: App = await buildApp({ db, now: () => TODAY }, { web });
	const ask = async (url: string, cookie = 'theme=dark') => {
		const answer = await app.inject({ url, headers: { cookie, 'user-agent': crypto.randomUUID() } });
		return { etag: answer.headers['etag'], ...answer.json() };
	};
	try {
		await importTexts(db, teams('Before'));
		const first = await ask('/');
		expect(first).toMatchObject({ name: 'Before', cookie: 'theme=dark', made: 1 });
		expect(first.agent).not.toMatch(/^\w{8}-/); // nothing else of a reader gets into it
		expect(await ask('/')).toEqual(first);
		expect(await ask('/', 'theme=light')).toMatchObject({ cookie: 'theme=light', made: 2 });
		await importTexts(db, teams('After'));
		expect(await ask('/')).toMatchObject({ name: 'After', made: 3 });
		// the list of imports changes while the records do not
		expect(await ask('/imports')).toMatchObject({ etag: undefined, made: 4 });
		expect(await ask('/imports')).toMatchObject({ etag: undefined, made: 5 });
	} finally {
		await app.close();
		await rm(folder, { recursive: true });
	}
});
