import { DEMO, simulate, toCsv } from '@app/demo';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE, sideways, test, violations } from './browser.ts';

test.beforeAll(async ({ site }) => {
	const { files } = simulate(DEMO);
	await site.load(
		Object.fromEntries(Object.entries(files).map(([name, table]) => [name.replace('.csv', ''), toCsv(table)]))
	);
});

const value = (page: Page, label: string) =>
	page.locator('.figure', { has: page.getByRole('heading', { name: label }) }).locator('.value');

test('a pattern says how it goes on, where it works, what it did and who could be next, without JavaScript', async ({
	open
}) => {
	const page = await open('/patterns/trunk-based-development', { javaScriptEnabled: false });
	expect(await page.locator('#forecast').innerText()).toMatch(
		/^By \w+ 2027 \d+ teams \(\d+ to \d+\) are expected .* in the end; half of those had by/
	);
	expect(await page.locator('.plot svg:visible').first().textContent()).toMatch(/\d+ expected/);
	expect(await page.locator('#works-where svg:visible').first().textContent()).toContain('elsewhere');
	expect(await page.locator('#splits h2').allInnerTexts()).toEqual(
		expect.arrayContaining([expect.stringMatching(/chance explains.* \(p [<=] /)])
	);
	const outcomes = await page.locator('#outcomes').innerText();
	expect(outcomes).toContain('Lead time for changes fell by');
	expect(outcomes).toContain('Before adopting these teams moved as the others did');
	expect(await page.locator('#next tbody tr').count()).toBeGreaterThan(0);
	expect(await value(page, 'Return on what was spent').innerText()).toMatch(/^\d+% \(\d+% to \d+%\)$/);
});

test('what is too early to say is said to be', async ({ open }) => {
	const page = await open('/patterns/support-rota');
	expect(await page.locator('#forecast').innerText()).toMatch(/^Too early to say: \d+ adopters? in/);
	const rewrite = await open('/patterns/big-bang-rewrite');
	expect(await rewrite.getByText('it is proposed to nobody').count()).toBe(1);
});

test('a slider changes the worth at once, and the address does the same without JavaScript', async ({
	open
}) => {
	const page = await open('/value/trunk-based-development');
	const roi = value(page, 'Return on what was spent');
	const before = await roi.innerText();
	expect(await page.getByRole('heading', { name: /equally likely outcomes/ }).count()).toBe(1);
	await page.getByLabel('Effort of a team').focus();
	for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
	expect(await roi.innerText()).not.toBe(before);
	await page.getByRole('application').first().waitFor();
	await page.getByRole('button', { name: 'keep it in the address' }).click();
	await page.waitForURL(/effort=/);
	const moved = await roi.innerText();
	expect(moved).not.toBe(before);
	const { pathname, search } = new URL(page.url());
	const still = await open(pathname + search, { javaScriptEnabled: false });
	expect(await value(still, 'Return on what was spent').innerText()).toBe(moved);
	await page.getByRole('link', { name: 'As it was' }).click();
	await page.waitForURL((url) => !url.search.includes('effort'));
	expect(await roi.innerText()).toBe(before);
});

test('a chart over time is zoomed by keyboard and by buttons, and its values say what they signal', async ({
	open
}) => {
	const page = await open('/teams/payroll');
	const chart = page.locator('figure').last();
	/** First and last month of the first panel. */
	const months = async () => {
		const texts = await chart.locator('svg:visible text').allTextContents();
		return texts.filter((text) => /^[A-Z][a-z]{2} 20\d\d$/.test(text)).slice(0, 2);
	};
	const [first, last] = await months();
	await chart.locator('.plot').focus();
	await chart.getByRole('application').waitFor();
	await page.keyboard.press('+');
	await expect.poll(months).not.toContain(first);
	await chart.getByRole('button', { name: 'Earlier' }).click();
	await expect.poll(months).toContain(first);
	expect(await months()).not.toContain(last);
	await chart.getByRole('button', { name: 'Show all' }).click();
	await expect.poll(months).toEqual([first, last]);
	await chart.getByText('Show as table').click();
	// the table is made when it is opened
	await expect.poll(() => chart.locator('th').allInnerTexts()).toContain('Signal');
	expect(await chart.getByText('on one side of the centre').count()).toBeGreaterThan(1);
});

test('every figure leads to how it is made, and every link arrives', async ({ open }) => {
	const figures = await open('/figures');
	const ids = await figures.locator('section[id]').evaluateAll((all) => all.map(({ id }) => id));
	for (const path of ['/', '/stalled', '/value', '/value/incident-pairing', '/patterns/incident-pairing']) {
		const page = await open(path, { javaScriptEnabled: false });
		const asked = await page
			.locator('details a[href*="/figures"]')
			.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).hash.slice(1)));
		expect(asked.length).toBeGreaterThan(0);
		expect(ids).toEqual(expect.arrayContaining(asked));
	}
});

test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
	for (const path of ['/patterns/incident-pairing', '/value/incident-pairing', '/figures', '/teams/payroll'])
		for (const colorScheme of ['light', 'dark'] as const)
			for (const size of [{}, PHONE]) {
				const page = await open(path, { colorScheme, ...size, bypassCSP: true });
				expect(await violations(page)).toEqual([]);
				expect(await sideways(page)).toBe(0);
			}
});
