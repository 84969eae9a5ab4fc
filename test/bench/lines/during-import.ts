import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { clientOf, plain, quantile } from '../ask.ts';
import { makeData } from '../data.ts';
import { importedDatabase, importFolder } from '../imported.ts';
import { LINES, READS } from '../lines.ts';
import type { Bench } from '../parts.ts';
import { startProduct } from '../product.ts';
import type { Size } from '../sizes.ts';

/** Whose records a size adds to: all of the smaller one are among those of the larger. */
const SMALLER: Partial<Record<Size, Size>> = { '100k': '10k', '1M': '100k', '10M': '1M' };
const perSecond = 20;

/** The records of this size come into a copy of a smaller one while 20 questions a second are asked there. */
export async function duringImport({ size, report }: Bench): Promise<void> {
	const smaller = SMALLER[size];
	if (!smaller) return;
	const { records } = await makeData(size);
	const database = await importedDatabase(smaller);
	const sql = postgres(database.url, { max: 1, onnotice: () => {} });
	try {
		await sql`DROP DATABASE IF EXISTS during_import`;
		await sql`CREATE DATABASE during_import TEMPLATE scale_across STRATEGY file_copy`;
		const url = database.url.replace(/[^/]+$/, 'during_import');
		const { waits, failed, seconds } = await askWhileImporting(url, records);
		report.add(LINES.duringImport, {
			value: quantile(waits, 0.99),
			note: `${waits.length} requests in ${seconds.toFixed(0)} s, p50 ${quantile(waits, 0.5).toFixed(1)} ms, ${failed} failed, ${smaller} before`
		});
		await sql`DROP DATABASE during_import`;
	} finally {
		await sql.end();
		await database.stop();
	}
}

/** Questions leave on time, whatever the ones before them take: a wait counts from when it should have left. */
async function askWhileImporting(url: string, folder: string) {
	const product = await startProduct({ DATABASE_URL: url });
	try {
		const ask = clientOf(product.base, 100);
		const views: string[] = [];
		for (const { path } of READS) if ((await ask(path)).status === 200) views.push(path);
		// effects are worked out after every start: not what an import does to others
		while ((JSON.parse(plain(await ask('/api/value')).toString()) as { pending: unknown }).pending)
			await sleep(1000);
		const { done, running } = importFolder(folder, url);
		const began = performance.now();
		const waits: number[] = [];
		let failed = 0;
		const asked: Promise<void>[] = [];
		for (let n = 0; running(); n++) {
			const due = began + (n * 1000) / perSecond;
			await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
			const answer = ask(views[n % views.length]!);
			asked.push(
				answer.then(({ status }) => {
					waits.push(performance.now() - due);
					if (status !== 200) failed++;
				})
			);
		}
		await Promise.all(asked);
		return { waits, failed, seconds: (await done).seconds };
	} finally {
		await product.stop();
	}
}
