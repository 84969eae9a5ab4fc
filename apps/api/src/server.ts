import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, migrate, notAppendOnly, recountIfOutdated, StartError } from '@app/db';
import { buildApp } from './app.ts';
import { openDatabase } from './database.ts';
import { readEnv, type Env } from './env.ts';
import { importDemo } from './imports/demo.ts';
import { progressLine } from './imports/report-text.ts';
import { loadWeb } from './plugins/web.ts';

const pages = new URL('../../web/build/handler.js', import.meta.url);
const log = (line: string) => console.log(line);
/** What has been opened, to be closed in reverse. */
const opened: (() => Promise<unknown>)[] = [];
let closing: Promise<never> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, () => close(0));
// what nobody caught ends the product, in order, or our database would be left running
process.on('uncaughtException', (error) => {
	console.error(error);
	void close(1);
});
await start().catch(async (error) => {
	if (closing) return; // it failed because everything is being closed
	console.error(error instanceof StartError ? `\n${error.message}` : error);
	await close(1);
});

async function start(): Promise<void> {
	const env = readEnv(process.env);
	const database = openDatabase(env, log);
	opened.push(async () => (await database.catch(() => undefined))?.stop());
	const given = await database;
	await assertPortFree(env);
	const { url, appendOnly } = await migrate(given.url);
	if (!appendOnly) log(notAppendOnly(given.url));
	const db = connect(url);
	opened.push(() => db.end({ timeout: 2 }));
	await recountIfOutdated(db, log);
	const now = () => new Date();
	if (env.DEMO === 'on') await importDemo(db, { now: now(), log, onProgress: progressLine(process.stdout) });
	process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto'; // for plugins/web.ts
	const web = existsSync(pages) ? { web: await loadWeb(pages) } : {}; // in development Vite serves the pages
	const calendar = { firstMonth: env.FIRST_MONTH, timeZone: env.TIME_ZONE };
	const app = await buildApp({ db, now, calendar, reportFolder: join(env.DATA_DIR, 'reports') }, web);
	opened.push(() => {
		setTimeout(() => app.server.closeAllConnections(), 2000).unref(); // after that nobody's answer holds us up
		return app.close();
	});
	if (!['127.0.0.1', '::1', 'localhost'].includes(env.HOST))
		log(`There is no sign-in yet: whoever reaches ${env.HOST} can read and change everything.`);
	const ready = await app.listen({ port: env.PORT, host: env.HOST });
	log(`\nScale Across is ready at ${ready}\n`);
	await sleep(1000); // whoever waited for the start is answered first
	// what a pattern did takes seconds to work out at first, what stalled last quarter one: no reader should wait for it
	for (const url of ['/api/value', '/', '/stalled', '/map', '/value'])
		await app.inject({ url, headers: { 'accept-language': 'en-US' } }); // charts are kept by language
	// loaded only now: nobody's first page needs it
	const { startJobs } = await import('./jobs/jobs.ts');
	const jobs = await startJobs(db, { look: app.lookForFindings, files: app.reportFiles, now, log: console });
	opened.push(() => jobs.stop());
}

/**
 * Closes what is open, newest first, and ends the process; asked again, it goes on as it is. What takes too long ends
 * with the process, but not our database, which would outlive it.
 */
function close(code: number): Promise<never> {
	setTimeout(() => process.exit(1), 60_000).unref();
	return (closing ??= (async () => {
		const [stopDatabase, ...others] = opened;
		for (const closeOne of others.toReversed())
			await Promise.race([closeOne().catch(console.error), sleep(8000)]);
		await stopDatabase?.().catch(console.error);
		process.exit(code);
	})());
}

/** Before the long steps, so that nobody waits for a demo organization to learn this. */
async function assertPortFree({ PORT, HOST }: Env): Promise<void> {
	const probe = createServer().listen(PORT, HOST);
	try {
		await once(probe, 'listening');
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'EADDRINUSE')
			throw new StartError(
				`Port ${PORT} is taken by another program: stop it, or choose another port, as in \`PORT=${PORT + 1} npm start\`.`
			);
		throw new StartError(`Nothing can be served on HOST=${HOST} PORT=${PORT}: ${message}. Choose others.`);
	}
	probe.close();
	await once(probe, 'close');
}
