import { expect } from 'vitest';
import { SMALL, test, violations } from './browser.ts';

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
	await page.getByRole('combobox').fill('record a sig');
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
