import readWorkbook from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { xlsxOf } from '../../packages/reports/src/files.ts';
import { tablesOf, type Cell, type Table } from '../../packages/reports/src/index.ts';
import { exampleReport, ODD_NAMES } from './example.ts';
import { all, opened } from './opened.ts';

/** As a cell holds it. */
const asRead = ({ type }: Table['columns'][number], cell: Cell) =>
	type === 'day' && typeof cell === 'string' ? new Date(cell) : cell;
const sheetOf = ({ title }: Table) => title.slice(0, 31);
/** Told on the first sheet, where they are not rows. */
const TOLD = ['about', 'summary'];

for (const [what, report] of Object.entries({
	'a report': exampleReport(),
	'a report of odd names': exampleReport({ odd: true }),
	'a draft of many patterns': exampleReport({ patterns: 120, parts: 30, sealed: false })
}))
	test(`every figure of ${what} is in the workbook to the last digit`, async () => {
		const sheets = await readWorkbook(Buffer.from(await xlsxOf(report)));
		const tables = tablesOf(report).filter(({ name }) => !TOLD.includes(name));
		expect(sheets.map(({ sheet }) => sheet)).toEqual([
			...['Summary', 'Charts'],
			...tables.map(sheetOf),
			'Data dictionary'
		]);
		for (const table of tables) {
			const { data } = sheets.find(({ sheet }) => sheet === sheetOf(table))!;
			expect(data[4]).toEqual(table.columns.map(({ label }) => label));
			const rows = data.slice(5, 5 + table.rows.length);
			expect([table.name, rows]).toEqual([
				table.name,
				table.rows.map((row) => row.map((cell, c) => asRead(table.columns[c]!, cell)))
			]);
		}
		const summary = sheets[0]!.data.flat();
		const { data } = report;
		for (const said of [...data.summary.map(({ words }) => words), ...data.figures.map(({ value }) => value)])
			expect(summary).toContain(said);
		expect(summary).toContain(report.sha256 ?? 'DRAFT: not sealed, figures may still change');
		expect(summary).toContain('Simulated demo data');
	});

test('names are never formulas, and what follows from other figures is one', async () => {
	const report = exampleReport({ odd: true });
	const { xml } = await opened(await xlsxOf(report));
	const cells = [...xml]
		.filter(([name]) => name.startsWith('xl/worksheets/'))
		.flatMap(([, sheet]) => all(sheet, 'c'));
	const formulas = cells.flatMap((cell) => all(cell, 'f').map(({ text }) => text));
	for (const formula of formulas) expect(formula).not.toMatch(/HYPERLINK|cmd/);
	for (const [what, formula] of Object.entries({
		'the spread of a pattern': 'Patterns[[#This Row],[Adopted]]/Patterns[[#This Row],[Eligible]]',
		'the net of a pattern': 'Value[[#This Row],[Benefit]]-Value[[#This Row],[Cost]]',
		'all that is adopted': 'SUBTOTAL(109,Patterns[Adopted])',
		'a key figure': "SUM('Spread by pattern'!$H$6:$H$17)",
		'a key figure on the first sheet': "'Key figures'!C6"
	}))
		expect([what, formulas.includes(formula)]).toEqual([what, true]);
});

test('totals are there for who does not calculate', async () => {
	const report = exampleReport();
	const sheets = await readWorkbook(Buffer.from(await xlsxOf(report)));
	const { columns, rows } = tablesOf(report).find(({ name }) => name === 'patterns')!;
	const total = sheets.find(({ sheet }) => sheet === 'Spread by pattern')!.data[5 + rows.length]!;
	const sum = (c: number) => rows.reduce((all, row) => all + (row[c] as number), 0);
	const at = (name: string) => columns.findIndex((column) => column.name === name);
	columns.forEach(({ type }, c) => type === 'count' && expect(total[c]).toBe(sum(c)));
	expect(total[at('rate')]).toBe(sum(at('adopted')) / sum(at('eligible')));
});

test('tables have names, headings and filters, and every part is sound XML', async () => {
	const report = exampleReport({ odd: true });
	const { xml } = await opened(await xlsxOf(report));
	const tables = [...xml]
		.filter(([name]) => name.startsWith('xl/tables/'))
		.map(([, table]) => table.attributes);
	expect(new Set(tables.map(({ displayName }) => displayName)).size).toBe(tables.length);
	const expected = tablesOf(report).filter(({ name }) => !TOLD.includes(name));
	expect(tables.length).toBe(expected.length + 1);
	for (const [name, part] of xml) {
		if (!name.startsWith('xl/tables/')) continue;
		expect([name, all(part, 'autoFilter').length]).toEqual([name, 1]);
	}
	const charts = [...xml].filter(([name]) => name.startsWith('xl/charts/')).map(([, chart]) => chart);
	expect(charts.length).toBe(6);
	// drawn by whoever does not calculate
	for (const chart of charts)
		for (const cache of all(chart, 'c:numCache')) expect(all(cache, 'c:pt').length).toBeGreaterThan(0);
});

test('a report of an empty quarter says so on each of its sheets', async () => {
	const report = exampleReport({ patterns: 0, sealed: false });
	const sheets = await readWorkbook(Buffer.from(await xlsxOf(report)));
	const empty = tablesOf(report).filter(({ rows }) => rows.length === 0);
	expect(empty.length).toBeGreaterThan(5);
	for (const table of empty)
		expect(sheets.find(({ sheet }) => sheet === sheetOf(table))!.data[5]![0]).toBe('No rows');
});

test('names that no cell can hold are told as far as it can', async () => {
	const report = exampleReport();
	const [first] = report.data.patterns;
	const held = async (name: string) => {
		first!.name = name;
		const sheets = await readWorkbook(Buffer.from(await xlsxOf(report)));
		return sheets.find(({ sheet }) => sheet === 'Spread by pattern')!.data[5]![1];
	};
	expect(await held('a\u0000b\u001fc\ud800d\ufffee_x0041_')).toBe('abc\ufffdde_x0041_');
	expect(await held('x'.repeat(40_000))).toBe(`${'x'.repeat(32_766)}…`);
	expect(ODD_NAMES).toContain(await held(ODD_NAMES[0]!));
});
