import * as db from '@app/db';
import type { PgBoss } from 'pg-boss';
import type { Files } from '../reports/files.ts';

const QUEUE = 'report-files';
/** How often it is looked whether somebody asked for a file. */
const EVERY_MS = 500;
/** Of a process that is gone nothing is heard for so long; then another one, or the next, makes its file. */
const SILENCE_SECONDS = 10;
/** How often a file is begun: it may be what ended the process. */
const ATTEMPTS = 3;
const DAY_MS = 86_400_000;

/**
 * Makes the files that were asked for, one at a time in each process, those asked for first first. What is asked for
 * stands in the database, so that nothing is lost: a file under way when its process ends is made again.
 */
export async function makeReportFiles(
	boss: PgBoss,
	database: db.Db,
	{ files, log }: { files: Files; log: { error(error: unknown): void } }
): Promise<{ stop(): Promise<void> }> {
	await boss.createQueue(QUEUE, {
		...{ retryLimit: ATTEMPTS, retryDelay: 0, heartbeatSeconds: SILENCE_SECONDS }
	});
	await boss.work<{ id: string }>(
		QUEUE,
		{ pollingIntervalSeconds: 0.5, batchSize: 1, includeMetadata: true },
		async ([job]) => {
			const { id } = job!.data;
			if (job!.retryCount < ATTEMPTS) return files.make(id);
			const error = `It was begun ${ATTEMPTS} times, and each time the product ended.`;
			await db.noteFile(database, id, { state: 'failed', error });
		}
	);
	let ticking: Promise<unknown> = Promise.resolve();
	const sent = new Set<string>();
	const send = async () => {
		const waiting = await db.waitingFiles(database);
		for (const id of waiting.filter((id) => !sent.has(id))) {
			await boss.send(QUEUE, { id }, { id }); // sent twice it is one job
			sent.add(id);
		}
		for (const id of sent) if (!waiting.includes(id)) sent.delete(id);
	};
	const every = (ms: number, work: () => Promise<void>) => {
		const tick = () => (ticking = ticking.then(work).catch((error) => log.error(error)));
		void tick();
		return setInterval(tick, ms);
	};
	const timers = [every(EVERY_MS, send), every(DAY_MS, files.tidy)];
	return {
		async stop() {
			timers.forEach(clearInterval);
			await ticking;
			await files.stop(); // what is under way is made again by whoever comes next
		}
	};
}
