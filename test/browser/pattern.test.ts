import { expect } from 'vitest';
import { EVIL, PHONE, sideways, SMALL, test, violations } from './browser.ts';

test.beforeAll(({ site }) => site.load(SMALL));

test('the page says how far the pattern is, where, and who has it', async ({ open }) => {
	const page = await open('/patterns/grows', { javaScriptEnabled: false });
	expect(
		await page
			.getByText('2 of 3 eligible teams use it, 1 more than when the quarter began; 1 is on the way.')
			.count()
	).toBe(1);
	expect(await page.getByRole('heading', { name: 'From 1 to 2 teams within a year' }).count()).toBe(1);
	expect(await page.locator('.plot svg:visible').first().textContent()).toContain('2 adopted');
	const funnel = await page.locator('#how-far .plot svg:visible').first().textContent();
	expect(funnel).toContain('2 entered: 1 went on, 1 still in it');
	expect(funnel).toContain('2 entered: 2 still in it');
	expect(await page.locator('#areas tbody tr').first().innerText()).toMatch(/North\s+100%/);
	expect(await page.locator('#teams tbody tr').count()).toBe(3);
});

test('an area narrows everything, and a figure leads to its teams', async ({ open }) => {
	const page = await open('/patterns/grows');
	await page.locator('#areas').getByRole('link', { name: 'North' }).click();
	await page.waitForURL('**/patterns/grows?team=north');
	await page.getByRole('link', { name: '2', exact: true }).click();
	await page.waitForURL(/teams-find=adopted&team=north#teams$/);
	expect(await page.locator('#teams tbody th').allInnerTexts()).toEqual(['North two', 'North one']);
});

test('a retired pattern says so, and too little data is said', async ({ open }) => {
	const page = await open('/patterns/shrinks');
	expect(await page.getByText('1 gave it up').count()).toBe(1);
	expect(await page.getByText('Failure pattern:').count()).toBe(1);
	expect(await page.getByText('Too early to say how long adopting takes').count()).toBe(1);
	expect(await page.getByText('No costs of adopting are on record').count()).toBeGreaterThan(0);
});

test('before anything was recorded the page is still a page', async ({ open }) => {
	const page = await open('/patterns/grows?asOf=2020-01-01');
	expect(await page.getByText('No team here could use Pairing on incidents on Jan 1, 2020.').count()).toBe(1);
	expect(await violations(page)).toEqual([]);
});

test('a wicked name is text everywhere', async ({ open }) => {
	const page = await open('/patterns/evil');
	expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(EVIL);
	await page.locator('.plot').first().focus();
	await page.getByRole('application').waitFor();
	await page.keyboard.press('End');
	expect(await page.locator('figure [aria-live]').first().innerText()).toContain('Adopted 1');
});

test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
	for (const colorScheme of ['light', 'dark'] as const)
		for (const size of [{}, PHONE]) {
			const page = await open('/patterns/grows', { colorScheme, ...size, bypassCSP: true });
			expect(await violations(page)).toEqual([]);
			expect(await sideways(page)).toBe(0);
		}
});
