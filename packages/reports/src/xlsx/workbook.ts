import type { Report, ViewExport } from '@app/contract';
import { DocProperties, Workbook } from 'wasm-xlsxwriter';
import type { Table } from '../table.ts';
import { tablesOf } from '../tables.ts';
import { dictionaryOf } from '../data/dictionary.ts';
import { writeCharts } from './charts.ts';
import { formatsOf } from './formats.ts';
import { addTable, type Book } from './sheet.ts';
import { writeSummary } from './summary.ts';
import { cellText, sheetNames, shortened } from './text.ts';

/** Told on the first sheet, and on none of their own. */
const TOLD = ['about', 'summary'];

/** A report as a workbook: a summary, then each of its tables on a sheet of its own. */
export function reportBook(report: Report): Uint8Array {
	const { data } = report;
	const tables = tablesOf(report);
	const subjects = [...tables.filter(({ name }) => !TOLD.includes(name)), dictionaryOf(tables)];
	const book = bookOf(
		[
			data.organization,
			data.quarter.name,
			data.area?.name ?? 'the whole organization',
			`as of the end of ${data.asOf}`,
			data.seal ? 'sealed' : 'DRAFT',
			...(data.simulated ? ['simulated'] : [])
		],
		{ first: ['Summary', 'Charts'], subjects, tables },
		new DocProperties()
			.setTitle(cellText(`Quarterly report ${data.quarter.name}`))
			.setSubject(shortened(data.area?.name ?? 'The whole organization', 255))
			.setCompany(shortened(data.organization, 255))
			.setAuthor(shortened(data.seal?.by ?? 'Scale Across', 255))
			.setComment(report.sha256 === null ? 'Draft' : `SHA-256 of the sealed data: ${report.sha256}`)
	);
	const [summary, charts] = ['Summary', 'Charts'].map((name) => book.workbook.addWorksheet().setName(name));
	const placed = subjects.map((table) => addTable(book, table, { back: 'Summary' }));
	writeSummary(book, summary!, report, placed);
	writeCharts(book, charts!, report, placed);
	return book.workbook.saveToBufferSync();
}

/** What a page shows as a workbook: its table, and a sheet that says what it is of. */
export function viewBook(view: ViewExport): Uint8Array {
	const { title, about, asOf, area, filter, columns, rows, definitions } = view;
	const table: Table = {
		...{ name: 'view', title, about, keys: 1, rows },
		columns: columns.map((column, i) => ({ name: `column_${i + 1}`, ...column }))
	};
	const said = [
		...[
			{ what: 'Area', value: area },
			{ what: 'As of the end of', value: asOf }
		],
		...filter.map(({ name, value }) => ({ what: `Filter: ${name}`, value })),
		{ what: 'Rows', value: String(rows.length) },
		...columns.map(({ label, meaning, unit }) => ({
			what: label,
			value: unit ? `${meaning} (${unit})` : meaning
		})),
		...definitions.map(({ term, meaning }) => ({ what: term, value: meaning }))
	];
	const notes: Table = {
		...{ name: 'about', title: 'About', keys: 1 },
		about: 'As of when, what was left out, and what the words mean',
		columns: [
			{ name: 'what', label: 'What', type: 'text', meaning: 'What is said' },
			{ name: 'value', label: 'Value', type: 'text', meaning: 'What it is' }
		],
		rows: said.map(({ what, value }) => [what, value])
	};
	const subjects = [table, notes];
	const book = bookOf(
		[area, `as of the end of ${asOf}`],
		{ first: [], subjects, tables: subjects },
		new DocProperties().setTitle(cellText(title))
	);
	for (const subject of subjects) addTable(book, subject, { back: null });
	return book.workbook.saveToBufferSync();
}

function bookOf(
	line: string[],
	{ first, subjects, tables }: { first: string[]; subjects: Table[]; tables: Table[] },
	properties: DocProperties
): Book {
	const workbook = new Workbook();
	workbook.setProperties(properties);
	const named = sheetNames();
	first.forEach(named);
	return {
		...{ workbook, tables, format: formatsOf() },
		sheets: new Map(subjects.map(({ name, title }) => [name, named(title)])),
		line: shortened(line.map((one) => shortened(one, 50)).join(' · '), 250)
	};
}
