import { mkdirSync, realpathSync } from 'node:fs';
import { name, prepareCluster } from './embedded/cluster.ts';
import { lock } from './embedded/lock.ts';
import { startPostmaster, stopPostmaster } from './embedded/postmaster.ts';
import { explain } from './start-error.ts';

/** A PostgreSQL server of our own: where to connect, and how to end it. */
export type Embedded = { url: string; stop(): Promise<void> };

/**
 * Starts the PostgreSQL that comes with the product on the data in `dataDir`, which it makes when there are none.
 * A server that survived the death of its starter is taken over. `settings` (PostgreSQL's own names) count when the
 * data are made; afterwards postgresql.conf has them.
 *
 * @throws StartError when that is impossible, saying what to do
 */
export async function startEmbedded(options: {
	dataDir: string;
	log: (line: string) => void;
	settings?: Record<string, string>;
}): Promise<Embedded> {
	const { dataDir, log, settings = {} } = options;
	let release = () => {};
	try {
		mkdirSync(dataDir, { recursive: true });
		const folder = realpathSync(dataDir);
		release = lock(folder);
		const cluster = await prepareCluster(folder, settings, log);
		const port = await startPostmaster(cluster, log);
		return {
			url: `postgres://${name}:${cluster.password}@127.0.0.1:${port}/${name}`,
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
