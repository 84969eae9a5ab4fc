import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AlreadyRunning } from '../start-error.ts';

/**
 * Makes this process the only one that works on `dataDir`, until the returned function is called or the process
 * ends in whatever way. Node has no flock; SQLite takes an operating system's lock, which cannot go stale.
 *
 * @throws AlreadyRunning when another process holds the folder
 */
export function lock(dataDir: string): () => void {
	const holder = join(dataDir, 'holder');
	// a moment's patience, for the one that is just ending
	const file = new DatabaseSync(join(dataDir, 'lock'), { timeout: 1000 });
	try {
		// not EXCLUSIVE: two that ask at the same moment would both be refused
		file.exec('BEGIN IMMEDIATE');
	} catch (error) {
		file.close();
		if (!/locked/.test(String(error))) throw error;
		const pid = readPid(holder);
		throw new AlreadyRunning(
			`Scale Across is already running on ${dataDir}${pid ? ` (process ${pid})` : ''}: use that one, ` +
				`stop it with ${pid ? `\`kill ${pid}\`` : 'Ctrl-C'}, or name another folder with DATA_DIR.`
		);
	}
	writeFileSync(holder, String(process.pid));
	return () => file.close();
}

function readPid(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined; // the other one has just taken the lock and not signed yet
	}
}
