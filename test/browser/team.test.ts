import { expect } from 'vitest';
import { LONG, PHONE, sideways, SMALL, test, violations } from './browser.ts';

const WITH_METRICS = {
	...SMALL,
	metrics: 'metric_key,name,unit,direction\nlead,Lead time,days,down\n',
	measurements: `metric_key,team_key,measured_on,value
lead,n2,2026-01-31,9
lead,n2,2026-06-30,8
lead,n2,2026-10-31,5
`
};
test.beforeAll(({ site }) => site.load(WITH_METRICS));

test('a team says what it uses and what it gave up, with its history and its metrics', async ({ open }) => {
	const page = await open('/teams/n2', { javaScriptEnabled: false });
	expect(await page.getByText('North two uses 1 of 3 patterns; 1 given up.').count()).toBe(1);
	const [history, metrics] = await page.locator('.plot svg:visible').allTextContents();
	expect(history).toContain('Pairing on incidents');
	expect(metrics).toContain('Lead time');
	expect(await page.getByText('A Pairing on incidents Nov 2026').count()).toBe(1);
	expect(await page.locator('#adoptions tbody tr').allInnerTexts()).toEqual([
		expect.stringMatching(/Pairing on incidents\s+in use\s+adopted/),
		expect.stringMatching(/Weekly status mails failure pattern\s+gave up\s+abandoned/)
	]);
});

test('an area leads to what is below it, and to its map', async ({ open }) => {
	const page = await open('/teams/north');
	expect(await page.getByText('The 2 teams of North have 3 of 6 possible adoptions in use').count()).toBe(1);
	expect(await page.getByRole('link', { name: 'Map of North' }).getAttribute('href')).toBe('/map?team=north');
	await page.locator('#children').getByRole('link', { name: 'North one' }).click();
	await page.waitForURL('**/teams/n1');
});

test('a key that no team has is said, not broken', async ({ browser, site }) => {
	const page = await browser.newPage();
	const answer = await page.goto(`${site.url}/teams/nobody`);
	expect(answer?.status()).toBe(404);
	expect(await page.getByText("There is no team with the key 'nobody'.").count()).toBe(1);
	await page.close();
});

test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
	for (const path of ['/teams/n2', '/teams/south'])
		for (const colorScheme of ['light', 'dark'] as const)
			for (const size of [{}, PHONE]) {
				const page = await open(path, { colorScheme, ...size, bypassCSP: true });
				expect(await violations(page)).toEqual([]);
				expect(await sideways(page)).toBe(0);
				if (path === '/teams/south') expect(await page.getByText(LONG).count()).toBeGreaterThan(0);
			}
});
