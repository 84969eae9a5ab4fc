import { connect, migrate, StartError, type Db } from '@app/db';
import { basename, resolve } from 'node:path';
import { openDatabase } from './database.ts';
import { readEnv } from './env.ts';
import { folderFiles } from './imports/folder.ts';
import { importFiles } from './imports/import-files.ts';
import { progressLine, reportText } from './imports/report-text.ts';

const USAGE = `Usage:
  npm run import -- FOLDER [--dry-run]   import the CSV files of a folder; with --dry-run only say what would change`;

async function main([verb, ...rest]: string[]): Promise<number> {
	const paths = rest.filter((argument) => !argument.startsWith('--'));
	if (verb !== 'import' || paths.length !== 1) throw new StartError(USAGE);
	// npm changes to the project; the path is meant from where it was typed
	const folder = resolve(process.env['INIT_CWD'] ?? '.', paths[0]!);
	return withDatabase(async (db) => {
		const report = await importFiles(db, {
			files: await folderFiles(folder),
			dryRun: rest.includes('--dry-run'),
			now: new Date(),
			recordedBy: 'command line',
			source: basename(folder),
			onProgress: progressLine(process.stderr)
		});
		process.stdout.write(reportText(report));
		return report.rejectionCount > 0 ? 1 : 0;
	});
}

async function withDatabase(work: (db: Db) => Promise<number>): Promise<number> {
	const env = readEnv(process.env);
	const log = (line: string) => process.stderr.write(`${line}\n`);
	const { url, stop } = await openDatabase(env, log, { beside: true });
	try {
		await migrate(url);
		const db = connect(url);
		try {
			return await work(db);
		} finally {
			await db.$client.end();
		}
	} finally {
		await stop();
	}
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof StartError)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
