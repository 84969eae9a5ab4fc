import { describe, expect } from 'vitest';
import { LONG, PHONE, sideways, test, violations } from './browser.ts';

const keys = ['t0', 't1', 't2', 't3'];
const RECORDS = {
	teams: `team_key,name,parent_key,kind,size,joined_on
org,Our organization,,company,,2024-01-01
${keys.map((key) => `${key},${key === 't3' ? LONG : `Team ${key}`},org,team,,2024-01-01`).join('\n')}
`,
	people: 'person_key,name\nada,Ada\nbo,Bo\n',
	coalitions: 'coalition_key,name,kind\nflow,Flow,team\ncalm,Calm,management\n',
	patterns: `pattern_key,name,kind,summary,discovered_on,origin_team_key
pairing,Pairing on incidents,success,,2024-02-01,t0
`,
	adoption_events: `pattern_key,team_key,stage,occurred_on
${keys.map((key) => `pairing,${key},agreed,2026-10-01`).join('\n')}
`,
	capacities: 'coalition_key,kind,from_on,per_week\nflow,time,2026-01-01,2\nflow,time,2026-12-07,0.5\n',
	agreements: `pattern_key,team_key,kind,agreed_on,amount,coalition_key,from_on,until_on,owner_key,receiver_key
pairing,t0,time,2026-10-05,4,flow,2026-10-26,2026-12-20,ada,bo
pairing,t1,coaching,2026-10-05,2,calm,2026-10-26,2026-11-29,ada,bo
pairing,t2,none,2026-10-05,,,,,,
pairing,t3,time,2026-10-05,3,flow,2026-11-02,2026-12-20,,bo
`,
	support_log: `pattern_key,team_key,agreed_on,logged_on,kind,amount
pairing,t1,2026-10-05,2026-11-02,used,2
`
};

test('who has promised nothing is told what will be here, and how to begin', async ({ open }) => {
	const page = await open('/support');
	expect(await page.getByText('No support is agreed yet.').count()).toBe(1);
	expect(await page.getByRole('button', { name: 'Set capacity' }).count()).toBe(2);
	expect(await violations(page)).toEqual([]);
});

describe('with agreements', () => {
	test.beforeAll(({ site }) => site.load(RECORDS));

	test('the page says who promised too much, without JavaScript too', async ({ open }) => {
		const page = await open('/support', { javaScriptEnabled: false });
		expect(await page.locator('main > section').first().innerText()).toContain(
			'1 of 2 coalitions promised more support than it can give'
		);
		expect(await page.locator('.plot svg:visible').textContent()).toContain('too much promised in 2 weeks');
		expect(await page.locator('#agreements tbody tr').allInnerTexts()).toHaveLength(4);
	});

	test('a coalition opens with its kinds, weeks and what to look at', async ({ open }) => {
		const page = await open('/support');
		await page.locator('#coalitions').getByRole('link', { name: 'Flow' }).click();
		await page.waitForURL(/coalition=flow/);
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Support: Flow');
		await page.getByText('Flow promised more time than it can give').waitFor();
		await page.getByText('Show as table').click();
		const week = page.locator('figure tr', { hasText: '2026-12-07' });
		expect((await week.innerText()).split('\t').slice(2)).toEqual(['0.5', '0.929', '0', '0.429']);
	});

	test('use is logged in two clicks, undone in one, and the rest is released', async ({ open }) => {
		const page = await open('/support?coalition=flow');
		const row = page.locator('#agreements tbody tr', { hasText: 'Team t0' });
		await row.getByRole('button', { name: /^Log use/ }).click();
		await row.getByRole('button', { name: '0.5 days' }).click();
		await row.getByText('0.5 used, 3.5 left').waitFor();
		await page.getByRole('button', { name: 'Undo' }).click();
		await row.getByText('0 used, 4 left').waitFor();
		await row.getByRole('button', { name: /^Release the rest/ }).click();
		await row.getByText('0 used, 4 released, 0 left').waitFor();
		expect(await row.getByRole('button', { name: /^Log use/ }).count()).toBe(0);
	});

	test('a promise beyond what is free is refused where it is made', async ({ open }) => {
		const page = await open('/support?coalition=flow');
		await page.getByRole('button', { name: 'Agree on support' }).click();
		const dialog = page.getByRole('dialog');
		for (const [label, words] of [
			['Pattern', 'Pairing'],
			['Team', 'Team t2']
		] as const) {
			await dialog.getByRole('combobox', { name: label }).fill(words);
			await page.getByRole('option').first().click();
		}
		await dialog.getByLabel('At most').fill('50');
		await dialog.getByRole('button', { name: 'Agree', exact: true }).click();
		await dialog.getByText(/Flow cannot promise that/).waitFor();
		expect(await violations(page)).toEqual([]);
	});

	for (const colorScheme of ['light', 'dark'] as const)
		test(`nothing stands in anybody's way, ${colorScheme}`, async ({ open }) => {
			for (const path of ['/support', '/support?coalition=flow']) {
				expect(await violations(await open(path, { colorScheme }))).toEqual([]);
				const phone = await open(path, { ...PHONE, colorScheme });
				expect(await sideways(phone)).toBeLessThanOrEqual(0);
			}
		});
});
