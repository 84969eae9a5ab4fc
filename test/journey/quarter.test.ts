import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { recount } from '../../packages/db/src/index.ts';
import { PHONE, sideways, test } from '../browser/browser.ts';

/** Two areas; a coalition that has just found a pattern; and an older one, by which it is known how long starting takes. */
const BEFORE = {
	teams: `team_key,name,parent_key,kind,size,joined_on
org,Lakeside,,company,,2024-01-01
north,North,org,area,,2024-01-01
south,South,org,area,,2024-01-01
alpha,Alpha,north,team,6,2024-01-01
beta,Beta,north,team,7,2024-01-01
gamma,Gamma,south,team,8,2024-01-01
delta,Delta,south,team,5,2024-01-01
eta,Eta,south,team,5,2024-01-01
theta,Theta,south,team,9,2024-01-01
`,
	people: `person_key,name
ada,Ada Okafor
bo,Bo Lindqvist
cleo,Cleo Marsh
dita,Dita Novak
`,
	team_leads: 'team_key,person_key,from_on\nbeta,bo,2025-01-01\n',
	sovereignties: 'area_key,person_key,from_on\nnorth,dita,2025-01-01\n',
	coalitions: 'coalition_key,name,kind\nflow,Flow,team\n',
	coalition_members: `coalition_key,person_key,representation,influence,sovereignty,expertise
flow,ada,yes,yes,no,no
flow,cleo,no,no,yes,yes
`,
	capacities: 'coalition_key,kind,from_on,per_week\nflow,coaching,2026-01-01,1\n',
	patterns: `pattern_key,name,kind,discovered_on,origin_team_key,coalition_key
pairing,Pairing on incidents,success,2026-10-01,alpha,flow
lists,Checklists,success,2026-01-01,gamma,
`,
	conditions: 'pattern_key,kind,trait,operator,value\npairing,works,size,at least,4\n',
	adoption_events: `pattern_key,team_key,stage,occurred_on
pairing,alpha,adopted,2026-10-01
lists,gamma,started,2026-01-10
lists,gamma,adopted,2026-01-20
lists,delta,started,2026-02-01
lists,delta,adopted,2026-02-15
lists,eta,started,2026-02-01
lists,eta,adopted,2026-02-13
lists,theta,started,2026-02-10
lists,theta,adopted,2026-03-01
lists,alpha,started,2026-03-01
lists,alpha,adopted,2026-03-21
`
};

const at = (time: string) => new Date(`${time}:00Z`);

