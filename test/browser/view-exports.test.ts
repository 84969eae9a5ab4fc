import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import readSheets from 'read-excel-file/node';
import type { Spread } from '@app/contract';
import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { PHONE, SMALL, test, violations } from './browser.ts';

test.beforeAll(({ site }) => site.load(SMALL));

/** Opens the export menu of a chart or table and takes a kind of file. */
async function take(page: Page, menu: Locator, kind: RegExp) {
	await menu.click();
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('menuitem', { name: kind }).click()
	]);
	return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
const menuOf = (page: Page, title: RegExp | string) =>
	page.getByRole('button', { name: title instanceof RegExp ? title : `Export: ${title}` });
const rowsOf = (bytes: Buffer) => parse<Record<string, string>>(bytes, { columns: true });

describe('a table', () => {
	test('is saved as CSV that any program reads, with the figures of the API, the day and the area', async ({
		open,
		site
	}) => {
		const page = await open('/?team=north&asOf=2026-11-20');
		const { name, bytes } = await take(page, menuOf(page, 'All patterns'), /CSV/);
		expect(name).toBe('patterns-2026-11-20.csv');
		const answer = await fetch(`${site.url}/api/spread?team=north&asOf=2026-11-20`);
		const { patterns } = (await answer.json()) as Spread;
		const rows = rowsOf(bytes);
		expect(rows).toHaveLength(patterns.length);
		for (const pattern of patterns) {
			const row = rows.find(({ Pattern }) => Pattern === pattern.name.replace(/^=/, "'="))!;
			expect([row['Adopted'], row['Eligible'], row['Open'], row['Undecided']].map(Number)).toEqual([
				pattern.adopted,
				pattern.eligible,
				pattern.open,
				pattern.undecided
			]);
			expect([row['As of'], row['In area'], row['Filter']]).toEqual(['2026-11-20', 'North', '']);
			expect(row['Definitions']).toContain('Adopted: Teams in adopted or sustained');
		}
	});

	test('is saved as a workbook with the same figures, and what they mean', async ({ open, site }) => {
		const page = await open('/?team=north&asOf=2026-11-20');
		const { name, bytes } = await take(page, menuOf(page, 'All patterns'), /XLSX/);
		expect(name).toBe('patterns-2026-11-20.xlsx');
		const sheets = (await readSheets(bytes)) as { data: unknown[][] }[];
		const cells = sheets.flatMap(({ data }) => data);
		const head = cells.find((row) => row.includes('Adopted') && row.includes('Eligible'))!;
		const answer = await fetch(`${site.url}/api/spread?team=north&asOf=2026-11-20`);
		const { patterns } = (await answer.json()) as Spread;
		for (const pattern of patterns) {
			const row = cells.find((row) => row[0] === pattern.name && row.length === head.length)!;
			const figure = (label: string) => row[head.indexOf(label)];
			expect([figure('Adopted'), figure('Eligible'), figure('Share of eligible teams')]).toEqual([
				pattern.adopted,
				pattern.eligible,
				pattern.rate
			]);
		}
		const said = cells.flat().join(' ');
		expect(said).toContain('North');
		expect(said).toContain('Teams in adopted or sustained at the end of the day');
	});

	test('takes what is filtered away, and says by which word', async ({ open }) => {
		const page = await open('/');
		await page.getByPlaceholder('Filter').fill('mails');
		const rows = rowsOf((await take(page, menuOf(page, 'All patterns'), /CSV/)).bytes);
		expect(rows.map((row) => [row['Pattern'], row['Filter'], row['In area']])).toEqual([
			['Weekly status mails', 'contains: mails', 'The whole organization']
		]);
	});
});

