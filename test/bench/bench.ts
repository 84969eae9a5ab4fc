/**
 * npm run bench -- --records 10k|100k|1M|10M [--json FILE] [--picture FILE] [--only PART] [--quick]
 *
 * Asks the product, started as a person starts it, what issue 4 sets goals for, beside the least that could answer,
 * and says which goals hold. `--only` takes the parts with that in their name; `--quick` asks a fifth as often.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { assertWrk } from './ask.ts';
import { changesOf } from './changes.ts';
import { makeFloorTables } from './floor-tables.ts';
import { importedDatabase } from './imported.ts';
import { starts } from './lines/starts.ts';
import { PARTS } from './parts.ts';
import { draw } from './picture.ts';
import { runScript } from './processes.ts';
import { startProduct, type Product } from './product.ts';
import { Report } from './report.ts';
import { folderOf, SIZES, type Size } from './sizes.ts';

const { values } = parseArgs({
	options: {
		records: { type: 'string', default: '1M' },
		json: { type: 'string' },
		picture: { type: 'string' },
		only: { type: 'string', default: '' },
		quick: { type: 'boolean', default: false }
	}
});
if (!Object.hasOwn(SIZES, values.records))
	throw new Error(`--records ${values.records}: choose one of ${Object.keys(SIZES).join(', ')}.`);
assertWrk();
const size = values.records as Size;
const wanted = (part: string) => part.includes(values.only);
const times = (full: number) => (values.quick ? Math.ceil(full / 5) : full);

/** What has been started, to be stopped in reverse, whatever happens. */
const stops: (() => Promise<unknown>)[] = [];
let stopping: Promise<void> | undefined;
const stopAll = () =>
	(stopping ??= (async () => {
		for (const stop of stops.toReversed()) await stop();
	})());
for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const])
	process.once(signal, () => void stopAll().finally(() => process.exit(code)));

/**
 * What is worked out beside the requests is not what is measured: after an import, or all the changes of a part, effects,
 * for minutes; after a start, charts and findings, for some ten seconds.
 */
async function settled({ base, processorSeconds }: Product): Promise<void> {
	while (((await (await fetch(`${base}/api/value`)).json()) as { pending: unknown }).pending)
		await sleep(2000);
	for (let busySeconds = 1; busySeconds > 0.15;) {
		const before = processorSeconds();
		await sleep(3000);
		busySeconds = processorSeconds() - before;
	}
}

const report = new Report(size);
try {
	await (await importedDatabase(size)).stop();
	if (wanted('starts')) await starts(size, times(5), report);
	const database = await importedDatabase(size);
	stops.push(database.stop);
	const sql = postgres(database.url, { max: 1, onnotice: () => {} });
	stops.push(() => sql.end());
	await makeFloorTables(sql);
	const floor = runScript(['test/bench/floor.process.ts', database.url], {});
	stops.push(floor.stop);
	const product = await startProduct({ DATABASE_URL: database.url });
	stops.push(product.stop);
	await (await fetch(product.base)).text();
	const bench = {
		size,
		databaseUrl: database.url,
		sql,
		imported: database.imported,
		product,
		floor: (await floor.says(/ready at (\S+)/))[1]!,
		changes: changesOf(size),
		times,
		report
	};
	for (const [part, measure] of Object.entries(PARTS)) {
		if (!wanted(part)) continue;
		await settled(product);
		await measure(bench);
	}
	process.exitCode = report.results.every(({ holds }) => holds !== false) ? 0 : 1;
} finally {
	await stopAll();
	if (report.results.length > 0) {
		report.save(values.json);
		draw(report.results, values.picture ?? `${folderOf(size)}/bench.svg`, size);
	}
}
