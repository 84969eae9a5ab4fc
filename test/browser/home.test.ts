import { expect } from 'vitest';
import { PHONE, sideways, SMALL, test, violations } from './browser.ts';

test.beforeAll(({ site }) =>
	site.load({
		...SMALL,
		people: 'person_key,name,email\nada,Ada Okafor,\n',
		team_leads: 'team_key,person_key,from_on\ns1,ada,2024-01-01\n'
	})
);

test('home asks how you look at it, remembers it, and answers your question first', async ({
	open,
	site
}) => {
	const page = await open('/home');
	const answers = {
		leader: /^1 of 3 patterns grew and 1 shrank since Sep 30, 2026/,
		'coalition member': /1 open adoption/,
		reporter: /not sealed.\s+So far this quarter: 1 new, 0 returned, 1 lapsed/
	};
	for (const [role, answer] of Object.entries(answers)) {
		await page.getByRole('link', { name: new RegExp(`^${role}`, 'i') }).click();
		await expect.poll(() => page.locator('h1 + p').innerText()).toMatch(answer);
		expect(page.url()).toContain(`as=${encodeURIComponent(role).replaceAll('%20', '+')}`);
		expect(await violations(page)).toEqual([]);
		if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/home-${role}.png` });
	}
	await page.goto(`${site.url}/home`);
	expect(await page.locator('h1 + p').innerText()).toMatch(answers.reporter);
});

test('a team lead sees the team that they lead, on a phone and without JavaScript', async ({
	open,
	site
}) => {
	const page = await open('/home?as=team+lead', { ...PHONE, javaScriptEnabled: false });
	expect(await page.locator('h1 + p').innerText()).toContain('Choose your team');
	await page.context().addCookies([{ name: 'person', value: 'ada', url: site.url }]);
	await page.goto(`${site.url}/home`);
	expect(await page.locator('h1 + p').innerText()).toContain('South one');
	expect(await page.getByRole('link', { name: 'Pairing on incidents' }).count()).toBeGreaterThan(0);
	if (process.env['SHOTS'])
		await page.screenshot({ path: `${process.env['SHOTS']}/home-team.png`, fullPage: true });
	expect(await sideways(page)).toBe(0);
});
