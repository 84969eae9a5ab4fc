import { expect } from 'vitest';
import { PHONE, sideways, SMALL, test, violations } from './browser.ts';

/** Between what was recorded of the first two of three adoptions of one pattern, and what was of the last. */
const THEN = '2026-11-12T12:00:00Z';
test.beforeAll(({ site }) =>
	site.load({
		...SMALL,
		adoption_events: `pattern_key,team_key,stage,occurred_on,note,recorded_at
grows,n1,adopted,2024-03-01,,2024-03-01T10:00:00Z
grows,n2,adopted,2026-11-10,,2026-11-11T10:00:00Z
grows,s1,adopted,2026-11-10,,2026-11-20T10:00:00Z
`
	})
);

test('a page of what was known says so, stays there along links, changes nothing, and leads back', async ({
	open
}) => {
	const page = await open(`/patterns?knownAt=${THEN}`);
	const banner = page.getByRole('complementary', { name: 'What was known' });
	const row = () => page.getByRole('row', { name: /Pairing on incidents/ }).innerText();
	expect(await banner.innerText()).toContain('As known at Nov 12, 2026, 12:00 PM (UTC)');
	expect(await row()).toMatch(/67%\s+2\b/);
	expect(await violations(page)).toEqual([]);
	if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/known-at.png` });

	// a link that keeps the place, and one that does not
	await page.getByRole('link', { name: 'Pairing on incidents' }).first().click();
	await page.waitForURL(/\/patterns\/grows\?.*knownAt=/);
	expect(await banner.count()).toBe(1);
	expect(await page.locator('main').innerText()).toContain('2 teams with a record');
	await page.getByRole('button', { name: /^Edit/ }).first().click();
	expect(await page.getByText('Go back to what is known now to change something').count()).toBe(1);
	expect(await page.getByRole('dialog').count()).toBe(0);
	await page.getByRole('link', { name: 'North one' }).first().click();
	await page.waitForURL(/\/teams\/n1\?.*knownAt=/);

	await page.goto(page.url().replace(/\/teams.*/, `/patterns?knownAt=${THEN}`));
	await banner.getByRole('link', { name: 'Back to what is known now' }).click();
	await page.waitForURL(/\/patterns$/);
	expect(await banner.count()).toBe(0);
	expect(await row()).toMatch(/100%\s+3\b/);
});

test('on a phone and without JavaScript it is the same', async ({ open }) => {
	const page = await open(`/?knownAt=${THEN}`, { ...PHONE, javaScriptEnabled: false });
	expect(await page.getByRole('complementary', { name: 'What was known' }).innerText()).toContain('Nov 12');
	await page.locator('main').getByRole('link', { name: 'Pairing on incidents' }).first().click();
	await page.waitForURL(/knownAt=/);
	expect(await sideways(page)).toBe(0);
	if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/known-at-phone.png` });
});

test('what is no instant, or still to come, is told', async ({ open }) => {
	const page = await open('/?knownAt=yesterday');
	expect(await page.locator('main').innerText()).toContain('knownAt is an instant, such as');
	await page.goto(page.url().replace('yesterday', '2099-01-01T00:00:00Z'));
	expect(await page.locator('main').innerText()).toContain('Nobody knows yet');
});
