import { LINES } from '../lines.ts';
import type { Bench } from '../parts.ts';

/** How the product's own import brought these data in, which may have been at an earlier run. */
export async function imports({ imported, report }: Bench): Promise<void> {
	const { on, records, measurements } = imported;
	const took = ({ rows, seconds }: typeof records) =>
		`${rows.toLocaleString('en')} in ${seconds.toFixed(1)} s on ${on}`;
	report.add(LINES.eventsImported, { value: records.rows / records.seconds, note: took(records) });
	report.add(LINES.measurementsImported, {
		value: measurements.rows / measurements.seconds,
		note: took(measurements)
	});
	const memory = Math.max(records.megabytes, measurements.megabytes);
	report.add(LINES.importMemory, { value: memory, note: 'of Node, its highest' });
	report.add(LINES.importProgress, {
		value: Math.min(records.progress, measurements.progress),
		note: 'without a terminal; on one, a line that renews itself'
	});
}
