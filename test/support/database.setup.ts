import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../packages/db/src/migrate.ts';
import { startEmbedded } from '../../packages/db/src/embedded.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Of a server with the database `migrated`, which has the schema and no rows. */
		databaseUrl: string;
	}
}

/** One server for all projects of a run, stopped by the last of them. */
const run: { projects: number; server?: ReturnType<typeof start> } = ((
	globalThis as { testDatabase?: object }
).testDatabase ??= { projects: 0 }) as never;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	run.projects++;
	run.server ??= start();
	const { url, stop } = await run.server;
	project.provide('databaseUrl', url);
	return async () => {
		if (--run.projects === 0) await stop();
	};
}

async function start() {
	const dataDir = await mkdtemp(join(tmpdir(), 'scale-across-test-'));
	await chmod(dataDir, 0o755); // the database may run as another user
	const { url, stop } = await startEmbedded({
		dataDir,
		log: () => {},
		// a database at work for autovacuum, which is the server's own, could not be dropped by us
		settings: {
			autovacuum: 'off',
			fsync: 'off',
			synchronous_commit: 'off',
			full_page_writes: 'off',
			shared_buffers: '128MB'
		}
	});
	const sql = postgres(url, { max: 1 });
	await sql`CREATE DATABASE migrated`;
	await sql.end();
	await migrate(url.replace(/[^/]+$/, 'migrated'));
	return {
		url,
		async stop() {
			await stop();
			await rm(dataDir, { recursive: true });
		}
	};
}
