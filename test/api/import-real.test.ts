import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { pathFiles } from '../../apps/api/src/imports/path-files.ts';
import { fingerprint, importTexts, test } from '../support/imports.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const rowsOf = (folder: string, name: string) =>
	readFileSync(join(data, folder, name), 'utf8')
		.trimEnd()
		.split('\n').length - 1;
const folders: Record<string, string[]> = {
	'fastify-org': ['teams', 'patterns', 'metrics', 'adoption_events', 'measurements', 'links'],
	'medical-innovation': ['teams', 'patterns', 'metrics', 'adoption_events', 'measurements', 'links'],
	'technology-adoption': ['teams', 'patterns', 'metrics', 'adoption_events', 'measurements']
};

for (const [folder, names] of Object.entries(folders))
	test(`${folder} is imported whole, and again without a change`, async ({ own: { db }, skip }) => {
		if (!existsSync(join(data, folder))) skip(`there is no ${join(data, folder)}`);
		const once = () =>
			importTexts(db, {}, { files: pathFiles(join(data, folder)), now: new Date('2026-11-23') });
		const report = await once();
		expect(report).toMatchObject({ imported: true, rejectionCount: 0, warningCount: 0 });
		expect(report.files.map(({ name, rows, added }) => [name, rows, added])).toEqual(
			names.map((name) => [`${name}.csv`, rowsOf(folder, `${name}.csv`), rowsOf(folder, `${name}.csv`)])
		);
		const before = await fingerprint(db);
		expect(await once()).toMatchObject({ imported: false, rejectionCount: 0 });
		expect(await fingerprint(db)).toEqual(before);
	});
