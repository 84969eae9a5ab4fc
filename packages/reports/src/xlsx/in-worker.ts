import type { Report, ViewExport } from '@app/contract';
import { Worker } from 'node:worker_threads';

/** What a worker makes a workbook of. */
export type Order = { report: Report } | { view: ViewExport };

/**
 * A sealed report, or a draft, as an XLSX workbook: a summary, charts, each table as one that can be filtered, with
 * formulas where a figure follows from others, definitions, and a dictionary of all columns. Made in a thread of its
 * own: it takes a second for a large report. Rejects where that fails.
 */
export const xlsxOf = (report: Report): Promise<Uint8Array> => made({ report });

/** What a page shows as an XLSX workbook, with the day, the filter and the definitions. As for `xlsxOf`. */
export const viewXlsxOf = (view: ViewExport): Promise<Uint8Array> => made({ view });

async function made(order: Order): Promise<Uint8Array> {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order });
	try {
		return await new Promise((resolve, reject) => {
			worker.once('message', resolve).once('error', reject);
			worker.once('exit', (code) =>
				reject(new Error(`The workbook was not made: its thread ended with ${code}.`))
			);
		});
	} finally {
		await worker.terminate(); // with all the memory that it took
	}
}