test('a quarter: from a trigger to an event, an adoption that stalls, is rescued, and counts', async ({
	open,
	site,
	sql
}) => {
	await site.load(BEFORE);
	const [desk, phone, leader] = [await open('/'), await open('/', PHONE), await open('/')];
	/** Lets it be that time for the product and for the clocks of all three. */
	const itIs = async (time: string) => {
		for (const { clock } of [desk, phone, leader].map((page) => page.context()))
			await clock.setFixedTime(at(time));
		await site.becomes(at(time));
	};
	const go = (page: Page, path: string) => page.goto(site.url + path);

	// October 5: Ada of the coalition sees that there is reason for an event, and plans it
	await itIs('2026-10-05T09:00');
	await go(desk, '/events');
	await actAs(desk, 'Ada Okafor');
	await desk
		.getByText('1 pattern was published and no event was held yet: “Pairing on incidents”.')
		.waitFor();
	await desk.getByRole('link', { name: 'Plan an event', exact: true }).press('Enter');
	await desk.getByText('Beta could use “Pairing on incidents”.').waitFor();
	await desk.getByLabel('Starts').fill('2026-10-13T14:00');
	await desk.getByLabel('Place').fill('Boathouse');
	await desk.keyboard.press('Enter');
	await desk.getByRole('heading', { name: 'Agenda: 45 of 45 minutes' }).waitFor();
	const event = new URL(desk.url()).pathname;

	// October 13: the room has its screen, Bo of Beta his phone
	await itIs('2026-10-13T14:00');
	await desk.getByRole('link', { name: 'Live page' }).click();
	await desk.getByRole('button', { name: /^Begin: / }).click();
	await desk.getByRole('timer').filter({ hasText: '5:00' }).waitFor();
	await phone.goto((await desk.getByRole('link', { name: /\/e\// }).getAttribute('href'))!);
	await phone.getByRole('button', { name: 'We could use this' }).tap();
	await choose(phone, 'For which team?', 'Beta');
	await choose(phone, 'Who are you?', 'Bo Lindqvist');
	await phone.getByLabel('In a few words').fill('our nights are long');
	await phone.getByRole('button', { name: 'Say it' }).tap();
	await desk.getByText('could use Pairing on incidents: our nights are long').waitFor();

	await phone.getByRole('button', { name: 'We agree to adopt it' }).tap();
	expect(await phone.getByLabel('Who owns it in the team?').inputValue()).toBe('Bo Lindqvist');
	await phone.getByLabel('Adopted by').fill('2026-11-15');
	await phone.getByText('coaching').tap();
	await phone.getByLabel('At most so many days').fill('3');
	await phone.getByRole('button', { name: 'Agree', exact: true }).tap();
	await phone.getByText('Agreed. It is on record').waitFor();
	expect(await sideways(phone)).toBe(0);
	await desk.getByText('Beta adopts Pairing on incidents by Nov 15, 2026').waitFor();

	await desk.getByRole('link', { name: 'To the plan' }).click();
	await desk.getByRole('button', { name: 'Close it out' }).click();
	const closing = desk.getByRole('dialog');
	await closing.getByLabel(/What came of it/).fill('Beta begins within a week.');
	await closing.getByRole('button', { name: 'It was held' }).click();
	await desk.getByText(/1 opportunity came up: 1 agreed, 0 adopted so far, 1 open/).waitFor();
	await desk.getByRole('button', { name: 'Add an action' }).click();
	const action = desk.getByRole('dialog');
	await action.getByLabel('In words').fill('Write down how we pair');
	await choose(action, 'Owner', 'Cleo Marsh');
	await action.getByLabel('Due on').fill('2026-11-01');
	await action.getByRole('button', { name: 'Save' }).press('Enter');
	await desk.getByText('Cleo Marsh: due on Nov 1, 2026').waitFor();

	// October 20: Beta starts; then Bo and Ada correct the day at once
	await itIs('2026-10-20T10:00');
	await go(phone, '/adoptions/pairing/beta');
	await actAs(phone, 'Bo Lindqvist');
	await phone.getByLabel('with evidence').fill('first pair on call');
	await phone.getByRole('button', { name: 'Started' }).tap();
	await phone.getByText('Started today').waitFor();
	await go(desk, '/adoptions/pairing/beta');
	for (const [page, day, why] of [
		[desk, '2026-10-15', 'seen in the roster'],
		[phone, '2026-10-16', 'the Friday before']
	] as const) {
		await page.getByRole('button', { name: /^Correct started/ }).click();
		await page.getByLabel('Entered on').fill(day);
		await page.getByLabel('Why it is corrected').fill(why);
	}
	await phone.getByRole('button', { name: 'Correct', exact: true }).tap();
	await phone.getByText('corrected: started on Oct 16, 2026').waitFor();
	await desk.getByRole('button', { name: 'Correct', exact: true }).click();
	const correcting = desk.getByRole('dialog');
	await correcting
		.getByText(/meanwhile/)
		.first()
		.waitFor();
	await correcting.getByText('started on Oct 16, 2026').waitFor();
	expect(await correcting.getByLabel('Why it is corrected').inputValue()).toBe('seen in the roster');
	await desk.getByRole('button', { name: 'Correct', exact: true }).click();
	await desk.getByText('corrected: started on Oct 15, 2026').waitFor();
	for (const said of ['first pair on call', 'the Friday before', 'seen in the roster'])
		expect(await desk.getByText(said).count()).toBe(1);

	// November 3: all support is used; Ada gives Beta more time
	await itIs('2026-11-03T10:00');
	await desk.reload();
	await desk.getByRole('button', { name: 'Log use' }).click();
	const logging = desk.getByRole('dialog');
	await logging.getByLabel('Amount').fill('3');
	await logging.getByRole('button', { name: 'Save' }).click();
	await desk.getByText('coaching: 3 used, 0 of 3 left').waitFor();
	await desk.getByRole('button', { name: 'Change', exact: true }).click();
	const planning = desk.getByRole('dialog');
	await planning.getByLabel('Target on').fill('2026-11-25');
	await planning.getByRole('button', { name: 'Save' }).click();
	await desk.getByText('to be in use by Nov 25, 2026').waitFor();

	// December 1: it stalls, is found in the night, and Ada takes care
	await itIs('2026-12-01T09:00');
	await go(desk, '/stalled');
	const stalled = desk.locator('#stalled tbody tr', { hasText: 'Beta' });
	expect(await stalled.innerText()).toMatch(/47 days[^]*up to 20 days/);
	await go(desk, '/findings');
	await desk
		.getByRole('navigation', { name: 'Kind' })
		.getByRole('link', { name: /^Stalled/ })
		.click();
	const ofBeta = desk.getByRole('listitem').filter({ hasText: 'Pairing on incidents · Beta' });
	const finding = ofBeta.filter({ hasText: 'Stalled adoptions · since' });
	await finding.getByText('All support that was agreed is used.', { exact: false }).waitFor();
	await finding.getByRole('button', { name: 'I take care' }).press('Enter');
	await desk.getByText('Taken care of.').waitFor();
	await desk.getByRole('link', { name: 'Taken care of' }).press('Enter');
	await finding.getByText('Ada Okafor takes care').waitFor();

	// Bo says on his phone what it is stuck on; Ada sees how much more can be promised
	await go(phone, '/check-in?team=beta');
	await phone.getByText('Stuck', { exact: true }).tap();
	await phone.getByLabel('Pairing on incidents is stuck because').fill('nobody has nights free');
	await phone.getByRole('button', { name: 'Save all' }).tap();
	await phone.getByText('checked in today').waitFor();
	await go(desk, '/adoptions/pairing/beta');
	await desk.getByText('stuck because nobody has nights free').waitFor();
	await desk.getByRole('button', { name: 'Agree on support' }).click();
	const agreeing = desk.getByRole('dialog');
	await agreeing.getByLabel('coaching').check();
	await agreeing.getByLabel('Amount').fill('9');
	await choose(agreeing, 'Coalition', 'Flow');
	await choose(agreeing, 'Owner', 'Cleo Marsh');
	await choose(agreeing, 'Receiver', 'Bo Lindqvist');
	await agreeing.getByLabel('Until').fill('2026-12-20');
	await agreeing.getByRole('button', { name: 'Save' }).click();
	await agreeing
		.getByRole('alert')
		.getByText(/Flow cannot promise that\. In the week of 30 Nov 2026 this takes 3 days: 1 of 1 day .* free/)
		.waitFor();
	await agreeing.getByLabel('Amount').fill('2');
	await agreeing.getByRole('button', { name: 'Save' }).click();
	await desk.getByText('coaching: 0 used, 2 of 2 left').waitFor();

	// Dita, who holds sovereignty over North, backs the pattern there
	await go(leader, '/backing');
	await actAs(leader, 'Dita Novak');
	await leader.getByRole('button', { name: /^Pairing on incidents in North/ }).click();
	const backing = leader.getByRole('dialog');
	await backing.getByText('Dita Novak holds sovereignty over it.').waitFor();
	await backing.getByLabel('Why').fill('Nights are planned for it.');
	await backing.getByRole('button', { name: 'Back it' }).press('Enter');
	await leader.getByRole('button', { name: /^Pairing on incidents in North: backed since/ }).waitFor();
	await backing.waitFor({ state: 'detached' });

	// December 15: it is in use, and everything that waited for it resolves by itself
	await itIs('2026-12-15T10:00');
	await go(phone, '/adoptions/pairing/beta');
	await phone.getByText(/The pattern\s+is backed in\s+North/).waitFor();
	await phone.getByLabel('with evidence').fill('two pairs a night');
	await phone.getByRole('button', { name: 'Adopted' }).tap();
	await phone.getByText('Adopted today.').waitFor();
	await itIs('2026-12-15T10:05');
	await go(desk, '/findings?state=resolved&kind=stalled adoption');
	await finding.getByText('resolved Dec 15, 2026').waitFor();
	for (const state of ['open', 'acknowledged', 'snoozed']) {
		await go(desk, `/findings?state=${state}`);
		expect(await ofBeta.count()).toBe(0);
	}
	await go(desk, '/stalled');
	expect(await stalled.count()).toBe(0);
	await go(desk, event);
	await desk.getByText('1 opportunity came up: 1 agreed, 1 adopted so far, 0 open.').waitFor();
	await desk.getByText('after 63 days').waitFor();
	await go(leader, '/');
	const spread = leader.locator('#patterns tbody tr', { hasText: 'Pairing on incidents' });
	expect(await spread.innerText()).toMatch(/33%\s+2\s+6\s+\+2/);

	// who did all that is on record; that Ada had moved the target is taken back
	await go(leader, '/changes');
	const changes = leader.getByRole('listitem').filter({ has: leader.locator('time') });
	for (const [what, who] of [
		['Nights are planned for it.', 'Dita Novak'],
		['two pairs a night', 'Bo Lindqvist'],
		['Write down how we pair', 'Ada Okafor']
	] as const)
		expect(await changes.filter({ hasText: what }).innerText()).toContain(`for ${who}`);
	const moved = changes.filter({ hasText: 'Nov 25, 2026' });
	await moved.getByRole('button', { name: /^Undo: edited adoption plan/ }).press('Enter');
	await changes.filter({ hasText: 'Took back: edited adoption plan' }).waitFor();
	await go(desk, '/adoptions/pairing/beta');
	await desk.getByText('to be in use by Nov 15, 2026').waitFor();

	// and what is kept is what the log says
	expect((await recount(sql)).filter(({ differed }) => differed > 0)).toEqual([]);
});

/** Finds somebody or something by name in a field, by keyboard, and takes it. */
async function choose(where: Pick<Page, 'getByLabel' | 'getByRole'>, field: string, name: string) {
	await where.getByLabel(field).fill(name);
	await where.getByRole('option', { name: new RegExp(`^${name}`), selected: true }).waitFor();
	await where.getByLabel(field).press('Enter');
}

/** What is entered from now on at this browser is on behalf of this person. */
async function actAs(page: Page, name: string) {
	const acting = page.locator('header summary');
	await acting.click();
	await choose(page, 'Enter and decide on behalf of', name);
	await acting.filter({ hasText: name }).waitFor();
}
