import * as db from '@app/db';
import { PgBoss } from 'pg-boss';
import { dayOf } from '../periods.ts';
import type { Files } from '../reports/files.ts';
import { announce } from './announce.ts';
import type { Look } from './findings.ts';
import { makeReportFiles } from './reports.ts';

const LOOK = 'findings';
const ANNOUNCE = 'announcements';
/** How often it is looked whether anything was changed, by whatever process or command. */
const EVERY_MS = 1500;
/** While changes come one after the other, people's own questions come first for so long. */
const PATIENCE_MS = 10_000;
/** From 5 seconds to about 20 minutes apart: an address may be away for an hour. */
const ATTEMPTS = 8;
/** How long a request can come twice. */
const REMEMBERED_MS = 7 * 86_400_000;

/**
 * What runs without a request, as jobs in PostgreSQL, so that of several processes one does each: findings are kept up
 * within seconds of the last change and when a day begins; messages about new ones are sent, and tried again; files of
 * reports are made.
 */
export async function startJobs(
	database: db.Db,
	{
		look,
		files,
		now,
		log
	}: { look: Look; files: Files; now: () => Date; log: { error(error: unknown): void } }
): Promise<{ stop(): Promise<void> }> {
	const boss = new PgBoss({
		connectionString: database.url,
		max: 3,
		application_name: 'scale-across jobs',
		schedule: false,
		// files of reports whose process is gone are looked for as often
		superviseIntervalSeconds: 10,
		monitorIntervalSeconds: 10
	});
	boss.on('error', (error) => log.error(error));
	await boss.start();
	// one waits at most, and one is done at most
	await boss.createQueue(LOOK, { policy: 'stately', retryLimit: 3, retryDelay: 5 });
	await boss.createQueue(ANNOUNCE, { retryLimit: ATTEMPTS - 1, retryDelay: 5, retryBackoff: true });
	await boss.work(LOOK, { pollingIntervalSeconds: 1 }, async () => {
		await look(now());
		for (const id of await db.waitingDeliveries(database)) await boss.send(ANNOUNCE, { id }, { id });
	});
	await boss.work<{ id: string }>(
		ANNOUNCE,
		{ pollingIntervalSeconds: 1, batchSize: 1, includeMetadata: true },
		async ([job]) => {
			const delivery = await db.waitingDelivery(database, job!.data.id);
			if (!delivery) return;
			const note = (error: string | null, last = false) =>
				db.noteDelivery(database, delivery.id, { error, last, at: now().toISOString() });
			try {
				await announce(delivery, now());
			} catch (error) {
				await note((error as Error).message, job!.retryCount >= ATTEMPTS - 1);
				throw error;
			}
			await note(null);
		}
	);
	const reportFiles = await makeReportFiles(boss, database, { files, log });
	let state = '';
	let known: string | undefined;
	let last: string | undefined;
	let waitsSince: number | undefined;
	let today: string | undefined;
	let ticking: Promise<unknown> = Promise.resolve();
	const tick = async () => {
		({ state } = await db.recordsState(database, state));
		if (today !== dayOf(now())) {
			await db.forgetRequests(database, new Date(now().getTime() - REMEMBERED_MS).toISOString());
			today = dayOf(now());
		}
		const seen = `${state} ${today}`;
		if (seen === known) return;
		const changing = known !== undefined && seen !== last;
		last = seen;
		waitsSince ??= performance.now();
		if (changing && performance.now() - waitsSince < PATIENCE_MS) return;
		await boss.send(LOOK, {});
		[known, waitsSince] = [seen, undefined];
	};
	const timer = setInterval(() => {
		ticking = ticking.then(tick).catch((error) => log.error(error));
	}, EVERY_MS);
	return {
		async stop() {
			clearInterval(timer);
			await ticking;
			await reportFiles.stop();
			await boss.stop({ graceful: true, timeout: 5000 });
		}
	};
}
