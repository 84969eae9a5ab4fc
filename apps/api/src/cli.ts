import { connect, migrate, recount, recountIfOutdated, StartError, type Db } from '@app/db';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { openDatabase } from './database.ts';
import { readEnv } from './env.ts';
import { TooLarge } from './imports/refusals.ts';
import { importFiles } from './imports/import-files.ts';
import { pathFiles } from './imports/path-files.ts';
import { progressLine, reportText } from './imports/report-text.ts';

const USAGE = `Usage:
  npm run import -- FOLDER [--dry-run]   import the CSV files of a folder or a ZIP; with --dry-run only say what would change
  npm run recount                        count everything that is kept anew from the log, and say what differed`;

async function main([verb, ...rest]: string[]): Promise<number> {
	if (verb === 'recount' && rest.length === 0) return withDatabase(recounted);
	const paths = rest.filter((argument) => !argument.startsWith('--'));
	if (verb !== 'import' || paths.length !== 1) throw new StartError(USAGE);
	// npm changes to the project; the path is meant from where it was typed
	const folder = resolve(process.env['INIT_CWD'] ?? '.', paths[0]!);
	if (!existsSync(folder))
		throw new StartError(`There is nothing at ${folder}: name a folder with CSV files.`);
	const { signal } = interruption;
	return withDatabase(async (db) => {
		const report = await importFiles(db, {
			files: pathFiles(folder),
			dryRun: rest.includes('--dry-run'),
			now: new Date(),
			recordedBy: 'command line',
			source: basename(folder),
			signal,
			onProgress: progressLine(process.stderr)
		});
		process.stdout.write(reportText(report));
		return report.rejectionCount > 0 ? 1 : 0;
	});
}

/** Says of each kept table how many of its rows were not what the log says; 1 where any was, and is right now. */
async function recounted(db: Db): Promise<number> {
	const found = await recount(db);
	for (const { table, differed } of found)
		process.stdout.write(
			`${table.padEnd(16)} ${differed === 0 ? 'as the log says' : `${differed} rows differed, counted anew`}\n`
		);
	return found.some(({ differed }) => differed > 0) ? 1 : 0;
}

async function withDatabase(work: (db: Db) => Promise<number>): Promise<number> {
	const env = readEnv(process.env);
	const log = (line: string) => process.stderr.write(`${line}\n`);
	const { url: given, stop } = await openDatabase(env, log, { beside: true });
	try {
		const { url } = await migrate(given);
		const db = connect(url);
		try {
			await recountIfOutdated(db, log);
			return await work(db);
		} finally {
			await db.end();
		}
	} finally {
		await stop();
	}
}

/** Ctrl-C takes back what is under way and closes the database in order. */
const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.once(name, () => interruption.abort(new StartError('Interrupted: nothing was imported.')));

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof StartError || error instanceof TooLarge)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
