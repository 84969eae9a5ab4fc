import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { LONG, PHONE, sideways, test, violations } from './browser.ts';

/** Twelve teams that moved on after nine days, and three that wait: two since long, one since yesterday. */
const keys = Array.from({ length: 15 }, (_, i) => `t${i}`);
const moved = keys.slice(0, 12);
const WAITING = {
	teams: `team_key,name,parent_key,kind,size,joined_on
org,Our organization,,company,,2024-01-01
${keys.map((key) => `${key},${key === 't14' ? LONG : `Team ${key}`},org,team,,2024-01-01`).join('\n')}
`,
	patterns: `pattern_key,name,kind,summary,discovered_on,origin_team_key
pairing,Pairing on incidents,success,,2024-02-01,t0
`,
	adoption_events: `pattern_key,team_key,stage,occurred_on,note
${moved.map((key) => `pairing,${key},agreed,2026-01-01,\npairing,${key},adopted,2026-01-10,`).join('\n')}
pairing,t12,agreed,2026-03-01,
pairing,t13,agreed,2026-11-22,
pairing,t14,agreed,2026-09-01,
`
};

test('an empty organization is told what will be here and how to begin', async ({ open }) => {
	const page = await open('/stalled');
	expect(await page.getByText('No adoption is open here, so none can stall.').count()).toBe(1);
	expect(await page.getByRole('link', { name: 'Import records' }).getAttribute('href')).toBe('/import');
	expect(await violations(page)).toEqual([]);
});

describe('with adoptions that wait', () => {
	test.beforeAll(({ site }) => site.load(WAITING));

	test('the page says how many stall, why, and what to do next, without JavaScript too', async ({ open }) => {
		const page = await open('/stalled', { javaScriptEnabled: false });
		const said =
			'2 of 3 open adoptions stall: 2 took longer than 4 of 5 take in their stage and 1 had nothing recorded for 180 days.';
		expect(await page.getByText(said).count()).toBe(1);
		expect(await page.locator('.plot svg:visible').textContent()).toContain('agreed: 2 of 3 stalled');
		const [first, ...rest] = await page.locator('#stalled tbody tr').allInnerTexts();
		expect(first).toMatch(/Team t12[\s\S]*267 days[\s\S]*up to 9 days[\s\S]*Agree on the day it starts/);
		expect(rest).toHaveLength(1);
	});

	test('a reason and a pattern narrow the list, and are in the address', async ({ open }) => {
		const page = await open('/stalled');
		await page.getByRole('link', { name: 'nothing recorded for 180 days 1' }).click();
		await page.waitForURL('**/stalled?reason=inactive#stalled');
		expect(await page.locator('#stalled tbody tr').count()).toBe(1);
		await page.getByLabel('Pattern', { exact: true }).selectOption('pairing');
		await page.waitForURL(/pattern=pairing/);
		expect(page.url()).toContain('reason=inactive');
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Stalled: Pairing on incidents');
	});

	test('the day that is asked for decides', async ({ open }) => {
		const page = await open('/stalled?asOf=2026-03-02');
		expect(await page.getByText('The one open adoption does not stall.').count()).toBe(1);
	});

	test('the list goes into a file', async ({ open }) => {
		const page = await open('/stalled');
		const saved = page.waitForEvent('download');
		await page.locator('#stalled').getByRole('button', { name: 'Export' }).click();
		await page.getByRole('menuitem', { name: 'CSV' }).click();
		const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\r\n');
		expect(lines).toHaveLength(3);
		expect(lines[1]).toMatch(/^Team t12,Pairing on incidents,agreed,2026-03-01,267,9,/);
	});

	test('the keyboard moves through the ages', async ({ open }) => {
		const page = await open('/stalled');
		await page.locator('.plot').focus();
		await page.getByRole('application').waitFor();
		await page.keyboard.press('End');
		expect(await page.locator('figure [aria-live]').innerText()).toMatch(
			/^Stage agreed, .*Of these stalled 1$/
		);
	});

	test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
		for (const colorScheme of ['light', 'dark'] as const)
			for (const size of [{}, PHONE]) {
				const page = await open('/stalled', { colorScheme, ...size, bypassCSP: true });
				expect(await violations(page)).toEqual([]);
				expect(await sideways(page)).toBe(0);
			}
	});
});
