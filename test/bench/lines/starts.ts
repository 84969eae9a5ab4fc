import { quantile } from '../ask.ts';
import { importedDatabase } from '../imported.ts';
import { LINES } from '../lines.ts';
import { startProduct } from '../product.ts';
import type { Report } from '../report.ts';
import { folderOf, type Size } from '../sizes.ts';

/** From the command to the end of the first answer (GET /api/spread); nothing else may use the data meanwhile. */
export async function starts(size: Size, times: number, report: Report): Promise<void> {
	const note = `${times} starts`;
	const withDatabase = await median(times, { DATA_DIR: `${folderOf(size)}/data` });
	report.add(LINES.startWith, { value: withDatabase, note });
	const database = await importedDatabase(size);
	try {
		report.add(LINES.startBeside, { value: await median(times, { DATABASE_URL: database.url }), note });
	} finally {
		await database.stop();
	}
}

async function median(times: number, settings: Record<string, string>): Promise<number> {
	const taken: number[] = [];
	for (let n = 0; n <= times; n++) {
		const product = await startProduct(settings);
		if (n > 0) taken.push(product.firstAnswerMs); // the first one compiles
		await product.stop();
	}
	return quantile(taken, 0.5);
}
