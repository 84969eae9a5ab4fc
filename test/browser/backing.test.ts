import { describe, expect } from 'vitest';
import { LONG, PHONE, sideways, test, violations } from './browser.ts';

const keys = ['n0', 'n1', 'n2', 's0'];
const RECORDS = {
	teams: `team_key,name,parent_key,kind,size,joined_on
org,Our organization,,company,,2024-01-01
north,North,org,area,,2024-01-01
south,South,org,area,,2024-01-01
${keys.map((key) => `${key},Team ${key},${key.startsWith('n') ? 'north' : 'south'},team,,2024-01-01`).join('\n')}
`,
	people: 'person_key,name\nada,Ada\nbo,Bo\n',
	coalitions: 'coalition_key,name,kind\nflow,Flow,management\n',
	patterns: `pattern_key,name,kind,summary,discovered_on,origin_team_key,coalition_key
pairing,Pairing on incidents,success,,2024-02-01,n0,flow
long,${LONG},success,,2024-02-01,n0,
`,
	adoption_events: `pattern_key,team_key,stage,occurred_on
${keys.map((key) => `pairing,${key},agreed,2026-10-01`).join('\n')}
long,n1,agreed,2026-10-01
`,
	sovereignties: 'area_key,person_key,from_on\nnorth,ada,2025-01-01\n',
	backings:
		'area_key,pattern_key,coalition_key,stance,backed_from,person_key\nsouth,,flow,backed,2026-01-01,bo\n'
};

test('an empty organization is told what will be here', async ({ open }) => {
	const page = await open('/backing');
	expect(await page.getByText('No adoption runs here, so none runs without backing.').count()).toBe(1);
	expect(await violations(page)).toEqual([]);
});

describe('with adoptions that run', () => {
	test.beforeAll(({ site }) => site.load(RECORDS));

	test('the page says what runs without backing, without JavaScript too', async ({ open }) => {
		const page = await open('/backing', { javaScriptEnabled: false });
		await page.getByText('4 of 5 adoptions run without backing: 2 patterns, in 1 of 2 areas.').waitFor();
		const [pairing] = await page
			.locator('#map tbody')
			.first()
			.getByRole('row', { name: /Pairing/ })
			.allInnerTexts();
		expect(pairing).toMatch(/in North: nobody has said anything; 3 adoptions, 3 unbacked/);
		expect(pairing).toMatch(/in South: backed since .* by Bo, with its coalition; 1 adoption, 0 unbacked/);
		expect(await page.locator('#waiting li').first().innerText()).toMatch(
			/Pairing on incidents in North[\s\S]*Ada decides/
		);
	});

	test('backing is given from the map; who does not hold the area is warned', async ({ open }) => {
		const page = await open('/backing');
		await page.getByRole('button', { name: /^Pairing on incidents in North/ }).click();
		const dialog = page.getByRole('dialog');
		expect(await violations(page)).toEqual([]);
		await dialog.getByLabel('Why').fill('It helps at night.');
		await dialog.getByRole('button', { name: 'Back it' }).click();
		await dialog.getByText(/Nobody is named who says this; Ada does/).waitFor();
		await dialog.getByRole('button', { name: 'Close' }).first().click();
		await page.getByText('1 of 5 adoptions run without backing').waitFor();
		await page.getByRole('button', { name: /^Pairing on incidents in North: backed since/ }).click();
		await dialog.getByText('“It helps at night.”').waitFor();
		await dialog.getByRole('button', { name: 'Withdraw' }).click();
		await dialog.getByText(/Nobody is named/).waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: /^Pairing on incidents in North: withdrawn on/ }).waitFor();
		expect(await page.getByText('4 of 5 adoptions run without backing').count()).toBe(1);
	});

	for (const colorScheme of ['light', 'dark'] as const)
		test(`nothing stands in anybody's way, ${colorScheme}`, async ({ open }) => {
			expect(await violations(await open('/backing', { colorScheme }))).toEqual([]);
			const phone = await open('/backing', { ...PHONE, colorScheme });
			expect(await sideways(phone)).toBeLessThanOrEqual(0);
		});
});
