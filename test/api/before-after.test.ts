import type { BeforeAfter, Problem } from '@app/contract';
import { expect } from 'vitest';
import { test } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

const RECORDS = {
	...SMALL,
	'pattern_metrics.csv': 'pattern_key,metric_key,claimed_effect\npairing,lead,\n',
	// n1 adopts on 2025-02-01, s1 on 2025-05-01: the first and last days of the windows, and those beside them
	'measurements.csv': `metric_key,team_key,measured_on,value
lead,n1,2024-11-08,1000
lead,n1,2024-11-09,12
lead,n1,2025-01-31,10
lead,n1,2025-02-01,8
lead,n1,2025-04-25,7
lead,n1,2025-04-26,1000
lead,n2,2025-02-01,1000
lead,s1,2025-05-02,4
`
};
const NOW = { pattern: ['pairing'], metric: ['lead'] };
const NORTH = { teams: [1], before: [2], meanBefore: [11], after: [2], meanAfter: [7.5] };

test('metrics around adopting are those of the twelve weeks on either side, in every area and on any day', async ({
	app,
	db
}) => {
	await importTexts(db, RECORDS);
	const ask = async (path: string) => {
		const answer = await app.inject(path);
		expect(answer.statusCode, answer.body).toBe(200);
		return answer.json<BeforeAfter>();
	};
	expect(await ask('/api/before-after')).toMatchObject({
		...{ area: { key: 'org' }, ...NOW, teams: [2], before: [2], meanBefore: [11], after: [3] },
		meanAfter: [19 / 3]
	});
	expect(await ask('/api/before-after?team=north')).toMatchObject({ ...NOW, ...NORTH });
	expect(await ask('/api/before-after?team=n1')).toMatchObject({ ...NOW, ...NORTH });
	expect(await ask('/api/patterns/pairing/before-after?team=s1')).toMatchObject({
		...NOW,
		...{ teams: [1], before: [0], meanBefore: [null], after: [1], meanAfter: [4] }
	});
	expect(await ask('/api/before-after?team=n2')).toMatchObject({ pattern: [], teams: [] });
	// on a day in the past, only what was known by then
	const past = await ask('/api/patterns/pairing/before-after?asOf=2025-02-15');
	expect(past).toMatchObject({ ...NOW, teams: [1], before: [2], after: [1], meanAfter: [8] });
	expect(await ask('/api/patterns/pairing/before-after?asOf=2025-05-02&team=north')).toMatchObject(NORTH);
	const all = await app.inject('/api/before-after?asOf=2025-02-15');
	expect(all.statusCode).toBe(422);
	expect(all.json<Problem>().detail).toContain('ask for one pattern');
	// the day after the last record, nothing later is known
	expect(await ask('/api/before-after?asOf=2025-06-01')).toMatchObject({ after: [3] });
});
