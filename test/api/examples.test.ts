import { RECORD_KINDS } from '@app/contract';
import { expect } from 'vitest';
import { test } from '../support/app.ts';
import { importTexts } from '../support/imports.ts';

test('the example that the description gives of each kind of record can be sent', async ({ app, db }) => {
	await importTexts(db, {
		'teams.csv': 'team_key,name,parent_key,kind\nfinance,Finance,,\npayments,Payments,finance,',
		'patterns.csv': 'pattern_key,name,kind\nbig-bang,Big bang,failure',
		'metrics.csv': 'metric_key,name,unit,direction\nlead-time,Lead time,days,down',
		'traits.csv': 'team_key,trait,value,observed_on\npayments,deploys_on,kubernetes,2026-01-01'
	});
	const { paths } = (await app.inject('/api/openapi.json')).json();
	for (const kind of RECORD_KINDS) {
		const url = `/api/records/${kind}`;
		const { example } = paths[url].post.requestBody.content['application/json'];
		const answer = await app.inject({ method: 'POST', url, payload: example });
		expect(answer.statusCode, `${kind}: ${answer.body}`).toBe(201);
		expect(answer.json()).toMatchObject({ version: 1 });
	}
});
