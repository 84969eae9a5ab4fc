import { describe, expect } from 'vitest';
import { LONG, PHONE, sideways, test, violations } from './browser.ts';

/** Two teams that a metric is measured for each month of 2026: their mean is what is given. */
const measured = [12, 12, 12, 11, 11, 11, 10, 10, 10, 9]
	.flatMap((mean, i) => {
		const on = new Date(Date.UTC(2026, i + 1, 0)).toISOString().slice(0, 10);
		return [`lead,n1,${on},${mean - 1}`, `lead,n2,${on},${mean + 1}`];
	})
	.join('\n');
const FILES = {
	teams: `team_key,name,parent_key,kind
org,Our organization,,company
north,North,org,area
n1,North one,north,team
n2,${LONG},north,team
`,
	people: `person_key,name,email
ada,Ada Okafor,ada@example.org
bo,Bo Lindqvist,
${Array.from({ length: 60 }, (_, i) => `p${i},Person ${i},`).join('\n')}
`,
	team_leads: 'team_key,person_key,from_on,until_on\nn1,ada,2025-01-01,\n',
	sovereignties: 'area_key,person_key,from_on,until_on\nnorth,bo,2025-01-01,\n',
	coalitions: `coalition_key,name,kind,purpose,founded_on
flow,Flow,management,Changes reach customers in days,2025-01-01
idle,${LONG},team,,2025-01-01
`,
	coalition_members: `coalition_key,person_key,representation,influence,sovereignty,expertise,from_on,until_on
flow,ada,yes,yes,no,no,2025-01-01,
flow,bo,no,no,no,yes,2025-01-01,
`,
	metrics: 'metric_key,name,unit,direction\nlead,Lead time,days,down\n',
	measurements: `metric_key,team_key,measured_on,value\n${measured}\n`,
	patterns: `pattern_key,name,kind,summary,discovered_on,origin_team_key,coalition_key
pairing,Pairing on incidents,success,,2025-01-10,n1,flow
`,
	adoption_events: `pattern_key,team_key,stage,occurred_on,note
pairing,n1,adopted,2025-02-01,
pairing,n2,agreed,2026-09-01,
`,
	goals: `goal_key,coalition_key,statement,domain,metric_key,baseline,target,set_on,due_on,ended_on,ended_as
faster,flow,Lead time of 8 days,technology,lead,12,8,2026-01-01,2026-12-31,,
first,flow,Lead time of 14 days,technology,lead,16,14,2025-01-01,2025-12-31,2025-12-01,reached
`,
	signals: `coalition_key,kind,source,raised_on,words,decision,decided_on
flow,other,missed,2026-10-01,The peak season is near,,
`,
	events: 'event_key,name,state,starts_at,minutes\ne1,Spring show,held,2026-03-10T09:00:00Z,45\n',
	event_coalitions: 'event_key,coalition_key\ne1,flow\n'
};

test('an empty organization is told what will be here', async ({ open }) => {
	const list = await open('/coalitions');
	expect(await list.getByText('There is no coalition yet.').count()).toBe(1);
	expect(await violations(list)).toEqual([]);
	const people = await open('/people');
	expect(await people.getByText('Nobody is on record yet.').count()).toBe(1);
	expect(await violations(people)).toEqual([]);
});

