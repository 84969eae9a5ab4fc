import { describe, expect } from 'vitest';
import { EVIL, LONG, PHONE, sideways, SMALL, test, violations } from './browser.ts';

test('an empty organization is told what will be here and how to begin', async ({ open }) => {
	const page = await open('/compare');
	expect(await page.getByText('There are no patterns yet').count()).toBe(1);
	expect(await violations(page)).toEqual([]);
});

describe('with records', () => {
	test.beforeAll(({ site }) => site.load(SMALL));

	test('the page says what became of adoptions since the quarter began, as known today', async ({ open }) => {
		const page = await open('/compare');
		expect(await page.title()).toBe('Compare · Scale Across');
		expect(await page.getByText('1 adoption is new since Sep 30, 2026, and 1 lapsed.').count()).toBe(1);
		expect(await page.getByText('3 of 6 adoptions are in another stage').count()).toBe(1);
		expect(await page.locator('#patterns tbody tr').allInnerTexts()).toEqual([
			expect.stringMatching(/^Pairing on incidents\s+1\s+1\s+1\s+2\s+\+1\s+3\s+67%$/),
			expect.stringMatching(new RegExp(`^${EVIL.replace(/[()]/g, '\\$&')}\\s+1\\s+1\\s+1\\s+0\\s+3\\s+33%$`)),
			expect.stringMatching(/^Weekly status mails failure pattern\s+2\s+1\s+1\s+1\s+-1\s+3\s+33%$/)
		]);
		expect(await page.locator('#areas tbody th').allInnerTexts()).toEqual([LONG, 'North']);
	});

	test('without JavaScript two days are chosen and compared, and the picture is there', async ({ open }) => {
		const page = await open('/compare?team=north', { javaScriptEnabled: false });
		expect(await page.locator('.plot svg:visible').textContent()).toContain('abandoned 1');
		await page.getByLabel('From the end of').fill('2024-02-01');
		await page.getByLabel('to the end of').fill('2024-03-31');
		await page.getByRole('button', { name: 'Compare' }).click();
		expect(new URL(page.url()).search).toBe('?team=north&from=2024-02-01&asOf=2024-03-31&pattern=');
		expect(await page.getByText('2 adoptions are new between Feb 1, 2024 and Mar 31, 2024.').count()).toBe(1);
		await page.getByRole('link', { name: 'Change', exact: true }).first().click();
		expect(page.url()).toContain('patterns-sort=change');
	});

	test('days are chosen with one click, and stay in another area', async ({ open }) => {
		const page = await open('/compare');
		await page.getByRole('link', { name: 'A year', exact: true }).click();
		await page.getByText('1 adoption is new since Nov 23, 2025, and 1 lapsed.').waitFor();
		await page.getByRole('link', { name: 'North', exact: true }).click();
		await page.waitForURL('**/compare?from=2025-11-23&team=north');
		await page.getByLabel('Pattern', { exact: true }).selectOption('grows');
		await page.waitForURL('**pattern=grows');
		expect(await page.locator('#patterns tbody tr').count()).toBe(1);
		expect(await page.title()).toBe('Compare: Pairing on incidents · Scale Across');
	});

	test('figures lead to what they were counted from, on their day', async ({ open }) => {
		const page = await open('/compare?from=2026-06-30');
		const row = page.getByRole('row', { name: 'Weekly status mails' });
		expect(await row.getByRole('link', { name: '2', exact: true }).getAttribute('href')).toBe(
			'/patterns/shrinks?asOf=2026-06-30'
		);
		await row.getByRole('link', { name: '1', exact: true }).click();
		await page.waitForURL('**/patterns/shrinks?asOf=2026-11-23');
	});

	test('days in the wrong order are told, and exchanged with one click', async ({ open }) => {
		const page = await open('/compare?from=2026-10-31&asOf=2026-09-30');
		expect(await page.getByText('Oct 31, 2026 comes after Sep 30, 2026.').count()).toBe(1);
		await page.getByRole('link', { name: 'Exchange them' }).click();
		await page.waitForURL('**/compare?from=2026-09-30&asOf=2026-10-31');
		await page.getByText('1 adoption lapsed between Sep 30, 2026 and Oct 31, 2026.').waitFor();
	});

	test('the same day twice, and days before all records, are explained', async ({ open }) => {
		const same = await open('/compare?from=2026-11-23');
		expect(await same.getByText('Both days are Nov 23, 2026: 4 adoptions are in use.').count()).toBe(1);
		const before = await open('/compare?from=2024-01-31&asOf=2024-02-15');
		expect(await before.getByText('Nothing was recorded yet on Feb 15, 2024').count()).toBe(1);
	});

	test('the keyboard moves through what moved', async ({ open }) => {
		const page = await open('/compare');
		await page.locator('.plot').focus();
		await page.getByRole('application').waitFor();
		await page.keyboard.press('ArrowRight');
		expect(await page.locator('figure [aria-live]').innerText()).toMatch(
			/^Stage on Sep 30, 2026 \S.*, Stage on Nov 23, 2026 \S+, Adoptions 1$/
		);
	});

	test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
		for (const colorScheme of ['light', 'dark'] as const)
			for (const size of [{}, PHONE]) {
				const page = await open('/compare', { colorScheme, ...size, bypassCSP: true });
				expect(await violations(page)).toEqual([]);
				expect(await sideways(page)).toBe(0);
			}
	});

	test('what was recorded later is told apart, and was is a link to what was known', async ({
		open,
		site
	}) => {
		await site.becomes(new Date('2026-12-05T12:00:00Z'));
		await site.load({
			adoption_events: 'pattern_key,team_key,stage,occurred_on\ngrows,s1,adopted,2026-11-20\n'
		});
		const page = await open('/compare?from=2026-11-22');
		await page
			.getByText('Nothing changed since Nov 22, 2026; the 1 more is because the record was corrected.')
			.waitFor();
		expect(await page.getByText('In use on Nov 22, 2026, as known on Nov 23, 2026').count()).toBe(1);
		const row = page.getByRole('row', { name: 'Pairing on incidents' });
		expect(await row.innerText()).toMatch(/^Pairing on incidents\s+2\s+\+1\s+3\s+3\s+\+1/);
		await row.getByRole('link', { name: '2', exact: true }).click();
		await page.waitForURL('**/patterns/grows?asOf=2026-11-22&knownAt=2026-11-23T12%3A00%3A00.000Z');
		await page.getByText('2 of 3 eligible teams use it').first().waitFor();
	});
});
