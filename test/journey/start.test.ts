import * as fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { test as withDatabase } from '../support/database.ts';
import { npmStart } from '../support/product.ts';

type Product = ReturnType<typeof npmStart>;

/** `start` starts the product with an empty database in a folder of the test's own. */
const test = withDatabase
	.extend('dataDir', async ({}, { onCleanup }) => {
		const dataDir = fs.mkdtempSync(join(tmpdir(), 'scale-across-start-'));
		fs.chmodSync(dataDir, 0o755);
		onCleanup(() => fs.rmSync(dataDir, { recursive: true }));
		return dataDir;
	})
	.extend('start', async ({ dataDir }, { onCleanup }) => {
		const started: Product[] = [];
		onCleanup(async () => {
			for (const product of started) {
				if (product.npm.exitCode === null && product.npm.signalCode === null) product.signal('SIGINT');
				await until(product.hasEnded);
			}
			await until(() => !databaseRuns(dataDir)).catch((error) => {
				throw new Error(
					`The database is left running. What was said:\n${started.map(({ said }) => said()).join('\n')}`,
					{ cause: error }
				);
			});
		});
		return (settings: Record<string, string> = {}) => {
			const product = npmStart({ DATA_DIR: dataDir, DEMO: 'off', ...settings });
			started.push(product);
			return product;
		};
	});

const databaseRuns = (dataDir: string) => fs.existsSync(join(dataDir, 'postgres/data/postmaster.pid'));

/** Longer than anything here takes; Vitest would wait for a cleanup for ever. */
const PATIENCE = 60_000;

async function until(holds: () => boolean): Promise<void> {
	const end = Date.now() + PATIENCE;
	while (!holds()) {
		if (Date.now() > end) throw new Error('It did not come to that within a minute.');
		await sleep(10);
	}
}

/** What a start says that is refused: its last words, without a stack. */
async function refusal(product: Product): Promise<string> {
	expect(await product.exited).toBe(1);
	expect(product.said()).not.toMatch(/^\s+at /m);
	return product.said();
}

test('npm start serves pages and API on one port, and Ctrl-C stops the database too', async ({
	start,
	dataDir
}) => {
	const product = start();
	const address = await product.ready();
	expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	const [health, page, missing, form] = await Promise.all([
		fetch(`${address}/api/health`),
		fetch(address),
		fetch(`${address}/api/nothing`),
		fetch(address, { method: 'POST', headers: { origin: address }, body: new URLSearchParams({ a: '1' }) })
	]);
	expect([health.status, await health.json()]).toEqual([200, { status: 'ready' }]);
	expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
	expect(page.headers.get('x-content-type-options')).toBe('nosniff');
	expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
	expect(form.status).toBe(405); // the pages got it, and take it for their own: no form there, but no 403 either
	expect(databaseRuns(dataDir)).toBe(true);
	product.signal('SIGINT');
	expect(await product.exited).toBe(0);
	expect(databaseRuns(dataDir)).toBe(false);
});

test('the demo organization is imported once, into an empty database', async ({ start }) => {
	const first = start({ DEMO: 'on' });
	const organization = await (await fetch(`${await first.ready()}/api/organization`)).json();
	expect(organization).toMatchObject({ simulated: true });
	first.signal('SIGINT');
	await first.exited;
	const second = start({ DEMO: 'on' });
	expect(await (await fetch(`${await second.ready()}/api/organization`)).json()).toEqual(organization);
	expect(second.said()).not.toMatch('demo organization');
});

test('when npm alone is killed, the product ends in order and the next start works', async ({
	start,
	dataDir
}) => {
	const first = start();
	await first.ready();
	first.npm.kill('SIGKILL');
	await first.exited;
	expect(databaseRuns(dataDir)).toBe(false);
	expect(await start().ready()).toMatch('http');
});

test('when every Node is killed, the next start takes the database over', async ({ start, dataDir }) => {
	const first = start();
	await first.ready();
	first.signal('SIGKILL');
	await first.exited;
	expect(databaseRuns(dataDir)).toBe(true);
	const second = start();
	await second.ready();
	expect(second.said()).toMatch('Using the database that an earlier start left running');
});

test('a second start says that the product is running, and where to stop it', async ({ start }) => {
	await start().ready();
	expect(await refusal(start())).toMatch(
		/already running on \S+ \(process \d+\): use that one, stop it with `kill \d+`/
	);
});

test('a taken port is named, and no database is left running', async ({ start, dataDir }) => {
	const other = createServer().listen(0, '127.0.0.1');
	await until(() => other.listening);
	const { port } = other.address() as AddressInfo;
	const said = await refusal(start({ PORT: String(port) }));
	other.close();
	expect(said).toMatch(`Port ${port} is taken by another program: stop it, or choose another port`);
	expect(databaseRuns(dataDir)).toBe(false);
});

test('DATABASE_URL is used instead of a database of our own', async ({ start, dataDir, databaseUrl }) => {
	const product = start({ DATABASE_URL: databaseUrl });
	expect((await fetch(`${await product.ready()}/api/health`)).status).toBe(200);
	expect(fs.readdirSync(dataDir)).toEqual([]);
});

test('a DATABASE_URL that leads nowhere is refused in one sentence', async ({ start, databaseUrl }) => {
	const nobody = await refusal(start({ DATABASE_URL: 'postgres://somebody@127.0.0.1:1/nothing' }));
	expect(nobody).toMatch(/DATABASE_URL does not lead to a database that can be used: .*ECONNREFUSED/);
	const missing = await refusal(start({ DATABASE_URL: `${databaseUrl}_gone` }));
	expect(missing).toMatch(/can be used: database "\S+_gone" does not exist/);
	expect(await refusal(start({ DATABASE_URL: 'mysql://host/name' }))).toMatch(
		/DATABASE_URL='mysql.*PostgreSQL/
	);
});

test('a wrong setting is named with what it is for', async ({ start }) => {
	expect(await refusal(start({ PORT: 'many', DEMO: 'maybe' }))).toMatch(
		/PORT='many' is not possible: PORT is the port.*\nDEMO='maybe' is not possible: DEMO is on or off/
	);
});
