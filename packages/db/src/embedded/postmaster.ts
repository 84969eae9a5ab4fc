import { execFileSync, spawn } from 'node:child_process';
import { chownSync, closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain, StartError } from '../start-error.ts';
import type { Cluster } from './cluster.ts';
import { quiet } from './program.ts';

/** A running postmaster as it describes itself in postmaster.pid. */
type Postmaster = { pid: number; port: number; status: string };

/**
 * Serves the data folder on a free loopback port, or finds the postmaster that already does.
 *
 * @returns the port, once it takes connections
 * @throws StartError with what PostgreSQL said
 */
export async function startPostmaster(cluster: Cluster, log: (line: string) => void): Promise<number> {
	const survivor = findPostmaster(cluster.data);
	if (survivor && survivor.status !== 'stopping') {
		log(`Using the database that an earlier start left running (process ${survivor.pid})`);
		const ready = await waitUntilReady(cluster.data, () => findPostmaster(cluster.data) !== undefined, log);
		if (ready) return ready.port;
	} else if (survivor) await waitUntilGone(survivor.pid, cluster.data);
	return launch(cluster, log, 3);
}

/** Shuts the database down: running statements are cut off, everything committed is written. */
export async function stopPostmaster(data: string): Promise<void> {
	const running = findPostmaster(data);
	if (!running) return;
	process.kill(running.pid, 'SIGINT');
	const slow = setTimeout(() => kill(running.pid, 'SIGQUIT'), 20_000); // recovers at the next start
	await waitUntilGone(running.pid, data);
	clearTimeout(slow);
}

async function launch(cluster: Cluster, log: (line: string) => void, attempts: number): Promise<number> {
	const { home, data, bin, user } = cluster;
	// Whoever postmaster.pid names is not serving this folder: PostgreSQL would take any living process for it.
	rmSync(join(data, 'postmaster.pid'), { force: true });
	const logPath = join(home, 'postgres.log');
	const logFile = openSync(logPath, 'w');
	if (user) chownSync(logPath, user.uid, user.gid);
	const port = await freePort();
	const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
	// detached: its own session, so that Ctrl-C in the terminal reaches only us, and we shut it down in order
	const child = spawn(
		join(bin, 'postgres'),
		['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
		{
			...user,
			cwd: '/',
			env: quiet,
			detached: true,
			stdio: ['ignore', logFile, logFile]
		}
	);
	closeSync(logFile);
	child.unref();
	let failure: Error | undefined;
	child.once('error', (error) => (failure = error));
	const ready = await waitUntilReady(
		data,
		() => child.exitCode === null && child.signalCode === null && !failure,
		log
	);
	if (ready) return ready.port;
	const said = failure?.message ?? readFileSync(logPath, 'utf8').trim().split('\n').slice(-5).join('\n');
	if (/could not bind|Address already in use/.test(said) && attempts > 1)
		return launch(cluster, log, attempts - 1);
	throw explain(
		new StartError(`PostgreSQL did not start on ${data} (its log is ${logPath}):\n${said}`),
		home
	);
}

async function waitUntilReady(
	data: string,
	alive: () => boolean,
	log: (line: string) => void
): Promise<Postmaster | undefined> {
	const patience = setTimeout(() => log('The database is recovering from a hard stop'), 3000);
	try {
		for (;;) {
			const running = findPostmaster(data);
			if (running?.status === 'ready') return running;
			if (!alive()) return undefined;
			await sleep(10);
		}
	} finally {
		clearTimeout(patience);
	}
}

async function waitUntilGone(pid: number, data: string): Promise<void> {
	while (commandOf(pid).includes(data)) await sleep(10);
}

/** The living postmaster of a data folder. */
export function findPostmaster(data: string): Postmaster | undefined {
	let lines: string[];
	try {
		lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
	} catch {
		return undefined;
	}
	const pid = Number(lines[0]);
	// the number may have gone to another process since
	if (!commandOf(pid).includes(data)) return undefined;
	return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
}

/** The command line of a living process; empty for one that has ended, even if nobody has collected it yet. */
function commandOf(pid: number): string {
	try {
		if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
	} catch {
		return '';
	}
}

function kill(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// it has just ended
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
