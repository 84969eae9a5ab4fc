import { expect } from 'vitest';
import { PHONE, sideways, SMALL, test, violations } from './browser.ts';

const PEOPLE = 'person_key,name,email\nada,Ada Okafor,ada@example.org\nbo,Bo Lindqvist,\n';
const shot = async (page: import('playwright-core').Page, name: string) => {
	if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
};

test.beforeAll(({ site }) =>
	site.load({ ...SMALL, people: PEOPLE, coalitions: 'coalition_key,name,kind\nflow,Flow,team\n' })
);

test('from anywhere, something is entered in a form, and taken back from the toast', async ({
	open,
	site
}) => {
	const page = await open('/');
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').getByRole('combobox').fill('record a sig');
	await shot(page, 'palette');
	await page.keyboard.press('Enter');
	const form = page.getByRole('dialog', { name: 'Record a signal' });
	await form.getByRole('button', { name: 'Save' }).waitFor();
	await form.getByLabel('Coalition').fill('flo');
	await form.getByRole('option', { name: 'Flow' }).click();
	await form.getByLabel('In words').fill('The figures stand still');
	await form.getByLabel('Kind').selectOption('mission off');
	await shot(page, 'form');
	expect(await violations(page)).toEqual([]);
	await form.getByRole('button', { name: 'Save' }).dblclick();
	await page.getByRole('status').getByText('Saved.').waitFor();
	await shot(page, 'toast');
	const signals = async () =>
		(await (await fetch(`${site.url}/api/records/signals`)).json()).records.map(
			({ words }: { words: string }) => words
		);
	expect(await signals()).toEqual(['The figures stand still']);
	await page.getByRole('button', { name: 'Undo' }).click();
	await page.getByText('Taken back.').waitFor();
	expect(await signals()).toEqual([]);
});

test('the changes say who did what for whom, from what to what, and are taken back', async ({
	open,
	site
}) => {
	const page = await open('/changes');
	await page.getByText('Acting as nobody').click();
	await page.getByLabel('Enter and decide on behalf of').fill('ada');
	await page.getByRole('option', { name: 'Ada Okafor' }).click();
	await page.getByText('Acting as Ada Okafor').waitFor();
	await page.keyboard.press('Control+k');
	await page.getByRole('dialog').getByRole('combobox').fill('found a coal');
	await page.keyboard.press('Enter');
	const form = page.getByRole('dialog', { name: 'Found a coalition' });
	await form.getByLabel('Name').fill('Calm Nights');
	await form.getByRole('button', { name: 'Save' }).click();
	await page.waitForURL('**/coalitions/calm-nights');
	const { records } = await (await fetch(`${site.url}/api/records/coalitions?key=calm-nights`)).json();
	const edited = await fetch(`${site.url}/api/records/coalitions/${records[0].id}`, {
		method: 'PATCH',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ version: 1, fields: { name: 'Calm nights' } })
	});
	expect(edited.status).toBe(200);
	await page.goto(`${site.url}/changes?search=calm`);
	const rows = page.getByRole('listitem').filter({ has: page.locator('time') });
	expect(await rows.nth(0).innerText()).toMatch(
		/Edited coalition “Calm nights”[^]*Calm Nights\s+became\s+Calm nights/i
	);
	expect(await rows.nth(1).innerText()).toContain('local, for Ada Okafor');
	await shot(page, 'changes');
	expect(await violations(page)).toEqual([]);
	await rows.nth(0).getByRole('button', { name: /^Undo/ }).click();
	await page.getByText('Taken back.').waitFor();
	await expect.poll(() => rows.count()).toBe(3);
	const phone = await open('/changes', { ...PHONE, bypassCSP: true });
	await shot(phone, 'changes-phone');
	expect(await violations(phone)).toEqual([]);
	expect(await sideways(phone)).toBe(0);
	await phone.getByRole('button', { name: 'Menu' }).click();
	await shot(phone, 'menu');
	await phone.getByRole('link', { name: 'Stalled' }).click();
	await phone.waitForURL('**/stalled');
	expect(await phone.getByRole('link', { name: 'Coalitions' }).isVisible()).toBe(false);
});

test('of two who edit the same, the second sees both, loses nothing, and decides', async ({ open, site }) => {
	const people = async () => (await (await fetch(`${site.url}/api/records/people?key=bo`)).json()).records[0];
	const patch = async (fields: object) => {
		const { id, version } = await people();
		const answer = await fetch(`${site.url}/api/records/people/${id}`, {
			method: 'PATCH',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ version, fields })
		});
		expect(answer.status).toBe(200);
	};
	const page = await open('/people/bo');
	await page.getByRole('button', { name: /^Edit/ }).first().click();
	const form = page.getByRole('dialog');
	await form.getByLabel('Name').fill('Bo L.');
	await patch({ name: 'Bo Lind', email: 'bo@example.org' });
	await form.getByRole('button', { name: 'Save' }).click();
	const alert = form.getByRole('alert');
	await alert.getByText('Somebody else changed this person').waitFor();
	expect(await alert.getByRole('row').nth(1).innerText()).toMatch(/Name\s+Bo Lind\s+Bo L\./);
	expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
	await shot(page, 'conflict');
	expect(await form.getByLabel('Name').inputValue()).toBe('Bo L.');
	await form.getByRole('button', { name: 'Save' }).click();
	await page.getByRole('status').getByText('Saved.').waitFor();
	expect(await people()).toMatchObject({ name: 'Bo L.', email: 'bo@example.org', version: 3 });
});
