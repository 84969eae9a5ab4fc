import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
	renameSync,
	rmdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { can, findProgram, quiet, unprivilegedUser, usableProgram, type User } from './program.ts';

/** A data folder ready to be served: by whom, and with which binaries. */
export type Cluster = { home: string; data: string; bin: string; user: User };

/** Written to postgresql.conf once, so that whoever runs the product can change them there. */
const initialSettings = {
	shared_buffers: '256MB',
	effective_cache_size: '4GB',
	work_mem: '32MB',
	maintenance_work_mem: '256MB',
	max_wal_size: '4GB',
	random_page_cost: '1.1',
	jit: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC'
};

/** Role and database of the product. The role is no superuser: what works here works on a managed server too. */
const name = 'scale_across';

/** Where to connect to the server of a data folder. */
export function urlOf(data: string, port: number): string {
	const password = readFileSync(join(data, 'password'), 'utf8');
	return `postgres://${name}:${password}@127.0.0.1:${port}/${name}`;
}

/**
 * Finds the data folder of `dataDir`, or makes it.
 *
 * @throws StartError when it cannot be used
 */
export async function prepareCluster(
	dataDir: string,
	settings: Record<string, string>,
	log: (line: string) => void
): Promise<Cluster> {
	const program = findProgram();
	const { home, user } = findHome(dataDir, log);
	const bin = join(usableProgram(program, user, home), 'bin');
	const data = join(home, 'data');
	if (existsSync(join(data, 'PG_VERSION'))) {
		const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
		if (major !== program.major)
			throw new StartError(
				`The data in ${data} are of PostgreSQL ${major}, this product brings ${program.major}: dump them with ` +
					`pg_dump of PostgreSQL ${major}, name a new folder with DATA_DIR, and load the dump there.`
			);
	} else {
		if (existsSync(data) && readdirSync(data).length > 0)
			throw new StartError(
				`${data} holds no complete database (PG_VERSION is missing): put the folder back from a backup, or move it away to start anew.`
			);
		log('Making a new database');
		await initialize({ home, data, bin, user }, { ...initialSettings, ...settings });
	}
	return { home, data, bin, user };
}

/**
 * `<dataDir>/postgres`, owned by whom the database runs as. Where that user cannot reach it (a project below /root),
 * it is a link to a folder that it can reach.
 */
function findHome(dataDir: string, log: (line: string) => void): { home: string; user: User } {
	const place = join(dataDir, 'postgres');
	const found = lstatSync(place, { throwIfNoEntry: false });
	if (found?.isSymbolicLink() || (found && readdirSync(place).length > 0)) {
		if (!existsSync(place))
			throw new StartError(
				`${place} points to ${readlinkSync(place)}, which is gone: put it back, or delete the link.`
			);
		const { uid, gid } = statSync(place);
		const user = process.getuid?.() === 0 ? (uid ? { uid, gid } : unprivilegedUser()) : undefined;
		return { home: own(realpathSync(place), user), user };
	}
	const user = unprivilegedUser();
	mkdirSync(place, { recursive: true });
	if (can(user, '-w', own(place, user))) return { home: realpathSync(place), user };
	rmdirSync(place);
	const reachable = '/var/lib/scale-across';
	mkdirSync(reachable, { recursive: true });
	chmodSync(reachable, 0o755);
	const home = own(mkdtempSync(join(reachable, 'data-')), user);
	symlinkSync(home, place);
	log(`The database cannot run below ${dataDir}, which is closed to other users: its files are in ${home}`);
	return { home, user };
}

/** Gives a path to the user that the database runs as, and to nobody else. */
function own(path: string, user: User): string {
	chmodSync(path, statSync(path).isDirectory() ? 0o700 : 0o600);
	if (user) chownSync(path, user.uid, user.gid);
	return path;
}

/** Makes the data folder under another name and renames it when it is whole: a killed start leaves nothing half made. */
async function initialize(cluster: Cluster, settings: Record<string, string>): Promise<void> {
	const { home, data, bin, user } = cluster;
	for (const left of readdirSync(home).filter((entry) => entry.startsWith('init-')))
		rmSync(join(home, left), { recursive: true });
	const half = own(mkdtempSync(join(home, 'init-')), user);
	const password = randomBytes(24).toString('hex');
	const passwordFile = join(half, 'password');
	writeFileSync(passwordFile, password);
	own(passwordFile, user);
	const run = async (program: string, args: string[], input = '') => {
		const running = promisify(execFile)(join(bin, program), args, { ...user, cwd: '/', env: quiet });
		running.child.stdin?.end(input);
		await running.catch((error) => {
			throw new StartError(`${program} made no database in ${half}:\n${error.stderr || error.message}`, {
				cause: error
			});
		});
	};
	await run('initdb', [
		...[
			'--pgdata',
			join(half, 'data'),
			'--username',
			'postgres',
			'--pwfile',
			passwordFile,
			'--auth=scram-sha-256'
		],
		...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
		...Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`])
	]);
	await run(
		'postgres',
		['--single', '-D', join(half, 'data'), 'postgres'],
		`CREATE ROLE ${name} LOGIN CREATEDB CREATEROLE PASSWORD '${password}'\nCREATE DATABASE ${name} OWNER ${name}\n`
	);
	renameSync(passwordFile, join(half, 'data/password'));
	rmSync(data, { recursive: true, force: true });
	renameSync(join(half, 'data'), data);
	rmdirSync(half);
}
