import { expect, onTestFinished } from 'vitest';
import { PHONE, sideways, test, violations } from './browser.ts';

const FILES = {
	teams:
		'team_key,name,parent_key,kind\norg,Company,,company\na,Alpha,org,team\nb,Beta,org,team\nc,Gamma,org,team\n',
	people: 'person_key,name\nada,Ada\nbo,Bo\n',
	team_leads: 'team_key,person_key,from_on\nb,bo,2025-01-01\n',
	coalitions: 'coalition_key,name,kind\nflow,Flow,team\ncalm,Calm Nights,team\n',
	patterns: 'pattern_key,name,kind,discovered_on,coalition_key\npairing,Pairing,success,2026-11-02,flow\n',
	adoption_events: 'pattern_key,team_key,stage,occurred_on\npairing,a,adopted,2026-11-03\n'
};

test('an event goes from its trigger to the plan, the room, the phones and what became of it', async ({
	open,
	site
}) => {
	await site.load(FILES);
	const page = await open('/events');
	await page.getByRole('heading', { name: 'Due now' }).waitFor();
	await page.getByText('1 pattern was published').waitFor();
	expect(await violations(page)).toEqual([]);
	await page.getByRole('link', { name: 'Plan an event', exact: true }).click();
	await page.getByText('Beta could use “Pairing”.').waitFor();
	expect(await violations(page)).toEqual([]);
	await page.getByLabel('Starts').fill('2026-12-01T14:00');
	await page.getByRole('button', { name: /^Plan it, invite/ }).click();
	await page.getByRole('heading', { name: 'Agenda: 45 of 45 minutes' }).waitFor();
	expect(await violations(page)).toEqual([]);

	await page.getByRole('button', { name: 'TOP Goal: later' }).click();
	await page.getByLabel('Minutes for TOP Goal').fill('10');
	await page.getByRole('button', { name: 'Save the agenda' }).click();
	await page.getByText('The time boxes add up to 50 minutes, 5 more than the 45 of the event.').waitFor();

	await page.getByRole('link', { name: 'Live page' }).click();
	await page.getByRole('button', { name: 'Begin: Outcomes & Patterns (15 min)' }).click();
	expect(await page.getByRole('timer').textContent()).toMatch(/^1[45]:\d\d$/);
	expect(await violations(page)).toEqual([]);

	const link = (await page.getByRole('link', { name: /\/e\// }).getAttribute('href'))!;
	// opened by itself: what its console says of a broken line is no failure
	const context = await page.context().browser()!.newContext(PHONE);
	onTestFinished(() => context.close());
	const phone = await context.newPage();
	await phone.goto(link);
	await phone.getByRole('button', { name: 'We agree to adopt it' }).click();
	await phone.getByLabel('For which team?').fill('Beta');
	await phone.getByRole('option', { name: /^Beta/ }).click();
	await phone.getByLabel('Who owns it in the team?').fill('Bo');
	await phone.getByRole('option', { name: /^Bo/ }).click();
	await phone.getByText('coaching').click();
	await phone.getByLabel('At most so many days').fill('2');
	expect(await violations(phone)).toEqual([]);
	expect(await sideways(phone)).toBe(0);

	// the line breaks, and what was said is sent once it is back
	await phone.context().setOffline(true);
	await phone.getByRole('button', { name: 'Agree', exact: true }).click();
	await phone.getByText('The line is broken.').waitFor();
	await phone.context().setOffline(false);
	await phone.getByText('Agreed. It is on record').waitFor();
	await page.getByText('Beta adopts Pairing').waitFor();

	await phone.getByRole('button', { name: 'This would break here because' }).click();
	await phone.getByLabel('Because of what?').fill('Half of us work at night');
	await phone.getByRole('button', { name: 'Say it' }).click();
	await page.getByText('Half of us work at night').waitFor();

	await page.getByRole('link', { name: 'To the plan' }).click();
	await page.getByRole('button', { name: 'Close it out' }).click();
	await page.getByLabel(/What came of it/).fill('Beta begins next week.');
	await page.getByRole('button', { name: 'It was held' }).click();
	await page
		.getByText('1 opportunity came up: 1 agreed, 0 adopted so far, 1 open. 1 learning went home.')
		.waitFor();
	expect(await violations(page)).toEqual([]);
});
