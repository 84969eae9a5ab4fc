import { organization, type Db } from '@app/db';
import { DEMO, DEMO_NAME, simulate, toCsv } from '@app/demo';
import { Readable } from 'node:stream';
import { addDays, dayOf } from '../periods.ts';
import { importFiles, type ImportOptions } from './import-files.ts';

/** Imports the simulated organization where there is none yet: into a database without teams. */
export async function importDemo(
	db: Db,
	{ now, log, onProgress }: Pick<ImportOptions, 'now' | 'onProgress'> & { log: (line: string) => void }
): Promise<void> {
	if ((await organization(db, dayOf(now))).teams > 0) return;
	log('Making the demo organization (DEMO=off leaves an empty database empty)');
	// it ends yesterday, so that 'this quarter' and 'stalled' mean something to whoever looks at it today
	const until = addDays(dayOf(now), -1);
	const files = Object.entries(simulate({ ...DEMO, until }).files).map(([name, table]) => ({
		name,
		open: () => Readable.from([Buffer.from(toCsv(table))])
	}));
	const { rejections } = await importFiles(db, {
		files,
		now,
		recordedBy: 'demo',
		source: DEMO_NAME,
		simulated: true,
		...(onProgress && { onProgress })
	});
	if (rejections[0]) throw new Error(`The demo does not fit the import: ${JSON.stringify(rejections[0])}`);
}
