import { LINES } from '../lines.ts';
import type { Bench } from '../parts.ts';
import { runScript } from '../processes.ts';

/** Counts everything anew from the log, by command and beside the product, after all the changes of this run. */
export async function recount({ databaseUrl, report }: Bench): Promise<void> {
	const began = performance.now();
	const script = runScript(['scripts/cli.mjs', 'recount'], { DATABASE_URL: databaseUrl });
	const code = await script.ended;
	const seconds = (performance.now() - began) / 1000;
	const tables = [...script.said().matchAll(/^(\w+) +(as the log says|(\d+) rows differed)/gm)];
	if (tables.length === 0) {
		const note = `ended with ${code}: ${script.said().slice(-200)}`;
		report.add(LINES.recountTime, { value: null, note });
		return report.add(LINES.recountDiffered, { value: null, note: '' });
	}
	report.add(LINES.recountTime, { value: seconds, note: `${tables.length} tables` });
	const differed = tables.filter(([, , , rows]) => rows);
	report.add(LINES.recountDiffered, {
		value: differed.reduce((sum, [, , , rows]) => sum + Number(rows), 0),
		note: differed.map(([, table, , rows]) => `${table} ${rows}`).join(', ')
	});
}
