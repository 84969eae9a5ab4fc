import { Paper, QuarterName } from '@app/contract';
import { connect, migrate, recount, recountIfOutdated, StartError, type Db } from '@app/db';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Value } from 'typebox/value';
import { openDatabase } from './database.ts';
import { readEnv, type Env } from './env.ts';
import { TooLarge } from './imports/refusals.ts';
import { importFiles } from './imports/import-files.ts';
import { pathFiles } from './imports/path-files.ts';
import { progressLine, reportText } from './imports/report-text.ts';
import { NotFound, Unanswerable } from './problems.ts';
import { Interrupted } from './reports/writer.ts';

const USAGE = `Usage:
  npm run import -- FOLDER [--dry-run]   import the CSV files of a folder or a ZIP; with --dry-run only say what would change
  npm run recount                        count everything that is kept anew from the log, and say what differed
  npm run export -- --to FILE.zip        write everything on record into a ZIP, in the import format
  npm run report -- --quarter 2026-Q3 --to FOLDER [--team KEY] [--paper letter]
                                         write the report of a quarter into a folder: slides, workbook, PDF, data`;

async function main([verb, ...rest]: string[]): Promise<number> {
	if (verb === 'recount' && rest.length === 0) return withDatabase(recounted);
	if (verb === 'report') return issued(rest);
	if (verb === 'export' && rest.length === 2 && rest[0] === '--to') return exported(fromWhereTyped(rest[1]!));
	const paths = rest.filter((argument) => !argument.startsWith('--'));
	if (verb !== 'import' || paths.length !== 1) throw new StartError(USAGE);
	const folder = fromWhereTyped(paths[0]!);
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

/** Writes everything into a ZIP file, and says where it is. */
async function exported(file: string): Promise<number> {
	const { exportTo } = await import('./export/everything.ts');
	return withDatabase(async (db) => {
		await exportTo(db, file, interruption.signal);
		process.stdout.write(`${file}\n`);
		return 0;
	});
}

/** Writes the files of a report, and says what they are of. */
async function issued(args: string[]): Promise<number> {
	const { quarter, to, team, paper } = reportArguments(args);
	const { buildApp } = await import('./app.ts'); // an import needs none of it
	const { issue } = await import('./reports/issue.ts');
	return withDatabase(async (db, { FIRST_MONTH, TIME_ZONE, DATA_DIR }) => {
		const calendar = { firstMonth: FIRST_MONTH, timeZone: TIME_ZONE };
		const reportFolder = join(DATA_DIR, 'reports');
		const app = await buildApp({ db, now: () => new Date(), calendar, reportFolder });
		const { reports, reportFiles: files } = app;
		interruption.signal.addEventListener('abort', () => void files.stop());
		try {
			const { names, sha256 } = await issue(
				{ reports, files },
				{ quarter, ...(team !== undefined && { team }), paper, to: fromWhereTyped(to) },
				(name) => process.stderr.write(`making ${name}\n`)
			);
			process.stdout.write(
				sha256 === null
					? `DRAFT: ${quarter} is not sealed, so its figures may still change.\n`
					: `${quarter} as it was sealed, SHA-256 ${sha256}\n`
			);
			for (const name of names) process.stdout.write(`${join(fromWhereTyped(to), name)}\n`);
			return 0;
		} finally {
			await app.close();
		}
	});
}

/** @throws StartError with the usage */
function reportArguments(args: string[]) {
	const string = { type: 'string' } as const;
	const options = { quarter: string, to: string, team: string, paper: string };
	let given;
	try {
		given = parseArgs({ args, options }).values;
	} catch (error) {
		throw new StartError(`${(error as Error).message}\n\n${USAGE}`);
	}
	const { quarter, to, team, paper = 'a4' } = given;
	if (!quarter || !to) throw new StartError(USAGE);
	if (!Value.Check(QuarterName, quarter))
		throw new StartError(`'${quarter}' is no quarter: one is called 2026-Q3.`);
	if (!Value.Check(Paper, paper)) throw new StartError(`'${paper}' is no paper: it is a4 or letter.`);
	return { quarter, to, team, paper };
}

/** npm changes to the project; a path is meant from where it was typed. */
const fromWhereTyped = (path: string) => resolve(process.env['INIT_CWD'] ?? '.', path);

/** Says of each kept table how many of its rows were not what the log says; 1 where any was, and is right now. */
async function recounted(db: Db): Promise<number> {
	const found = await recount(db);
	for (const { table, differed } of found)
		process.stdout.write(
			`${table.padEnd(16)} ${differed === 0 ? 'as the log says' : `${differed} rows differed, counted anew`}\n`
		);
	return found.some(({ differed }) => differed > 0) ? 1 : 0;
}

async function withDatabase(work: (db: Db, env: Env) => Promise<number>): Promise<number> {
	const env = readEnv(process.env);
	const log = (line: string) => process.stderr.write(`${line}\n`);
	const { url: given, stop } = await openDatabase(env, log, { beside: true });
	try {
		const { url } = await migrate(given);
		const db = connect(url);
		try {
			await recountIfOutdated(db, log);
			return await work(db, env);
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
	process.once(name, () => interruption.abort(new StartError('Interrupted: nothing was written.')));

/** Errors whose words are for whoever typed the command. */
const TOLD = [StartError, TooLarge, NotFound, Unanswerable];

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	const said = error instanceof Interrupted ? interruption.signal.reason : error;
	if (!TOLD.some((kind) => said instanceof kind)) throw error;
	process.stderr.write(`${(said as Error).message}\n`);
	process.exitCode = 1;
}
