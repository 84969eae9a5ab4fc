import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { prepareCluster, urlOf } from './embedded/cluster.ts';
import { lock } from './embedded/lock.ts';
import { findPostmaster, startPostmaster, stopPostmaster } from './embedded/postmaster.ts';
import { AlreadyRunning, explain } from './start-error.ts';

/** A PostgreSQL server of our own: where to connect, and how to end it. */
export type Embedded = { url: string; stop(): Promise<void> };

type EmbeddedOptions = { dataDir: string; log: (line: string) => void; settings?: Record<string, string> };

/**
 * Starts the PostgreSQL that comes with the product on the data in `dataDir`, which it makes when there are none.
 * A server that survived the death of its starter is taken over. `settings` (PostgreSQL's own names) count when the
 * data are made; afterwards postgresql.conf has them.
 *
 * @throws StartError when that is impossible, saying what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const { log, settings = {} } = options;
	const dataDir = resolve(options.dataDir);
	let release = () => {};
	try {
		mkdirSync(dataDir, { recursive: true });
		const folder = realpathSync(dataDir);
		release = lock(folder);
		const cluster = await prepareCluster(folder, settings, log);
		const port = await startPostmaster(cluster, log);
		return {
			url: urlOf(cluster.data, port),
			async stop() {
				await stopPostmaster(cluster.data);
				release();
			}
		};
	} catch (error) {
		release();
		throw explain(error, dataDir);
	}
}

/**
 * As startEmbedded, for a command beside the product: where that is running it shares its server, and leaves it running.
 *
 * @throws StartError when there is no server to start or share
 */
export async function shareEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	try {
		return await startEmbedded(options);
	} catch (error) {
		if (!(error instanceof AlreadyRunning)) throw error;
		const data = join(realpathSync(join(options.dataDir, 'postgres')), 'data');
		const running = findPostmaster(data);
		if (running?.status !== 'ready') throw error;
		return { url: urlOf(data, running.port), stop: async () => {} };
	}
}
