import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Brand } from '../../packages/contract/src/index.ts';
import { pdfOf, pdfPagesOf } from '../../packages/reports/src/files.ts';
import { tablesOf } from '../../packages/reports/src/index.ts';
import { exampleReport, ODD_NAMES } from './example.ts';
import { flat, readPdf } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const plain: Brand = { colour: null, logo: null };
const a4 = { paper: 'a4', brand: plain } as const;
const svgLogo = (shape: string) =>
	Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">${shape}</svg>`).toString(
		'base64'
	);
const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
/** Where a line ends is Typst's business. */
const oneLine = (text: string) => text.replace(/\s+/g, '');

describe('a sealed report', () => {
	const report = exampleReport();
	let bytes: Uint8Array;
	let pdf: Awaited<ReturnType<typeof readPdf>>;
	beforeAll(async () => {
		bytes = await pdfOf(report, a4);
		pdf = await readPdf(bytes);
	});

	test('is the same bytes each time', async () => {
		expect(Buffer.compare(await pdfOf(report, a4), bytes)).toBe(0);
	});

	test('has pages of the paper that is asked for, with their numbers', async () => {
		const letter = await readPdf(await pdfOf(report, { ...a4, paper: 'letter' }));
		expect(new Set(pdf.pages.map(({ size }) => size.join()))).toEqual(new Set(['595,842']));
		expect(new Set(letter.pages.map(({ size }) => size.join()))).toEqual(new Set(['612,792']));
		for (const [i, { text }] of pdf.pages.entries())
			expect(text).toContain(`Page ${i + 1} of ${pdf.pages.length}`);
	});

	test('says what it is to a screen reader', () => {
		expect(pdf.marked?.get('Marked')).toBe(true);
		expect(pdf.info).toMatchObject({
			Language: 'en',
			Title: 'Quarterly report 2026-Q3, Northwind, The whole organization',
			CreationDate: 'D:20261002080000Z'
		});
		expect(pdf.xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
	});

	test('has its fonts in it, and no picture of text', () => {
		expect(pdf.pages.flatMap(({ missingFonts }) => missingFonts)).toEqual([]);
		expect(pdf.pages.map(({ pictures }) => pictures)).toEqual(pdf.pages.map(() => 0));
	});

	test('has bookmarks for all subjects and their points', () => {
		const subjects = pdf.outline.map(({ title }) => title);
		expect(subjects.slice(0, 4)).toEqual(['Summary', 'In their words', 'Contents', 'Spread by pattern']);
		expect(subjects.slice(-3)).toEqual(['Restated', 'Key figures', 'Definitions and denominators']);
		for (const { items } of pdf.outline.slice(3)) expect(items).toHaveLength(1);
	});

	test('has headings in order, tables with headings, and charts in words', () => {
		const tags = flat(pdf.pages.flatMap(({ tags }) => tags));
		const levels = tags.flatMap(({ role }) => (/^H\d$/.test(role) ? [Number(role[1])] : []));
		expect(levels.length).toBeGreaterThan(20);
		expect(levels[0]).toBe(1);
		for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
		const charts = tags.filter(({ role }) => role === 'Figure');
		expect(charts.map(({ alt }) => alt)).toContain(
			'21 from no stage to identified, 34 from identified to agreed, 30 from agreed to started, 25 from started to adopted, 12 from adopted to sustained, 4 from started to abandoned, 6 from identified to declined.'
		);
		expect(charts.length).toBeGreaterThan(8);
		for (const { alt } of charts) expect(alt).toMatch(/\d/);
		const tables = tags.filter(({ role, children }) => role === 'Table' && children.length > 0);
		expect(tables.length).toBeGreaterThan(14);
		expect(tags.filter(({ role }) => role === 'TH').length).toBeGreaterThan(100);
	});

	test('says every figure of its tables as it is in the data', () => {
		const text = oneLine(pdf.pages.map((page) => page.text).join('\n'));
		const tables = new Map(tablesOf(report).map((table) => [table.name, table]));
		const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
		const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
		const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
		const row = (table: string, columns: string[]) =>
			tables.get(table)!.rows.map((cells) =>
				columns.map((name) => {
					const at = tables.get(table)!.columns.findIndex((column) => column.name === name);
					const value = cells[at]!;
					if (value === null) return '–';
					if (typeof value === 'string') return value;
					const { type } = tables.get(table)!.columns[at]!;
					return (type === 'share' ? percent : type === 'money' ? cents : number).format(value);
				})
			);
		const expected = [
			...row('patterns', [
				'pattern',
				'eligible',
				'adopted',
				'sustained',
				'rate',
				'adopted_before',
				'new',
				'kept'
			]),
			...row('areas', ['area', 'teams', 'eligible', 'adopted', 'rate', 'adopted_before', 'new', 'kept']),
			...row('funnel', ['stage', 'entered', 'entered_before', 'went_on', 'ended', 'running', 'median_days']),
			...row('time_to_adopt', ['pattern', 'tracks', 'adopted', 'gave_up', 'still_open', 'median_days']),
			...row('effects', ['pattern', 'metric', 'unit', 'effect', 'lower', 'upper', 'claimed']),
			...row('value', [
				'pattern',
				'currency',
				'benefit',
				'cost',
				'net',
				'roi_p50',
				'loss_chance',
				'roi_multiple'
			]),
			...row('value_totals', ['currency', 'benefit', 'cost', 'net', 'patterns']),
			...row('support', [
				'coalition',
				'kind',
				'capacity',
				'committed',
				'used',
				'released',
				'remaining',
				'free'
			]),
			...row('findings', ['kind', 'open_before', 'opened', 'closed', 'open']),
			...row('plan', ['pattern', 'due', 'on_time', 'late', 'ended', 'open']),
			...row('figures', ['figure', 'value', 'unit', 'currency', 'of', 'before', 'meaning']),
			...row('ends', ['end', 'reason', 'adoptions', 'before']),
			...row('backing_gaps', ['area', 'about', 'holders', 'unbacked']),
			...row('restated', ['row', 'figure', 'was', 'is'])
		].map((cells) => oneLine(cells.join('')));
		expect(expected.length).toBeGreaterThan(60);
		expect(expected.filter((cells) => !text.includes(cells))).toEqual([]);
		expect(text).toContain(report.sha256);
		expect(text).toContain(oneLine('by Ada Lovelace, 2 Oct 2026, 08:00 UTC'));
	});

	test('bears a colour and a logo, and says so where a logo is none', async () => {
		const svg = { type: 'image/svg+xml', base64: svgLogo('<rect width="40" height="10"/>') } as const;
		const png = { type: 'image/png', base64: PIXEL } as const;
		const withPng = await readPdf(await pdfOf(report, { ...a4, brand: { colour: '#ffee00', logo: png } }));
		expect(withPng.pages.map(({ pictures }) => pictures).slice(0, 2)).toEqual([1, 0]);
		expect(withPng.pages.length).toBe(pdf.pages.length);
		const withSvg = await readPdf(await pdfOf(report, { ...a4, brand: { colour: '#123456', logo: svg } }));
		expect(withSvg.pages.length).toBe(pdf.pages.length);
		const broken = { ...png, base64: 'bm90IGEgcGljdHVyZQ==' };
		await expect(pdfOf(report, { ...a4, brand: { colour: null, logo: broken } })).rejects.toThrow(
			/could not be set/
		);
	});

	test('can be seen page by page, without font, script or anything from elsewhere', async () => {
		const pages = await pdfPagesOf(report, a4);
		expect(pages).toHaveLength(pdf.pages.length);
		for (const page of pages) {
			expect(page).toMatch(/^<svg [^]*<\/svg>$/);
			expect(page).not.toMatch(/<script|<foreignObject|<style|<text|font-family|\bon\w+=/);
			const places = Array.from(page.matchAll(/(?:href|url)[=(]"?([^")]+)/g), ([, to]) => to!);
			expect(places.length).toBeGreaterThan(100);
			const here = new Set(Array.from(page.matchAll(/ id="(\w+)"/g), ([, id]) => `#${id}`));
			expect(places.filter((to) => !here.has(to))).toEqual([]);
		}
	});
});

