import { parse } from 'csv-parse/sync';
import JSZip from 'jszip';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { dataZipOf } from '../../packages/reports/src/files.ts';
import { sealed, tablesOf, type Cell } from '../../packages/reports/src/index.ts';
import { exampleReport } from './example.ts';

async function unpacked(bytes: Uint8Array) {
	const zip = await JSZip.loadAsync(bytes);
	const files = Object.keys(zip.files);
	return new Map(
		await Promise.all(files.map(async (name) => [name, await zip.file(name)!.async('string')] as const))
	);
}
const rowsOf = (csv: string) => parse(csv, { bom: true }) as string[][];
/** A cell as its text says it: the apostrophe before a formula is not part of it. */
const meant = (text: string, cell: Cell) =>
	text === '' ? null : typeof cell === 'number' ? Number(text) : text.replace(/^'(?=[=+\-@\t\r])/, '');

for (const [what, report] of Object.entries({
	'a report': exampleReport(),
	'a report of odd names': exampleReport({ odd: true }),
	'an empty draft': exampleReport({ patterns: 0, sealed: false })
}))
	test(`every figure of ${what} is in its files to the last digit`, async () => {
		const files = await unpacked(await dataZipOf(report));
		const tables = tablesOf(report);
		expect([...files.keys()]).toEqual([
			...['README.txt', 'report.json', 'dictionary.csv'],
			...tables.map(({ name }) => `${name}.csv`)
		]);
		for (const { name, columns, rows } of tables) {
			const [header, ...lines] = rowsOf(files.get(`${name}.csv`)!);
			expect(header).toEqual(columns.map((column) => column.name));
			expect([name, lines.map((line, r) => line.map((text, c) => meant(text, rows[r]![c]!)))]).toEqual([
				name,
				rows
			]);
		}
		const dictionary = rowsOf(files.get('dictionary.csv')!).slice(1);
		expect(dictionary.map(([table, column]) => [table, column])).toEqual(
			tables.flatMap(({ name, columns }) => columns.map((column) => [name, column.name]))
		);
	});

test('what was sealed is in it byte for byte, and can be verified', async () => {
	const example = exampleReport();
	const { document, sha256 } = sealed(example.data);
	const files = await unpacked(await dataZipOf({ ...example, sha256 }));
	expect(files.get('report.json')).toBe(document);
	expect(createHash('sha256').update(files.get('report.json')!).digest('hex')).toBe(sha256);
	expect(files.get('README.txt')).toContain(sha256);
});

test('a spreadsheet takes no cell for a formula, and numbers are none', async () => {
	const files = await unpacked(await dataZipOf(exampleReport({ odd: true })));
	for (const [name, csv] of files)
		if (name.endsWith('.csv'))
			for (const cell of rowsOf(csv).flat())
				expect(cell).not.toMatch(/^(?![+-]?[\d.]+(e[+-]?\d+)?$)[=+\-@\t\r]/i);
	expect(files.get('patterns.csv')).toContain(`"'=HYPERLINK(""http://example.com"",""click"")"`);
	expect(files.get('support.csv')).toContain(',-6\r\n');
});

test('the same report gives the same bytes', async () => {
	const [one, two] = [await dataZipOf(exampleReport()), await dataZipOf(exampleReport())];
	expect(Buffer.compare(one, two)).toBe(0);
});
