import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { startEmbedded, type Embedded } from '../../packages/db/src/embedded.ts';
import { makeData } from './data.ts';
import { childOf, memoryOf, runScript } from './processes.ts';
import { folderOf, type Size } from './sizes.ts';

/** How an import by the product's own command went. */
export type ImportRun = { rows: number; seconds: number; megabytes: number; progress: number };
/** How the data of a size came in, and when. */
export type Imported = { on: string; records: ImportRun; measurements: ImportRun };

/** The database of a size with the product's own server running on it, imported where that was not done yet. */
export async function importedDatabase(size: Size): Promise<Embedded & { imported: Imported }> {
	const dataDir = `${folderOf(size)}/data`;
	const note = `${dataDir}/imported.json`;
	const folders = await makeData(size);
	if (!existsSync(note)) rmSync(dataDir, { recursive: true, force: true }); // half imported
	const server = await startEmbedded({ dataDir, log: () => {} });
	try {
		if (!existsSync(note)) {
			console.log(`Importing the data of ${size} records`);
			const records = await importFolder(folders.records, server.url).done;
			const measurements = await importFolder(folders.measurements, server.url).done;
			const imported: Imported = { on: new Date().toISOString().slice(0, 10), records, measurements };
			writeFileSync(note, JSON.stringify(imported));
		}
		return { ...server, imported: JSON.parse(readFileSync(note, 'utf8')) };
	} catch (error) {
		await server.stop();
		throw error;
	}
}

/** Imports a folder with the product's command, and measures it from outside. */
export function importFolder(
	folder: string,
	url: string
): { done: Promise<ImportRun>; running: () => boolean } {
	let running = true;
	const done = (async () => {
		const began = performance.now();
		const script = runScript(['scripts/cli.mjs', 'import', folder], { DATABASE_URL: url });
		let megabytes = 0;
		const watch = setInterval(() => {
			try {
				megabytes = Math.max(megabytes, memoryOf(childOf(script.child), 'VmHWM'));
			} catch {
				// it has not begun yet, or has just ended
			}
		}, 100);
		const code = await script.ended.finally(() => {
			clearInterval(watch);
			running = false;
		});
		const seconds = (performance.now() - began) / 1000;
		if (code !== 0) throw new Error(`The import of ${folder} failed:\n${script.said().slice(-3000)}`);
		// a line a file: its name, then how many rows it has
		const files = script.said().matchAll(/^(adoption_events|measurements)\.csv +([\d,]+) /gm);
		const rows = [...files].reduce((sum, [, , count]) => sum + Number(count!.replaceAll(',', '')), 0);
		return {
			rows,
			seconds,
			megabytes,
			progress: script.said().match(/^(reading|writing|counting) /gm)?.length ?? 0
		};
	})();
	return { done, running: () => running };
}
