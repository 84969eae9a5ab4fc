import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { LONG, PHONE, sideways, test, violations } from './browser.ts';

const teams = Array.from({ length: 16 }, (_, i) => `t${i}`);
const TRACK = {
	teams: `team_key,name,parent_key,kind,size
org,Our organization,,company,
${teams.map((key) => `${key},${key === 't15' ? LONG : `Team ${key}`},org,team,5`).join('\n')}
`,
	people: 'person_key,name,email\nada,Ada Okonkwo,\n',
	patterns: 'pattern_key,name,kind\npairing,Pairing on incidents,success\nlimits,Limits on work,success\n',
	adoption_events: `pattern_key,team_key,stage,occurred_on,note
${teams.map((key) => `pairing,${key},agreed,2026-01-05,`).join('\n')}
limits,t0,started,2026-10-01,https://example.org/release/4
limits,t1,identified,2026-10-01,
`
};
test.beforeAll(({ site }) => site.load(TRACK));

const card = (page: Page, words: string) => page.getByRole('group', { name: words });
const said = (page: Page, words: string) => page.getByRole('status').getByText(words).waitFor();

test('with the keyboard alone an adoption goes over the board until it is adopted, and is corrected', async ({
	open
}) => {
	const page = await open('/board');
	expect(await page.getByRole('link', { name: '4 more agreed' }).count()).toBe(1);
	await card(page, 'Limits on work in Team t1, identified').focus();
	await page.keyboard.press('ArrowRight'); // to the next column that has a card, and back
	await page.keyboard.press('ArrowLeft');
	for (const stage of ['agreed', 'started']) {
		await page.keyboard.press('Shift+ArrowRight');
		await said(page, `Limits on work in Team t1: ${stage}.`);
		// it keeps the focus where it went
		await page.locator(`[role=group][aria-label^="Limits on work in Team t1, ${stage}"]:focus`).waitFor();
	}
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab'); // from its name to its menu
	await page.keyboard.press('Enter');
	await page.getByRole('menuitem', { name: 'Adopted' }).waitFor();
	for (let at = 0; at < 3; at++) await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await said(page, 'Limits on work in Team t1: adopted.');
	await page.locator('[role=group]:focus').waitFor();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.waitForURL('**/adoptions/limits/t1');
	expect(await page.getByText('Adopted today.').count()).toBe(1);

	await page.getByRole('button', { name: 'Correct adopted on' }).focus();
	await page.keyboard.press('Enter');
	await page.getByLabel('Stage').focus();
	await page.keyboard.type('started');
	await page.getByLabel('Entered on').focus();
	await page.keyboard.type('11202026');
	await page.getByLabel('Why it is corrected').focus();
	await page.keyboard.type('a pilot only');
	await page.keyboard.press('Enter');
	await said(page, 'Corrected; what was said before stays visible.');
	await page.getByText('corrected: started on Nov 20, 2026').waitFor();
	expect(await page.getByText('a pilot only').count()).toBe(1);
	await page.getByRole('button', { name: 'Undo' }).focus();
	await page.keyboard.press('Enter');
	await said(page, 'Taken back.');
	await page.getByText('Adopted today.').waitFor();
});

test('of two people who move the same, the second is told, and nothing is lost', async ({ open }) => {
	const [first, second] = [await open('/adoptions/limits/t0'), await open('/adoptions/limits/t0')];
	await first.getByLabel('with evidence').fill('seen in release 5');
	await first.getByRole('button', { name: 'Adopted' }).click();
	await first.getByText('Adopted today.').waitFor();
	await second.getByLabel('with evidence').fill('they stopped');
	await second.getByRole('button', { name: 'Abandon' }).click();
	await second.getByRole('radio', { name: 'no capacity' }).check();
	await second.getByRole('button', { name: 'Abandon', exact: true }).click();
	await said(second, 'Somebody else recorded something of this adoption meanwhile.');
	await second.getByText('Adopted today.').waitFor();
	await second.getByText('seen in release 5').waitFor();
	// what was chosen is still there
	expect(await second.getByRole('radio', { name: 'no capacity' }).isChecked()).toBe(true);
	await second.getByRole('button', { name: 'Abandon', exact: true }).click();
	await second.getByText('Abandoned today.').waitFor();
	expect(await second.locator('li', { hasText: 'no capacity' }).count()).toBe(1);
	await second.getByRole('button', { name: 'Take back abandoned' }).click();
	await second.getByText('Adopted today.').waitFor();
	expect(await second.getByText('never happened', { exact: true }).count()).toBe(1);
});

