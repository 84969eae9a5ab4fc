import { expect } from 'vitest';
import { LONG, PHONE, sideways, SMALL, test, violations } from './browser.ts';

test.beforeAll(({ site }) => site.load(SMALL));

test('the map says how far patterns are everywhere, and where they differ', async ({ open }) => {
	const page = await open('/map');
	expect(
		await page.getByText('0 of 3 patterns are used by at least half of the teams in each of 2 areas.').count()
	).toBe(1);
	expect(await page.getByText('Pairing on incidents differs most: from 0% to 100%').count()).toBe(1);
});

test('cells are figures, so that it is read without colours, pictures and scripts', async ({ open }) => {
	const page = await open('/map', { javaScriptEnabled: false });
	expect(await page.getByRole('row', { name: 'North' }).first().innerText()).toMatch(
		/North\s+50%\s+100\s+0\s+50/
	);
	await page.getByRole('link', { name: 'North', exact: true }).click();
	expect(new URL(page.url()).search).toBe('?team=north');
	expect(await page.getByRole('row', { name: 'North two' }).innerText()).toContain('•');
});

test('the keyboard moves from cell to cell, reads them out and follows them', async ({ open }) => {
	const page = await open('/map?asOf=2026-11-20');
	await page.getByRole('region', { name: 'Map: areas against patterns' }).focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowUp');
	expect(await page.locator('.told').innerText()).toBe(
		'North, Pairing on incidents: 2 of 2 teams adopted (100%), 0 open'
	);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/patterns/**');
	expect(page.url()).toMatch(/\/patterns\/grows\?team=north&asOf=2026-11-20$/);
});

test('a single team has nothing below it, and leads to its own page', async ({ open }) => {
	const page = await open('/map?team=n1');
	expect(await page.getByRole('link', { name: 'Open North one' }).getAttribute('href')).toContain(
		'/teams/n1'
	);
});

test('nobody who needs assistance is left out, light or dark, wide or on a phone', async ({ open }) => {
	for (const colorScheme of ['light', 'dark'] as const)
		for (const size of [{}, PHONE]) {
			const page = await open('/map', { colorScheme, ...size, bypassCSP: true });
			expect(await page.getByText(LONG).count()).toBeGreaterThan(0);
			expect(await violations(page)).toEqual([]);
			expect(await sideways(page)).toBe(0);
		}
});

test('single teams are one link away, and the place stays', async ({ open }) => {
	const page = await open('/map?team=north&asOf=2026-11-20');
	await page.getByRole('link', { name: 'Teams', exact: true }).click();
	await page.waitForURL('**/map/teams?team=north&asOf=2026-11-20');
	await page.getByText('Pairing on incidents has spread furthest: 2 of 2 teams use it').waitFor();
	expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('3');
});

test('the keyboard moves over the cells of teams, reads them out and opens them', async ({ open }) => {
	const page = await open('/map/teams');
	const grid = page.getByRole('grid');
	await grid.focus();
	await page.keyboard.press('ArrowDown');
	expect(await grid.getAttribute('aria-activedescendant')).toBe('cell-0-0');
	expect(await page.locator('#cell-0-0').textContent()).toContain('South one, Pairing on incidents: agreed');
	await page.keyboard.press('ArrowDown');
	expect(await page.locator('.told').innerText()).toMatch(
		/North one\s+North\s+Pairing on incidents\s+adopted/
	);
	await page.getByText('since Mar 1, 2024').waitFor();
	await page.keyboard.press('Enter');
	await page.waitForURL('**/teams/n1');
});

test('a cell is where it is drawn, in the colour of its state', async ({ open }) => {
	const page = await open('/map/teams');
	await page.getByText('Point at a cell').waitFor();
	const box = (await page.locator('.sheet').boundingBox())!;
	/** The middle of a cell, away from its mark: names take 184 by 150 pixels, a cell 56 by 24. */
	const at = (row: number, column: number) => ({ x: 184 + column * 56 + 10, y: 150 + row * 24 + 6 });
	const drawn = await page.evaluate<string[]>(`(() => {
		const { width, height } = document.querySelector('canvas');
		const { data } = document.querySelector('canvas').getContext('2d').getImageData(0, 0, width, height);
		const points = ${JSON.stringify([at(0, 0), at(1, 0), at(2, 0), at(0, 2), { x: 600, y: 180 }])};
		return points.map(({ x, y }) => data.slice((y * width + x) * 4, (y * width + x) * 4 + 3).join());
	})()`);
	const [agreed, adopted, alsoAdopted, undecided, ground] = drawn;
	expect(new Set([agreed, adopted, undecided, ground]).size).toBe(4);
	expect(alsoAdopted).toBe(adopted);
	await page.mouse.move(box.x + at(1, 0).x, box.y + at(1, 0).y);
	expect(await page.locator('.told').innerText()).toContain('North one');
	await page.mouse.click(box.x + 20, box.y + at(2, 0).y);
	await page.waitForURL('**/teams/n2');
});

test('without scripts the map of teams leads to that of areas', async ({ open }) => {
	const page = await open('/map/teams?team=north', { javaScriptEnabled: false });
	expect(
		await page.getByText('1 of 3 patterns makes up half of all use; 1 is used by nobody here.').count()
	).toBe(1);
	await page.getByRole('link', { name: 'map of areas' }).click();
	expect(page.url()).toMatch(/\/map\?team=north$/);
});

test('nobody is left out of the map of teams, nor of its table', async ({ open }) => {
	for (const colorScheme of ['light', 'dark'] as const)
		for (const size of [{}, PHONE]) {
			const page = await open('/map/teams', { colorScheme, ...size, bypassCSP: true });
			await page.getByText('Show as table').click();
			await page.getByRole('rowheader', { name: 'North two' }).waitFor();
			await page.getByRole('grid').press('ArrowDown');
			expect(await violations(page)).toEqual([]);
			expect(await sideways(page)).toBe(0);
		}
});
