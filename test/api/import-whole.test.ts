import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { importAttempt } from '../../apps/api/src/imports/attempts.ts';
import type { Progress } from '../../apps/api/src/imports/reading.ts';
import { connect, newId } from '../../packages/db/src/index.ts';
import { file, fingerprint, importTexts, SMALL, test } from '../support/imports.ts';

const HEADER = 'metric_key,team_key,measured_on,value\n';
const rows = (from: number, count: number) =>
	Array.from({ length: count }, (_, i) => {
		const day = new Date(Date.UTC(1900, 0, from + i)).toISOString().slice(0, 10);
		return `lead,n1,${day},${i}\n`;
	}).join('');

/** Measurements in two parts; `between` happens after the first one has been read. */
const inTwo = (between: () => Promise<void> | void) => {
	let opened = 0;
	return {
		name: 'measurements.csv',
		async *open() {
			const last = ++opened === 2; // the first time it is only looked at
			yield Buffer.from(HEADER + rows(1, 3000));
			if (last) await between();
			yield Buffer.from(rows(3001, 3000));
		}
	};
};
const small = Object.entries(SMALL)
	.filter(([name]) => name !== 'measurements.csv')
	.map(([name, content]) => file(name, content));

test('an import that fails midway leaves nothing, and says so', async ({ own: { db } }) => {
	const before = await fingerprint(db);
	const id = newId();
	const failing = inTwo(() => {
		throw new Error('the disk is gone');
	});
	await expect(importTexts(db, {}, { id, files: [...small, failing] })).rejects.toThrow('the disk is gone');
	expect(await fingerprint(db)).toEqual(before);
	expect(await importAttempt(db, id)).toMatchObject({ state: 'failed', report: null });
	expect(await importTexts(db, SMALL)).toMatchObject({ imported: true });
});

test('an import that is called off while it reads leaves nothing', async ({ own: { db } }) => {
	const before = await fingerprint(db);
	const caller = new AbortController();
	const files = [...small, inTwo(() => caller.abort(new Error('called off')))];
	await expect(importTexts(db, {}, { files, signal: caller.signal })).rejects.toThrow('called off');
	expect(await fingerprint(db)).toEqual(before);
});

test('an import that is called off while the database works is ended there too', async ({ own: { db } }) => {
	const before = await fingerprint(db);
	const caller = new AbortController();
	// somebody holds what the import needs
	const lock = await db.reserve();
	await lock`BEGIN`;
	await lock`LOCK TABLE teams`;
	const onProgress = ({ doing }: Progress) => {
		if (doing === 'writing teams.csv') setTimeout(() => caller.abort(new Error('called off')), 200);
	};
	await expect(importTexts(db, SMALL, { signal: caller.signal, onProgress })).rejects.toThrow('called off');
	await lock`ROLLBACK`;
	lock.release();
	expect(await fingerprint(db)).toEqual(before);
});

test('an import whose connection dies fails at once', async ({ own: { db, sql, url } }) => {
	const before = await fingerprint(db);
	const dying = inTwo(async () => {
		await sql`
			SELECT pg_terminate_backend(pid) FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`;
		await sleep(50);
	});
	await expect(importTexts(db, {}, { files: [...small, dying] })).rejects.toThrow();
	const anew = connect(url); // the old pool may still be noticing
	expect(await fingerprint(anew)).toEqual(before);
	await anew.end();
});

test('a second import waits for the first, and says so', async ({ own: { db } }) => {
	const gate = Promise.withResolvers<void>();
	const first = importTexts(db, {}, { files: [...small, inTwo(() => gate.promise)] });
	const seen: string[] = [];
	await sleep(100);
	const second = importTexts(db, SMALL, {
		onProgress({ doing }) {
			seen.push(doing);
			if (doing.startsWith('waiting')) gate.resolve();
		}
	});
	expect(await first).toMatchObject({ imported: true, rejectionCount: 0 });
	const { files } = await second;
	expect(seen[0]).toBe('waiting for another import to finish');
	expect(files.map(({ name, added }) => [name, added])).toEqual([
		['teams.csv', 0],
		['patterns.csv', 0],
		['metrics.csv', 0],
		['adoption_events.csv', 0],
		['measurements.csv', 2]
	]);
});

test('an import that is killed leaves nothing', async ({ own: { db, sql, url }, onTestFinished }) => {
	const folder = await mkdtemp(join(tmpdir(), 'killed-import-'));
	onTestFinished(() => rm(folder, { recursive: true }));
	for (const [name, content] of Object.entries(SMALL)) await writeFile(join(folder, name), content);
	await writeFile(join(folder, 'measurements.csv'), HEADER + rows(1, 10_000));
	const before = await fingerprint(db);
	for (const moment of ['reading measurements.csv', 'writing measurements.csv', 'counting']) {
		const cli = spawn(process.execPath, ['apps/api/src/cli.ts', 'import', folder], {
			env: { ...process.env, DATABASE_URL: url }
		});
		cli.stderr.on('data', (text) => String(text).includes(moment) && cli.kill('SIGKILL'));
		const [, signal] = await once(cli, 'exit');
		expect(signal).toBe('SIGKILL');
	}
	await expect
		.poll(() => sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'`)
		.toHaveLength(0);
	expect(await fingerprint(db)).toEqual(before);
});