describe('with coalitions', () => {
	test.beforeAll(({ site }) => site.load(FILES));

	test('the list says how far each is and what it lacks, without JavaScript too', async ({ open }) => {
		const page = await open('/coalitions', { javaScriptEnabled: false });
		expect(await page.getByText('2 coalitions: 1 without a goal and 2 lack somebody.').count()).toBe(1);
		const [flow, idle] = await page.locator('#coalitions tbody tr').allInnerTexts();
		expect(flow).toMatch(/Flow[\s\S]*management[\s\S]*Lead time of 8 days[\s\S]*58%[\s\S]*38 days left/);
		expect(flow).toMatch(/nobody holds sovereignty/);
		expect(idle).toMatch(/no goal[\s\S]*0 members: 2 are needed/);
	});

	test('a coalition shows both tracks, its gap, and what waits, without JavaScript too', async ({ open }) => {
		const page = await open('/coalitions/flow', { javaScriptEnabled: false });
		const said = 'Lead time of 8 days: 58% of the way, 38 days left; the one open adoption does not stall.';
		expect(await page.getByText(said).count()).toBe(1);
		const tracks = await page.locator('.plot svg:visible').first().textContent();
		for (const lane of ['Lead time of 8 days', 'Events', 'Signals', 'Agreed', 'Stalled at its end'])
			expect(tracks).toContain(lane);
		expect(await page.getByText('Nobody holds sovereignty.').count()).toBe(1);
		expect(await page.getByText('1 signal to decide about').count()).toBe(1);
		expect(await page.locator('#backing').innerText()).toMatch(/1 of 1 adoption under way not backed/);
	});

	test('the tracks are a table too, and pages fit a phone in both themes', async ({ open }) => {
		const page = await open('/coalitions/flow');
		await page.getByText('Show as table').first().click();
		const rows = page
			.getByRole('region', { name: /as a table/ })
			.first()
			.locator('tbody tr');
		expect(await rows.allInnerTexts()).toContainEqual(expect.stringMatching(/Spring show/));
		expect(await violations(page)).toEqual([]);
		for (const path of ['/coalitions', '/coalitions/flow', '/coalitions/idle', '/people', '/people/ada']) {
			const phone = await open(path, { ...PHONE, colorScheme: 'dark' });
			expect([path, await sideways(phone)]).toEqual([path, 0]);
			expect([path, await violations(phone)]).toEqual([path, []]);
		}
	});

	test('a signal is decided by keyboard, and the decision taken back', async ({ open }) => {
		const page = await open('/coalitions/flow');
		await page.getByRole('button', { name: /^Decide.*peak season/ }).press('Enter');
		const form = page.getByRole('dialog', { name: 'What was decided?' });
		await form.getByLabel('Decision').fill('No releases in the last week');
		await form.getByRole('button', { name: 'Decide' }).press('Enter');
		await page.getByText('No signal waits for a decision').waitFor();
		expect(await page.locator('#signals').innerText()).toMatch(/Decided Nov 23, 2026: No releases/);
		await page.getByRole('button', { name: 'Undo' }).click();
		await page.getByText('1 signal to decide about').waitFor();
	});

	test('a goal is moved, tells how it changed, and ends', async ({ open }) => {
		const page = await open('/coalitions/flow');
		await page.locator('.goals').getByRole('button', { name: 'Edit' }).click();
		const form = page.getByRole('dialog', { name: 'Edit the TOP Goal' });
		await form.getByLabel('Due on').fill('2027-06-30');
		await form.getByRole('button', { name: 'Save' }).click();
		await page.getByText('219 days left').first().waitFor();
		await page.getByText('Changed once').click();
		expect(await page.locator('.goals').innerText()).toMatch(/Due on: Dec 31, 2026 → Jun 30, 2027/);
		await page.locator('.goals').getByRole('button', { name: 'End it' }).click();
		const end = page.getByRole('dialog', { name: 'End the TOP Goal' });
		await end.getByLabel('reached').check();
		await end.getByRole('button', { name: 'End it' }).click();
		await page.getByText('No TOP Goal stands', { exact: true }).waitFor();
		await page.getByRole('button', { name: 'Undo' }).click();
		await page.getByText('219 days left').first().waitFor();
	});

	test('a member who closes the gap is entered', async ({ open }) => {
		const page = await open('/coalitions/flow');
		await page.getByRole('button', { name: 'Add a member' }).click();
		const form = page.getByRole('dialog', { name: 'Add a member to Flow' });
		await form.getByLabel('Person').fill('person 7');
		await form.getByRole('option', { name: 'Person 7' }).click();
		await form.getByLabel('Sovereignty: may decide').check();
		await form.getByRole('button', { name: 'Save' }).click();
		await page.getByRole('heading', { name: '3 members' }).waitFor();
		expect(await page.getByText('Nobody holds sovereignty.').count()).toBe(0);
	});

	test('people are found, page by page, and show what they hold', async ({ open }) => {
		const page = await open('/people');
		expect(await page.getByText('62 people: 1 lead a team', { exact: false }).count()).toBe(1);
		await page.getByRole('link', { name: 'Next' }).click();
		await page.getByText('Page 2 of 2').waitFor();
		await page.getByLabel('Name or address').fill('ada@');
		await page.getByRole('button', { name: 'Search' }).click();
		await page.getByText('1 person with “ada@”').waitFor();
		await page.getByRole('link', { name: 'Ada Okafor' }).click();
		await page.getByText('Ada Okafor leads North one and is in Flow; 0 actions due.').waitFor();
		await page.getByRole('button', { name: 'Edit North one' }).click();
		const form = page.getByRole('dialog', { name: 'North one' });
		await form.getByLabel('Until').fill('2026-11-01');
		await form.getByRole('button', { name: 'Save' }).click();
		await page.getByText('Ada Okafor is in Flow; 0 actions due.').waitFor();
	});
});