test('every page says that it is a draft, and of simulated data', async () => {
	const draft = await readPdf(await pdfOf(exampleReport({ sealed: false }), a4));
	for (const { text } of draft.pages) {
		expect(text).toContain('DRAFT');
		expect(text).toContain('Simulated demo data');
	}
	const real = exampleReport();
	const sealed = await readPdf(await pdfOf({ ...real, data: { ...real.data, simulated: false } }, a4));
	for (const { text } of sealed.pages) expect(text).not.toMatch(/DRAFT|Simulated/);
});

test('names are text, in any script and length', async () => {
	const report = exampleReport({ odd: true });
	const { pages } = await readPdf(await pdfOf(report, a4));
	const text = oneLine(pages.map((page) => page.text).join('\n'));
	for (const name of ODD_NAMES)
		// pdf.js gives the words of a line from left to right
		for (const part of /[\u0590-\u06ff]/.test(name) ? name.split(' ') : [oneLine(name)])
			expect(text).toContain(part);
	expect(pages.flatMap(({ missingFonts }) => missingFonts)).toEqual([]);
});

test('characters that cannot be set are said by their number, or left out', async () => {
	const report = exampleReport({ patterns: 2 });
	report.data.patterns[0]!.name = 'bell\u0007 turned\u202e round\ud800 \u{1680}ogham 한국어 🚀';
	const { pages } = await readPdf(await pdfOf(report, a4));
	const text = oneLine(pages.map((page) => page.text).join('\n'));
	expect(text).toContain('bellturnedround');
	expect(text).toContain('[U+1680]ogham한국어🚀');
});

test('an empty quarter says so', async () => {
	const { pages } = await readPdf(await pdfOf(exampleReport({ patterns: 0 }), a4));
	expect(pages.length).toBeLessThan(6);
	expect(oneLine(pages.map((page) => page.text).join('\n'))).toContain(
		oneLine('No pattern is on record yet')
	);
});

test('a large organization is shown in part, and the report says where the rest is', async () => {
	const { pages } = await readPdf(await pdfOf(exampleReport({ patterns: 300, parts: 90 }), a4));
	expect(pages.length).toBeLessThan(25);
	const text = oneLine(pages.map((page) => page.text).join('\n'));
	expect(text).toContain(oneLine('260 more in the workbook and the data, under “Spread by pattern”.'));
	expect(text).toContain(
		oneLine('26,640 more in the workbook and the data, under “Spread by area and pattern”.')
	);
});
