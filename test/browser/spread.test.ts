import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { EVIL, LONG, PHONE, sideways, SMALL, test, violations } from './browser.ts';

test('an empty organization is told what will be here and how to begin', async ({ open }) => {
	const page = await open('/');
	expect(await page.getByText('There are no patterns yet').count()).toBe(1);
	expect(await page.getByRole('link', { name: 'Import records' }).getAttribute('href')).toBe('/import');
	expect(await violations(page)).toEqual([]);
});

describe('with records', () => {
	test.beforeAll(({ site }) => site.load(SMALL));

	test('the page says what changed this quarter', async ({ open }) => {
		const page = await open('/');
		expect(await page.title()).toBe('Spread · Scale Across');
		expect(await page.getByText('1 of 3 patterns grew and 1 shrank since Sep 30, 2026.').count()).toBe(1);
		expect(await page.locator('#patterns tbody th').allInnerTexts()).toEqual([
			'Pairing on incidents',
			EVIL,
			'Weekly status mails failure pattern'
		]);
	});

	test('without JavaScript all is there: the curves, the table, sorting, another area and day', async ({
		open
	}) => {
		const page = await open('/', { javaScriptEnabled: false });
		expect(await page.locator('.plot svg:visible').count()).toBe(1);
		expect(await page.locator('.plot svg:visible').textContent()).toContain(EVIL);
		await page.getByRole('link', { name: 'Pattern', exact: true }).click();
		expect(await page.locator('#patterns tbody th').first().innerText()).toBe(EVIL);
		await page.getByText('Go to').click();
		await page.getByRole('link', { name: 'North', exact: false }).click();
		await page.getByLabel('As of').fill('2026-06-30');
		await page.getByRole('button', { name: 'Show' }).click();
		expect(new URL(page.url()).search).toBe('?team=north&asOf=2026-06-30');
		expect(await page.locator('#patterns tbody tr').first().innerText()).toContain('Weekly status mails');
	});

	test('a chart comes alive when it is touched, in the same place, and the keyboard moves through it', async ({
		open
	}) => {
		const page = await open('/');
		const plot = page.locator('.plot');
		const before = await plot.boundingBox();
		await plot.focus();
		await page.getByRole('application').waitFor();
		await page.keyboard.press('ArrowRight');
		expect(await page.locator('figure [aria-live]').innerText()).toContain('Pairing on incidents, Adopted 2');
		expect(await plot.boundingBox()).toEqual(before);
		expect(await page.getByText('Nov 23, 2026', { exact: true }).count()).toBe(1);
	});

	test('a chart is drawn again after going to another page and back', async ({ open }) => {
		const page = await open('/');
		await page.getByRole('link', { name: 'Map' }).click();
		await page.waitForURL('**/map');
		await page.goBack();
		await page.locator('.plot svg:visible').waitFor();
		expect(await page.locator('.plot svg:visible').textContent()).toContain('Pairing on incidents');
	});

	test('a chart is saved as a picture that other programs read', async ({ open }) => {
		const page = await open('/');
		const save = async (name: string) => {
			await page.locator('figure').getByRole('button', { name: 'Export' }).first().click();
			const [download] = await Promise.all([
				page.waitForEvent('download'),
				page.getByRole('menuitem', { name }).click()
			]);
			return readFile(await download.path());
		};
		const svg = (await save('SVG')).toString();
		expect(svg).toContain('&lt;script&gt;');
		expect(svg).not.toMatch(/var\(--|oklch/);
		expect((await save('PNG')).subarray(1, 4).toString()).toBe('PNG');
		expect((await save('CSV')).toString()).toContain('Pairing on incidents,2,3,1,1,2026-11-23,');
	});

	test('rows are filtered while typing', async ({ open }) => {
		const page = await open('/');
		await page.getByPlaceholder('Filter').fill('mails');
		expect(await page.locator('#patterns tbody tr').count()).toBe(1);
		expect(await page.locator('#patterns header p').innerText()).toBe('1 of 3 patterns');
	});

	test('a slash leads to the search, and the search to a team', async ({ open }) => {
		const page = await open('/');
		await page.keyboard.press('/');
		await page.getByRole('combobox').waitFor();
		await page.keyboard.type('north o');
		await page.getByRole('option', { name: 'North one' }).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/teams/n1');
		expect(page.url()).toContain('/teams/n1');
	});

	test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
		for (const colorScheme of ['light', 'dark'] as const)
			for (const size of [{}, PHONE]) {
				const page = await open('/', { colorScheme, ...size, bypassCSP: true });
				expect(await violations(page)).toEqual([]);
				expect(await sideways(page)).toBe(0);
			}
	});

	test('a chosen theme is there from the first byte', async ({ open, site }) => {
		const page = await open('/', { colorScheme: 'light' });
		await page.getByRole('button', { name: 'Switch between light and dark' }).click();
		const answer = await page.request.get(site.url);
		expect(await answer.text()).toContain('data-theme="dark"');
	});

	test('an area with a very long name does not break a phone', async ({ open }) => {
		const page = await open('/?team=south', PHONE);
		expect(await page.getByText(LONG).count()).toBeGreaterThan(0);
		expect(await sideways(page)).toBe(0);
	});

	test('a day before all records, and an area that nobody knows, are explained', async ({
		open,
		browser,
		site
	}) => {
		const page = await open('/?asOf=2020-01-01');
		expect(await page.getByText('No team had joined by this day.').count()).toBe(1);
		const lost = await (await browser.newContext()).newPage();
		expect((await lost.goto(`${site.url}/?team=nobody`))?.status()).toBe(404);
		expect(await lost.locator('main').innerText()).toContain("no team with the key 'nobody'");
		await lost.context().close();
	});

	test('a page lets no script in but its own, and is framed nowhere', async ({ site }) => {
		const { headers } = await fetch(site.url);
		expect(headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-[^']+';/);
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('same-origin');
	});
});
