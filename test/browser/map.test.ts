import { expect } from 'vitest';
import { LONG, PHONE, sideways, SMALL, test, violations } from './browser.ts';

test.beforeAll(({ site }) => site.load(SMALL));

test('the map says how far patterns are everywhere, and where they differ', async ({ open }) => {
	const page = await open('/map');
	expect(
		await page.getByText('0 of 3 patterns are used by at least half of the teams in each of 2 areas.').count()
	).toBe(1);
	expect(await page.getByText('Pairing on incidents differs most: from 0% to 100%').count()).toBe(1);
});

test('cells are figures, so that it is read without colours, pictures and scripts', async ({ open }) => {
	const page = await open('/map', { javaScriptEnabled: false });
	expect(await page.getByRole('row', { name: 'North' }).first().innerText()).toMatch(
		/North\s+50%\s+100\s+0\s+50/
	);
	await page.getByRole('link', { name: 'North', exact: true }).click();
	expect(new URL(page.url()).search).toBe('?team=north');
	expect(await page.getByRole('row', { name: 'North two' }).innerText()).toContain('•');
});

test('the keyboard moves from cell to cell, reads them out and follows them', async ({ open }) => {
	const page = await open('/map?asOf=2026-11-20');
	await page.getByRole('region', { name: 'Map: areas against patterns' }).focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowUp');
	expect(await page.locator('.told').innerText()).toBe(
		'North, Pairing on incidents: 2 of 2 teams adopted (100%), 0 open'
	);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/patterns/**');
	expect(page.url()).toMatch(/\/patterns\/grows\?team=north&asOf=2026-11-20$/);
});

test('a single team has nothing below it, and leads to its own page', async ({ open }) => {
	const page = await open('/map?team=n1');
	expect(await page.getByRole('link', { name: 'Open North one' }).getAttribute('href')).toContain(
		'/teams/n1'
	);
});

test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
	for (const colorScheme of ['light', 'dark'] as const)
		for (const size of [{}, PHONE]) {
			const page = await open('/map', { colorScheme, ...size, bypassCSP: true });
			expect(await page.getByText(LONG).count()).toBeGreaterThan(0);
			expect(await violations(page)).toEqual([]);
			expect(await sideways(page)).toBe(0);
		}
});
