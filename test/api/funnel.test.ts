import type { Funnel } from '@app/contract';
import { expect } from 'vitest';
import { test } from '../support/app.ts';
import { importTexts } from '../support/imports.ts';

// By 2025-04-11: A, B and D went on after 10, 20 and 40 days of agreed, C declined after 30; E has been in it for 41
// days. D gave up after 30 days of use and has agreed a second time, 10 days ago.
const HISTORY = {
	'teams.csv': `team_key,name,parent_key,kind,size,joined_on
org,Organization,,company,,
north,North,org,area,,
a,A,north,team,,
b,B,north,team,,
c,C,org,team,,
d,D,org,team,,
e,E,org,team,,
`,
	'patterns.csv': `pattern_key,name,kind,summary,discovered_on,origin_team_key
pairing,Pairing,success,,2025-01-01,
other,Other,success,,2025-01-01,
`,
	'adoption_events.csv': `pattern_key,team_key,stage,occurred_on,note
pairing,a,agreed,2025-01-01,
pairing,a,adopted,2025-01-11,
pairing,b,agreed,2025-01-01,
pairing,b,adopted,2025-01-21,
pairing,c,agreed,2025-01-01,
pairing,c,declined,2025-01-31,
pairing,d,agreed,2025-01-01,
pairing,d,adopted,2025-02-10,
pairing,d,abandoned,2025-03-12,
pairing,d,agreed,2025-04-01,
pairing,e,agreed,2025-03-01,
other,a,declined,2025-01-05,
`
};

test('counts and days in a stage are those worked out by hand, now and on a day in the past', async ({
	app,
	db
}) => {
	await importTexts(db, HISTORY);
	const ask = async (query: string) => {
		const answer = await app.inject(`/api/funnel?${query}`);
		expect(answer.statusCode, answer.body).toBe(200);
		return answer.json<Funnel>();
	};
	const { stages, pattern } = await ask('pattern=pairing&asOf=2025-04-11');
	expect(pattern).toEqual({ key: 'pairing', name: 'Pairing' });
	expect(stages).toMatchObject([
		// still in it: 5/6 after 10 days, x 3/4 = 0.63 after 20, x 2/3 = 0.42 after 30, x 1/2 = 0.21 after 40
		{
			...{ stage: 'agreed', entered: 6, wentOn: 3, ended: 1, running: 2 },
			...{ p25Days: 20, medianDays: 30, p80Days: null }
		},
		// 2/3 after 30 days, and so on until today
		{
			...{ stage: 'adopted', entered: 3, wentOn: 0, ended: 1, running: 2 },
			...{ p25Days: 30, medianDays: null, medianInterval: null, p80Days: null }
		}
	]);
	// on 2025-01-15 only A has gone on; from 10 days on 3/4 are still in it: the middle of that stretch, which ends at 14
	expect((await ask('pattern=pairing&asOf=2025-01-15')).stages).toMatchObject([
		{
			...{ stage: 'agreed', entered: 4, wentOn: 1, ended: 0, running: 3 },
			...{ p25Days: 12, medianDays: null }
		},
		{ stage: 'adopted', entered: 1, wentOn: 0, ended: 0, running: 1, p25Days: null }
	]);
	// A and B alone: half are left from 10 days on until 20
	expect((await ask('pattern=pairing&team=north&asOf=2025-04-11')).stages[0]).toMatchObject({
		...{ entered: 2, wentOn: 2, ended: 0, running: 0, p25Days: 10, medianDays: 15, p80Days: 20 }
	});
	// declines alone are no steps on the way, and nothing is known before the first record
	expect((await ask('pattern=other')).stages).toEqual([]);
	expect((await ask('asOf=2024-12-31')).stages).toEqual([]);
	expect((await app.inject('/api/funnel?pattern=unknown')).statusCode).toBe(404);
});