describe('a chart', () => {
	const first = (page: Page) =>
		page
			.locator('figure')
			.getByRole('button', { name: /^Export/ })
			.first();

	test('is a picture that stands on its own: title, place, day and definitions, on light ground', async ({
		open
	}) => {
		const page = await open('/?team=north&asOf=2026-11-20', { colorScheme: 'dark' });
		const svg = (await take(page, first(page), /SVG/)).bytes.toString();
		expect(svg).toMatch(/<svg [^>]*width="1200"/);
		expect(svg).not.toMatch(/var\(--|oklch|light-dark|color-mix/);
		expect(svg).toContain('<rect width="100%" height="100%" fill="rgb(255,255,255)"/>');
		expect(svg).toContain('North · as of Nov 20, 2026');
		expect(svg).toContain('Pairing on incidents moved most this quarter');
		expect(svg).toContain('How this is counted: Each point is the count at the end of that day.');
		expect(svg).toContain('/?team=north&amp;asOf=2026-11-20');
		const drawn = await page.evaluate<string>(
			`new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').documentElement.localName`
		);
		expect(drawn).toBe('svg');
	});

	test('is a PNG of the same size on every screen', async ({ open }) => {
		for (const size of [{}, PHONE]) {
			const page = await open('/', size);
			const { name, bytes } = await take(page, first(page), /PNG/);
			expect(name).toBe('spread-curves-2026-11-23.png');
			expect(bytes.subarray(1, 4).toString()).toBe('PNG');
			expect(bytes.readUInt32BE(16)).toBe(2400);
		}
	});

	test('holds wicked names as text', async ({ open }) => {
		const page = await open('/');
		const svg = (await take(page, first(page), /SVG/)).bytes.toString();
		expect(svg).toContain('&lt;script&gt;');
		expect(svg).not.toContain('<script');
	});

	test('gives the figures it draws', async ({ open }) => {
		const page = await open('/');
		const rows = rowsOf((await take(page, first(page), /CSV/)).bytes);
		expect(rows.find(({ Pattern }) => Pattern === 'Pairing on incidents')).toMatchObject({
			Adopted: '2',
			Eligible: '3',
			'Change this quarter': '1',
			Open: '1',
			'As of': '2026-11-23'
		});
	});
});

describe('a map', () => {
	test('of areas is a picture and rows', async ({ open }) => {
		const page = await open('/map');
		const menu = page.locator('figure').getByRole('button', { name: /^Export/ });
		const svg = (await take(page, menu, /SVG/)).bytes.toString();
		expect(svg).not.toMatch(/var\(--|color-mix/);
		expect(svg.match(/<text[^>]*>(100|50|0)<\/text>/g)).toHaveLength(6);
		const rows = rowsOf((await take(page, menu, /CSV/)).bytes);
		expect(rows).toHaveLength(6);
		expect(
			rows.find((row) => row['Area'] === 'North' && row['Pattern'] === 'Pairing on incidents')
		).toMatchObject({
			Adopted: '2',
			Eligible: '2',
			Open: '0'
		});
	});

	test('of teams is a picture of all of them, and a line a team', async ({ open }) => {
		const page = await open('/map/teams', { colorScheme: 'dark' });
		await page.getByText('Point at a cell').waitFor();
		const menu = page.locator('figure').getByRole('button', { name: /^Export/ });
		const { bytes } = await take(page, menu, /PNG/);
		expect(bytes.readUInt32BE(16)).toBe(2400);
		const rows = rowsOf((await take(page, menu, /CSV/)).bytes);
		expect(rows.map((row) => [row['Team'], row['Pairing on incidents']])).toEqual(
			expect.arrayContaining([
				['North one', 'adopted'],
				['South one', 'agreed']
			])
		);
	});
});

test('the menu is reached, walked and left with the keyboard', async ({ open }) => {
	const page = await open('/');
	const button = menuOf(page, 'All patterns');
	await button.focus();
	await page.keyboard.press('Enter');
	const menu = page.getByRole('menu');
	// the focus follows once the menu stands
	const focused = () => page.evaluate('document.activeElement.innerText');
	await expect.poll(focused).toMatch(/^XLSX/);
	await page.keyboard.press('ArrowDown');
	await expect.poll(focused).toMatch(/^CSV/);
	await page.keyboard.press('Escape');
	expect(await menu.count()).toBe(0);
	expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
		'Export: All patterns'
	);
});

test('nobody who needs assistance is left out of an open menu', async ({ open }) => {
	for (const size of [{}, PHONE]) {
		const page = await open('/', { ...size, bypassCSP: true });
		await menuOf(page, 'All patterns').click();
		await page.getByRole('menu').waitFor();
		expect(await violations(page)).toEqual([]);
	}
});
