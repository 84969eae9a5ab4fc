import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { LONG, SMALL, test } from './browser.ts';

/** What a page loads until it is asked again, as text. */
function scripts(page: Page): () => Promise<string> {
	const loaded: Promise<string>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script') loaded.push(response.text().catch(() => ''));
	});
	return async () => (await Promise.all(loaded)).join('\n');
}
/** In ECharts and nowhere else. */
const ECHARTS = '_ec_inner';
/** The places of the line of adopters in a drawing. */
const adopters = (svg: string) =>
	/ d="([^"]*)"[^>]* stroke-width="2.5"/
		.exec(svg)?.[1]
		?.match(/-?[\d.]+/g)
		?.map(Number) ?? [];

describe('a page', () => {
	test.beforeAll(({ site }) => site.load(SMALL));

	test('is alive and zoomed without ECharts, which comes when somebody saves a picture', async ({
		open,
		site
	}) => {
		const page = await open('/import');
		const loaded = scripts(page);
		await page.goto(`${site.url}/patterns/grows`, { waitUntil: 'networkidle' });
		const plot = page.locator('.plot').first();
		await plot.hover();
		await plot.locator('.tip').waitFor();
		const before = await loaded();
		expect(before).toContain('ArrowRight');
		expect(before).not.toContain(ECHARTS);
		await plot.focus();
		await page.keyboard.press('+');
		await page.getByRole('button', { name: 'Show all' }).waitFor();
		expect(await loaded()).not.toContain(ECHARTS);
		const chart = page.locator('figure').first();
		const stretched = adopters(await chart.locator('.plot svg:visible').innerHTML());
		await chart.getByRole('button', { name: /^Export/ }).click();
		const saving = page.waitForEvent('download');
		await page.getByRole('menuitem', { name: 'SVG' }).click();
		const drawn = adopters(readFileSync(await (await saving).path(), 'utf8'));
		expect(await loaded()).toContain(ECHARTS);
		// the same, but for rounding
		expect(drawn.length).toBeGreaterThan(9);
		expect(stretched.length).toBe(drawn.length);
		for (const [i, at] of drawn.entries()) expect(Math.abs(at - stretched[i]!)).toBeLessThan(0.5);
	});

	test('a tip goes away with Escape', async ({ open }) => {
		const page = await open('/');
		const plot = page.locator('.plot').first();
		await plot.focus();
		await page.keyboard.press('ArrowRight');
		await plot.getByText('Nov 23, 2026').waitFor();
		await page.keyboard.press('Escape');
		expect(await plot.getByText('Nov 23, 2026').count()).toBe(0);
	});

	test('moves nothing while it loads, is touched, or shows the next page', async ({ open, site }) => {
		const page = await open('/import');
		await page.addInitScript(`
			globalThis.moved = [];
			new PerformanceObserver((list) => {
				for (const { value, hadRecentInput, sources } of list.getEntries())
					if (!hadRecentInput) moved.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))].join(' '));
			}).observe({ type: 'layout-shift', buffered: true });`);
		for (const path of [
			'/',
			'/stalled',
			'/value',
			'/map',
			'/patterns/grows',
			'/teams/n1',
			'/import',
			'/figures'
		]) {
			await page.goto(site.url + path, { waitUntil: 'networkidle' });
			const plot = page.locator('.plot').first();
			if (await plot.count()) await plot.hover();
			expect(await page.evaluate('moved')).toEqual([]);
		}
	});
});

describe('a table of 5,000 teams', () => {
	const numbers = Array.from({ length: 5000 }, (_, i) => String(i).padStart(4, '0'));
	test.beforeAll(({ site }) =>
		site.load({
			teams: `team_key,name,parent_key,kind,size,joined_on\nmany,Many,,company,,2024-01-01\n${numbers
				.map((n) => `t${n},${n === '0042' ? LONG : `Team ${n}`},many,team,,2024-01-01\n`)
				.join('')}`,
			patterns:
				'pattern_key,name,kind,summary,discovered_on,origin_team_key\nall,All of them,success,,2024-02-01,t0000\n',
			adoption_events: `pattern_key,team_key,stage,occurred_on,note\n${numbers
				.map((n) => `all,t${n},adopted,2024-03-01,\n`)
				.join('')}`
		})
	);
	const rows = (page: Page) => page.locator('#teams tbody tr:not(.room)');
	const seen = async (page: Page) => {
		await page.locator('#teams').scrollIntoViewIfNeeded();
		await page.locator('#teams [data-row]').first().waitFor();
	};

	test('has few rows in the page, and says how many there are and which ones these are', async ({ open }) => {
		const page = await open('/patterns/all?teams-sort=team');
		const table = page.locator('#teams table');
		expect(await rows(page).count()).toBe(30);
		await seen(page);
		expect(await rows(page).count()).toBeLessThan(50);
		expect(await page.locator('#teams header p').innerText()).toBe('5,000 teams with a record');
		expect(await table.getAttribute('aria-rowcount')).toBe('5001');
		expect(await rows(page).nth(2).getAttribute('aria-rowindex')).toBe('4');
		expect(await rows(page).first().locator('th').innerText()).toContain('Averyvery');
	});

	test('is walked with the keyboard to its end', async ({ open }) => {
		const page = await open('/patterns/all?teams-sort=team');
		await seen(page);
		await page.locator('#teams .scroll').focus();
		await page.keyboard.press('End');
		await page.locator('#teams').getByText('Team 4999').waitFor();
		expect(await rows(page).last().getAttribute('aria-rowindex')).toBe('5001');
		expect(await rows(page).count()).toBeLessThan(50);
		// rows are measured as they come in, and the box follows its end
		const left = () =>
			page.locator('#teams .scroll').evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop);
		await expect.poll(left).toBeLessThan(2);
		await page.keyboard.press('Home');
		const link = page.locator('#teams').getByRole('link', { name: 'Team 0000' });
		await link.focus();
		// the team, and its adoption; Team 0042 has another name
		for (let i = 0; i < 120; i++) await page.keyboard.press('Tab');
		expect(await page.evaluate('document.activeElement.innerText')).toBe('Team 0061');
	});

	test('is filtered and sorted as a whole', async ({ open }) => {
		const page = await open('/patterns/all');
		await seen(page);
		await page.locator('#teams').getByPlaceholder('Filter').fill('team 49');
		await expect
			.poll(() => page.locator('#teams header p').innerText())
			.toBe('100 of 5,000 teams with a record');
		await page.locator('#teams thead').getByRole('link', { name: 'Team' }).click();
		await page.waitForURL(/teams-sort=team/);
		await expect.poll(() => rows(page).first().locator('th').innerText()).toBe('Team 4900');
	});

	test('comes page by page without JavaScript', async ({ open }) => {
		const page = await open('/patterns/all?teams-sort=team', { javaScriptEnabled: false });
		expect(await rows(page).count()).toBe(30);
		await page.getByRole('navigation', { name: 'Pages: Teams' }).getByRole('link', { name: 'Next' }).click();
		expect(await rows(page).first().getAttribute('aria-rowindex')).toBe('32');
	});
});
