// Runs on the machine's own Node (20 or newer), before there is a node_modules: plain JavaScript, no packages.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const inRoot = (...path) => join(root, ...path);
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The Node that runs the product: the one that came with npm ci, for the machine's own may be older. */
const node = inRoot('node_modules/.bin/node');

/** Installs the packages and builds the pages where they are missing or out of date. */
export async function setUp({ pages }) {
	const missing = () => [...(isInstalled() ? [] : [install]), ...(!pages || isBuilt() ? [] : [build])];
	if (missing().length === 0) return;
	const release = await lock();
	try {
		for (const step of missing()) await step();
	} finally {
		release();
	}
}

/** Whether node_modules is what package-lock.json says; npm notes what it installed once it is through. */
function isInstalled() {
	const noted = inRoot('node_modules/.package-lock.json');
	if (!existsSync(noted) || !existsSync(node)) return false;
	const { packages: installed } = readJson(noted);
	return Object.entries(readJson(inRoot('package-lock.json')).packages).every(
		([path, { version, link, optional, devOptional }]) =>
			!path.includes('node_modules/') ||
			(link ? existsSync(inRoot(path)) : installed[path]?.version === version) ||
			((optional || devOptional) && !installed[path])
	);
}

function isBuilt() {
	const stamp = inRoot('apps/web/build/.sources');
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources();
}

async function install() {
	const npm = process.env.npm_execpath ? ['node', process.env.npm_execpath] : ['npm'];
	// not the node_modules/.bin/node that npm ci is about to replace
	const path = process.env.PATH.split(delimiter).filter((folder) => !folder.endsWith('node_modules/.bin'));
	await step('Installing packages, which takes a minute or two the first time', [
		...[...npm, 'ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund'],
		{ env: { ...process.env, PATH: path.join(delimiter) } }
	]);
	if (!existsSync(node))
		throw new Failure(
			'npm ci went through without Node 24: it has to be allowed to run the install script of the package `node` (ignore-scripts off).'
		);
}

async function build() {
	const sources = hashOfSources();
	const vite = inRoot('node_modules/vite/bin/vite.js');
	// a test that starts the product says NODE_ENV=test, which Vite would take for development
	const env = { ...process.env, NODE_ENV: 'production' };
	await step('Building the pages', [
		...[node, vite, 'build', '--logLevel', 'error'],
		{ cwd: inRoot('apps/web'), env }
	]);
	writeFileSync(inRoot('apps/web/build/.sources'), sources);
}

/** Of everything that the pages are made from. */
function hashOfSources() {
	const hash = createHash('sha256');
	const add = (path) => {
		if (!existsSync(path)) return;
		if (statSync(path).isDirectory()) for (const entry of readdirSync(path).sort()) add(join(path, entry));
		else hash.update(relative(root, path)).update(readFileSync(path));
	};
	const web = ['src', 'static', 'package.json', 'tsconfig.json', 'vite.config.ts'].map(
		(name) => `apps/web/${name}`
	);
	for (const path of [...web, 'packages/analytics', 'packages/contract', 'package-lock.json'])
		add(inRoot(path));
	return hash.digest('hex');
}

/** Says what is being done, and every ten seconds that it still is. */
async function step(title, command) {
	const began = Date.now();
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	console.log(`${title} ...`);
	const reminder = setInterval(() => console.log(`  ${seconds()}`), 10_000);
	const code = await run(...command).finally(() => clearInterval(reminder));
	if (code !== 0) throw new Failure(`${title}: failed after ${seconds()}, see above.`);
	console.log(`  done in ${seconds()}`);
}

/** Two that start at once in a fresh clone must not install into each other. */
async function lock() {
	const path = inRoot('.setup.lock');
	for (let waiting = false; ; waiting = true) {
		try {
			writeFileSync(path, String(process.pid), { flag: 'wx' });
			return () => rmSync(path, { force: true });
		} catch (error) {
			if (error.code !== 'EEXIST')
				throw new Failure(`${root} is not writable (${error.code}): it has to be.`);
		}
		if (!isAlive(path)) rmSync(path, { force: true });
		else {
			if (!waiting) console.log('Waiting for another start to install and build ...');
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	}
}

function isAlive(path) {
	try {
		return process.kill(Number(readFileSync(path, 'utf8')) || process.pid, 0);
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** What the person can do something about; shown without a stack. */
class Failure extends Error {}

/** Runs a script's main function; ends the process with the exit code that it returns. */
export async function main(work) {
	try {
		process.exit(await work());
	} catch (error) {
		console.error(error instanceof Failure ? `\n${error.message}` : error);
		process.exit(1);
	}
}

/** Runs `apps/api/src/server.ts` and the like on Node 24. */
export const runNode = (...args) => run(node, ...args);

/**
 * Runs a command, with options for spawn as last argument, and returns its exit code. Whatever asks us to stop asks
 * the command to: our signals, and the death of the npm that started us, which tells us nothing.
 */
function run(command, ...rest) {
	const options = typeof rest.at(-1) === 'object' ? rest.pop() : {};
	const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
	// what Node has compiled before it need not compile again: a third of the product's start
	const cache = { NODE_COMPILE_CACHE: inRoot('node_modules/.cache/node') };
	// glibc otherwise keeps what each of a dozen threads ever used for that thread: some 15 MB
	const memory = { MALLOC_ARENA_MAX: '2' };
	const env = { ...memory, ...process.env, ...cache };
	const child = spawn(command, rest, { cwd: root, stdio, env, ...options });
	const pass = (signal) => child.kill(signal);
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.on(signal, pass);
	const npm = process.ppid;
	const watch =
		process.env.npm_lifecycle_event && setInterval(() => process.ppid !== npm && child.kill(), 100);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code, signal) => {
			clearInterval(watch);
			for (const name of signals) process.off(name, pass);
			resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
		});
	});
}
