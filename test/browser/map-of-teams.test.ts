import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { test } from './browser.ts';

const TEAMS = 1200;
const PATTERNS = 60;
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const four = (i: number) => String(i).padStart(4, '0');

/** More teams than one answer holds, in six areas; pattern 0 is used by most. */
test.beforeAll(({ site }) =>
	site.load({
		teams: [
			'team_key,name,parent_key,kind,size,joined_on',
			'org,Our organization,,company,,',
			...numbers(6).map((i) => `area-${i},Area ${i},org,area,,`),
			...numbers(TEAMS).map((i) => `t${i},Team ${four(i)},area-${Math.floor((i * 6) / TEAMS)},team,,`)
		].join('\n'),
		patterns: [
			'pattern_key,name,kind,summary,discovered_on,origin_team_key',
			...numbers(PATTERNS).map((i) => `p${i},Pattern ${four(i)},success,,,`)
		].join('\n'),
		adoption_events: [
			'pattern_key,team_key,stage,occurred_on,note',
			...numbers(TEAMS).flatMap((team) =>
				numbers(PATTERNS)
					.filter((pattern) => (team * 7 + pattern) % (pattern + 2) === 0)
					.map((pattern) => `p${pattern},t${team},adopted,2026-03-01,`)
			)
		].join('\n')
	})
);

const told = (page: Page) => page.locator('.told').innerText();
const read = (page: Page) => page.getByText('Point at a cell').waitFor();

test('all teams come, however many answers it takes', async ({ open }) => {
	const page = await open('/map/teams');
	await read(page);
	const grid = page.getByRole('grid');
	expect(await grid.getAttribute('aria-rowcount')).toBe(String(TEAMS + 1));
	await grid.press('ArrowDown');
	await grid.press('Control+End');
	expect(await told(page)).toMatch(/Team 1199\s+Area 5\s+Pattern \d+/);
});

test('zooming keeps what is under the mouse, and scrolling then moves over the grid', async ({ open }) => {
	const page = await open('/map/teams');
	await read(page);
	const sheet = `document.querySelector('.sheet')`;
	const { x, y } = (await page.getByRole('grid').boundingBox())!;
	await page.mouse.move(x + 700, y + 350);
	const [area, pattern] = [/Area \d/, /Pattern \d+/].map(async (name) => name.exec(await told(page))![0]);
	await page.keyboard.down('Control');
	for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, -120);
	await page.keyboard.up('Control');
	await expect.poll(() => page.evaluate(`${sheet}.scrollHeight`)).toBe(150 + TEAMS * 24);
	await page.mouse.move(x + 700, y + 351);
	expect(await told(page)).toContain(await area);
	expect(await told(page)).toContain(await pattern);
	const before = await told(page);
	await page.mouse.wheel(0, 240);
	await expect.poll(async () => (await page.mouse.move(x + 700, y + 350), told(page))).not.toBe(before);
	await page.getByRole('button', { name: 'Show all' }).click();
	await expect.poll(() => page.evaluate(`${sheet}.scrollHeight - ${sheet}.clientHeight`)).toBe(0);
});

test('the table has only the rows that are seen, and says which they are', async ({ open }) => {
	const page = await open('/map/teams');
	await page.getByText('Show as table').click();
	const table = page.getByRole('table');
	await table.waitFor();
	expect(await table.getAttribute('aria-rowcount')).toBe(String(TEAMS + 1));
	expect(await table.getByRole('row').count()).toBeLessThan(40);
	await page.evaluate(`document.querySelector('details[open] .scroll').scrollTo(0, 1e6)`);
	await table.getByRole('rowheader', { name: 'Team 1199' }).waitFor();
	expect(await table.getByRole('row', { name: 'Team 1199' }).getAttribute('aria-rowindex')).toBe('1201');
});

test('an area with very many children is read in pages', async ({ open }) => {
	const page = await open('/map?team=area-0', { javaScriptEnabled: false });
	const rows = () => page.getByRole('table').getByRole('row').count();
	expect(await rows()).toBe(1 + 100 + 1);
	expect(await page.getByText('Page 1 of 2').count()).toBe(1);
	await page.getByRole('link', { name: 'Next' }).click();
	await page.waitForURL((url) => url.search === '?page=2&team=area-0', { waitUntil: 'load' });
	expect(await rows()).toBe(1 + 100 + 1);
});
