import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE, sideways, SMALL, test, violations } from './browser.ts';

const files = (texts: Record<string, string>) =>
	Object.entries(texts).map(([name, text]) => ({
		name: name.includes('.') ? name : `${name}.csv`,
		mimeType: 'text/csv',
		buffer: Buffer.from(text)
	}));
const choose = (page: Page, texts: Record<string, string>) =>
	page.getByLabel('Choose files').setInputFiles(files(texts));
const BAD = { ...SMALL, adoption_events: SMALL.adoption_events.replace('2024-03-01', '2024-02-30') };

test('rows that cannot be taken are said by file, line and column, and nothing is changed', async ({
	browser,
	site
}) => {
	// not by `open`: the browser logs the answer 422 as an error
	const page = await browser.newPage();
	await page.goto(`${site.url}/import`, { waitUntil: 'networkidle' });
	await choose(page, BAD);
	await page.getByRole('heading', { name: '1 thing to correct first. Nothing was changed.' }).waitFor();
	expect(await page.locator('#rejections tbody tr').innerText()).toMatch(
		/adoption_events\.csv\s+2\s+occurred_on\s+2024-02-30\s+.*a day that exists/
	);
	const saved = page.waitForEvent('download');
	await page.getByRole('link', { name: 'All of this list as CSV' }).click();
	expect(await readFile(await (await saved).path(), 'utf8')).toContain('2024-02-30');
	expect(await page.getByRole('button', { name: 'Import now' }).count()).toBe(0);
	expect(await page.getByText('Nothing is on record yet').count()).toBe(1);
	await page.close();
});

test('files are checked first, then imported, and the page says so', async ({ open }) => {
	const page = await open('/import');
	await choose(page, { ...SMALL, 'notes.txt': 'not for us' });
	await page.getByRole('heading', { name: /^Ready: 17 records would be added or changed/ }).waitFor();
	expect(await page.getByText('since they are not part of the format: notes.txt').count()).toBe(1);
	expect(await page.getByText('Nothing is on record yet').count()).toBe(1);
	await page.getByRole('button', { name: 'Import now' }).click();
	await page.getByRole('heading', { name: 'Imported: 17 records added or changed.' }).waitFor();
	expect(await page.getByText('On record: 6 teams, 3 patterns and 6 adoptions.').count()).toBe(1);
	expect(await page.locator('#imports tbody tr').first().innerText()).toMatch(/\simported$/);

	await choose(page, SMALL);
	await page.getByRole('heading', { name: 'Everything in these files is on record already' }).waitFor();
});

test('a dropped folder is read', async ({ open }) => {
	const page = await open('/import');
	await page.evaluate(
		(texts) => {
			const data = new DataTransfer();
			for (const [name, text] of Object.entries(texts)) data.items.add(new File([text], `${name}.csv`));
			const zone = document.querySelector('.zone');
			zone?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
		},
		SMALL as Record<string, string>
	);
	const said = page.getByRole('heading', { name: 'Everything in these files is on record already' });
	await said.waitFor();
	expect(await page.locator('#files tbody tr').count()).toBe(3);
});

test('nothing that fits is said, and sent nowhere', async ({ open }) => {
	const page = await open('/import');
	await choose(page, { 'teams.xlsx': 'x' });
	expect(await page.getByRole('alert').innerText()).toContain('no CSV or ZIP file among them');
});

test('without JavaScript the page says how else to import', async ({ open }) => {
	const page = await open('/import', { javaScriptEnabled: false });
	expect(await page.locator('noscript').last().innerText()).toContain('npm run import -- FOLDER --dry-run');
	expect(await page.getByText('Choose files').isVisible()).toBe(false);
	await page.getByText('pattern_costs.csv', { exact: true }).click();
	expect(await page.getByText('one of effort, support, one-off').isVisible()).toBe(true);
});

test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
	for (const colorScheme of ['light', 'dark'] as const)
		for (const size of [{}, PHONE]) {
			const page = await open('/import', { colorScheme, ...size, bypassCSP: true });
			await choose(page, SMALL);
			await page.locator('#files').waitFor();
			expect(await violations(page)).toEqual([]);
			expect(await sideways(page)).toBe(0);
		}
});
