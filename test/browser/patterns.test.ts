import { expect } from 'vitest';
import { PHONE, sideways, SMALL, test, violations } from './browser.ts';

const WRITTEN = {
	...SMALL,
	traits: `team_key,trait,value,observed_on
n1,deploys_on,kubernetes,2024-01-02
n2,deploys_on,kubernetes,2024-01-02
s1,deploys_on,mainframe,2024-01-02
`
};
test.beforeAll(({ site }) => site.load(WRITTEN));

test('a pattern is written, published, and its boundaries stated with what they mean for every team', async ({
	open
}) => {
	const page = await open('/patterns');
	expect(await page.getByText(/^3 patterns are published; 3 of them do not say yet how/).count()).toBe(1);
	await page.getByRole('button', { name: 'Write a pattern' }).click();
	const form = page.getByRole('dialog', { name: 'Write a pattern' });
	await form.getByLabel('Name').fill('Canary releases');
	await form.getByLabel('Steps').fill('Agree on limits.\nSend five percent.');
	await form.getByRole('button', { name: 'Save as a draft' }).click();
	await page.waitForURL('**/patterns/canary-releases');
	await page.getByText('It is in no list of the spread yet.').waitFor();
	expect(await page.locator('section:has(#steps) li').allInnerTexts()).toEqual([
		'Agree on limits.',
		'Send five percent.'
	]);
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.getByText('It is in no list of the spread yet.').waitFor({ state: 'detached' });

	await page.getByRole('button', { name: 'Add a condition' }).first().click();
	const says = page.getByRole('dialog', { name: 'Say where it works' });
	await says.getByLabel('Trait').fill('deploys_on');
	await says.getByLabel('Value').fill('kubernetes');
	await says.getByRole('button', { name: 'Save' }).click();
	await page.getByText('It fits 2 of 3 teams, breaks in 1, and is unknown for 0.').waitFor();
	expect(await page.locator('#fit-teams tbody tr').first().innerText()).toMatch(
		/South one[\s\S]*breaks[\s\S]*works where deploys on is kubernetes/
	);
	const team = await open('/teams/n2');
	expect(await team.locator('section#opportunities').innerText()).toMatch(
		/Canary releases[\s\S]*fits: deploys on is kubernetes/
	);
});

test('a duplicate is merged after being told what that means', async ({ open }) => {
	const page = await open('/patterns/evil');
	await page.getByRole('button', { name: 'Merge into another' }).click();
	const dialog = page.getByRole('dialog');
	expect(await dialog.getByText('This is not undone with one click.').count()).toBe(1);
	await dialog.getByLabel('The pattern that it turned out to be').fill('pairing');
	await dialog.getByRole('option', { name: 'Pairing on incidents' }).click();
	expect(await violations(page)).toEqual([]);
	await dialog.getByRole('button', { name: 'Merge' }).click();
	await dialog.getByText(/^Merged into Pairing on incidents/).waitFor();
	await dialog.getByRole('button', { name: 'Show Pairing on incidents' }).click();
	await page.waitForURL('**/patterns/grows');
	const list = await open('/patterns?state=retired', { javaScriptEnabled: false });
	expect(await list.locator('#patterns tbody tr').allInnerTexts()).toEqual([
		expect.stringContaining('merged into Pairing on incidents')
	]);
});

test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
	for (const path of ['/patterns', '/patterns/shrinks'])
		for (const colorScheme of ['light', 'dark'] as const)
			for (const size of [{}, PHONE]) {
				const page = await open(path, { colorScheme, ...size, bypassCSP: true });
				expect(await violations(page)).toEqual([]);
				expect(await sideways(page)).toBe(0);
			}
});
