import { DEMO, simulate, toCsv, type Demo } from '@app/demo';
import { Readable } from 'node:stream';
import { importFiles } from '../../apps/api/src/imports/import-files.ts';
import { test as base, TODAY } from './app.ts';

/** The last recorded day of the demo organization that the tests look at. */
export const UNTIL = DEMO.until;

/** A test whose database holds the demo organization, with what it was made from: `demo.truth`. */
export const test = base.extend('demo', { scope: 'file' }, async ({ db }): Promise<Demo> => {
	const demo = simulate(DEMO);
	const files = Object.entries(demo.files).map(([name, table]) => ({
		name,
		open: () => Readable.from([Buffer.from(toCsv(table))])
	}));
	await importFiles(db, { files, now: TODAY, recordedBy: 'test', source: 'demo', simulated: true });
	return demo;
});