test('a card is dragged, and the move is undone from the toast', async ({ open }) => {
	const page = await open('/board?pattern=pairing');
	const first = card(page, 'Pairing on incidents in Team t3, agreed');
	await first.dragTo(page.getByRole('region', { name: 'started' }), { targetPosition: { x: 30, y: 60 } });
	await said(page, 'Pairing on incidents in Team t3: started.');
	await card(page, 'Pairing on incidents in Team t3, started for 0 days').waitFor();
	await page.getByRole('button', { name: 'Undo' }).click();
	await first.waitFor();
	await page.getByRole('button', { name: 'Move Pairing on incidents in Team t3' }).click();
	await page.getByRole('menuitem', { name: 'Decline' }).click();
	await page.getByRole('radio', { name: 'context differs' }).check();
	await page.getByRole('button', { name: 'Decline', exact: true }).click();
	await card(page, 'Pairing on incidents in Team t3, declined').waitFor();
	expect(await first.count()).toBe(0);
});

test('a team says how all of its adoptions go, and what it said last stands there the next time', async ({
	open
}) => {
	const page = await open('/check-in?team=t4', { bypassCSP: true });
	expect(await page.getByText('1 open adoption in Team t4; no check-in yet.').count()).toBe(1);
	await page.getByText('Stuck', { exact: true }).click();
	await page.getByLabel('Pairing on incidents is stuck because').fill('no time');
	expect(await violations(page)).toEqual([]);
	await page.getByRole('button', { name: 'Save all' }).click();
	await page.getByText('1 open adoption in Team t4; checked in today.').waitFor();
	const again = await open('/check-in?team=t4');
	expect(await again.getByRole('radio', { name: 'Stuck' }).isChecked()).toBe(true);
	const stalled = await open('/stalled?reason=stuck');
	expect(await stalled.locator('#stalled tbody').innerText()).toContain('stuck because no time');
});

test('stalled adoptions are chosen, and all of them planned and ended at once', async ({ open }) => {
	const page = await open('/stalled', { bypassCSP: true });
	const boxes = page.locator('#stalled tbody input[type=checkbox]');
	await boxes.nth(0).click();
	await boxes.nth(2).click({ modifiers: ['Shift'] });
	await page.getByText('3 adoptions chosen').waitFor();
	await page.getByRole('button', { name: 'Set owner' }).click();
	await page.getByLabel('Who owns them in the team').fill('Ada');
	await page.getByRole('option', { name: 'Ada Okonkwo' }).click();
	expect(await violations(page)).toEqual([]);
	await page.getByRole('button', { name: 'Save for 3 adoptions' }).click();
	await said(page, 'Ada Okonkwo owns 3 adoptions.');
	await page.getByText('3 adoptions chosen').waitFor({ state: 'detached' });

	const total = page.getByRole('navigation', { name: 'Reason to show' }).getByRole('link').first();
	const before = await total.innerText();
	await boxes.nth(0).focus();
	await page.keyboard.press('Space');
	await page.getByRole('button', { name: 'Decline or abandon' }).click();
	await page.getByRole('radio', { name: 'no need' }).check();
	await page.getByRole('button', { name: 'Decline what had not started' }).click();
	await said(page, '1 adoption closed: no need.');
	await page.getByText('1 adoption chosen').waitFor({ state: 'detached' });
	expect(await total.innerText()).not.toBe(before);
	await page.getByRole('button', { name: 'Undo' }).click();
	await page.getByRole('link', { name: before, exact: true }).waitFor();
	expect(await total.innerText()).toBe(before);
});

test('the pages are there without JavaScript, and fit a phone, in the light and in the dark', async ({
	open
}) => {
	for (const path of ['/board', '/board?stage=agreed', '/adoptions/pairing/t15', '/check-in?team=t15']) {
		const plain = await open(path, { javaScriptEnabled: false });
		expect(await plain.getByText('Pairing on incidents').count()).toBeGreaterThan(0);
		for (const colorScheme of ['light', 'dark'] as const)
			for (const size of [{}, PHONE]) {
				const page = await open(path, { colorScheme, ...size, bypassCSP: true });
				expect([path, await violations(page)]).toEqual([path, []]);
				expect(await sideways(page)).toBe(0);
			}
	}
	const nothing = await open('/adoptions/limits/t9');
	expect(await nothing.getByText('Nothing is on record yet. Say where it stands.').count()).toBe(1);
});
