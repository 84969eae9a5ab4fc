import { recount } from '@app/db';
import { describe, expect } from 'vitest';
import { test, type App } from '../support/app.ts';
import { importTexts } from '../support/imports.ts';

const ORGANIZATION = {
	'teams.csv':
		'team_key,name,parent_key,kind,size\norg,Org,,company,\nnorth,North,org,area,\nn1,North one,north,team,8\nn2,North two,north,team,\ns1,South one,org,team,12',
	'people.csv': 'person_key,name,email\nada,Ada,\nbo,Bo,',
	'coalitions.csv': 'coalition_key,name,kind\nflow,Flow,team',
	'patterns.csv': 'pattern_key,name,kind,coalition_key\npairing,Pairing,success,flow\nlimits,Limits,success,',
	'conditions.csv': 'pattern_key,kind,trait,operator,value\npairing,breaks,size,at least,10',
	'adoption_events.csv': `pattern_key,team_key,stage,occurred_on,note
pairing,n1,agreed,2026-09-01,
pairing,n2,started,2026-10-01,
pairing,s1,identified,2026-11-01,
limits,n1,started,2026-11-01,
limits,n2,adopted,2026-11-02,
`,
	'agreements.csv':
		'pattern_key,team_key,kind,agreed_on,amount,coalition_key\npairing,n2,coaching,2026-10-01,4,flow',
	'support_log.csv':
		'pattern_key,team_key,agreed_on,logged_on,kind,amount\npairing,n2,2026-10-01,2026-10-09,used,1.5',
	'backings.csv':
		'area_key,pattern_key,coalition_key,backed_from,withdrawn_on\nnorth,,flow,2026-01-01,\norg,pairing,,2026-01-01,2026-03-01'
};
test.beforeAll(async ({ db }) => {
	expect((await importTexts(db, ORGANIZATION)).rejections).toEqual([]);
});

const TODAY = '2026-11-23';
const post = (app: App, url: string, payload: object) => app.inject({ method: 'POST', url, payload });
const get = async (app: App, url: string) => (await app.inject(url)).json();
type Columns = { columns: { stage: string; total: number; cards: { team: { key: string } }[] }[] };
const cards = ({ columns }: Columns) =>
	Object.fromEntries(
		columns
			.filter(({ total }) => total > 0)
			.map(({ stage, cards }) => [stage, cards.map(({ team }) => team.key)])
	);

test('the board has the adoptions of an area, a coalition or a pattern by stage, column by column', async ({
	app
}) => {
	expect(cards(await get(app, '/api/board'))).toEqual({
		...{ identified: ['s1'], agreed: ['n1'], started: ['n2', 'n1'], adopted: ['n2'] }
	});
	expect(cards(await get(app, '/api/board?team=north'))).not.toHaveProperty('identified');
	expect(cards(await get(app, '/api/board?coalition=flow'))).not.toHaveProperty('adopted');
	const one = await get(app, '/api/board?pattern=pairing&stage=started');
	expect(one.columns).toMatchObject([
		{ total: 1, cards: [{ pattern: { key: 'pairing' }, since: '2026-10-01', days: 53, version: 1 }] }
	]);
	const second = await get(app, '/api/board?stage=started&pageSize=1&page=2');
	expect([second.columns[0].total, cards(second)]).toEqual([2, { started: ['n1'] }]);
	expect((await app.inject('/api/board?coalition=none')).statusCode).toBe(404);
});

test('an adoption tells its usual time, fit, support and backing', async ({ app }) => {
	const n2 = await get(app, '/api/adoptions/pairing/n2/standing');
	expect(n2).toMatchObject({
		...{ stage: 'started', since: '2026-10-01', plan: null, checkIns: [], comments: [] },
		fit: { fit: 'unknown', missing: ['size'] },
		support: [
			{ agreement: { amount: 4, coalition: { key: 'flow' } }, used: 1.5, released: 0, remaining: 2.5 }
		],
		backing: [
			{ area: { key: 'north' }, coalition: { key: 'flow' }, stance: 'backed', withdrawnOn: null },
			{ area: { key: 'org' }, coalition: null, withdrawnOn: '2026-03-01' }
		]
	});
	expect(n2.percentile.basis).toBe('all patterns');
	const s1 = await get(app, '/api/adoptions/pairing/s1/standing');
	expect(s1.fit).toEqual({ fit: 'breaks', decidedBy: ['it breaks where size is at least 10'], missing: [] });
	const nothing = await get(app, '/api/adoptions/limits/s1/standing');
	expect(nothing).toMatchObject({ stage: null, since: null, percentile: null, chance90: null });
});

describe('a check-in', () => {
	const said = async (app: App) => {
		const { lastOn, adoptions } = await get(app, '/api/check-in?team=n1');
		return [lastOn, ...adoptions.map(({ last }: { last: { state: string } | null }) => last?.state)];
	};
	const save = (app: App, limits: string, seen: string | null) =>
		post(app, '/api/check-in', {
			checkIns: [
				{ pattern: 'limits', team: 'n1', state: limits, seen },
				{ pattern: 'pairing', team: 'n1', state: 'stuck', because: 'no access', seen }
			]
		});

	test('of a team is one change: all of it, and again stands in for what was said that day', async ({
		app
	}) => {
		expect(await said(app)).toEqual([null, undefined, undefined]);
		const first = await save(app, 'on track', null);
		expect([first.statusCode, first.json()]).toEqual([200, { entered: 2 }]);
		expect(await said(app)).toEqual([TODAY, 'on track', 'stuck']);
		const late = await save(app, 'slow', null);
		expect(late.json()).toMatchObject({ status: 409, theirs: { state: 'on track' } });
		const mixed = await post(app, '/api/check-in', {
			checkIns: [
				{ pattern: 'limits', team: 'n1', state: 'slow', seen: 'on track' },
				{ pattern: 'nothing', team: 'n1', state: 'slow', seen: null }
			]
		});
		expect(mixed.statusCode).toBe(422);
		expect(await said(app)).toEqual([TODAY, 'on track', 'stuck']);
		const undo = { changes: String(first.headers['x-change']).split(' ') };
		expect((await post(app, '/api/changes/undo', undo)).statusCode).toBe(200);
		expect(await said(app)).toEqual([null, undefined, undefined]);
	});
});

describe('many adoptions at once', () => {
	const both = [
		{ pattern: 'pairing', team: 'n1', stage: 'agreed' },
		{ pattern: 'pairing', team: 'n2', stage: 'started' }
	];

	test('are planned, commented on and checked in, and that is undone', async ({ app }) => {
		const done = await post(app, '/api/adoptions', {
			...{ adoptions: both, owner: 'ada', targetOn: '2026-12-31', comment: 'As agreed on Monday' },
			checkIn: { state: 'slow' }
		});
		expect(done.json()).toEqual({ plans: 2, checkIns: 2, comments: 2, declined: 0, abandoned: 0 });
		const again = await post(app, '/api/adoptions', { adoptions: both, owner: 'bo' });
		const plan = async () => (await get(app, '/api/adoptions/pairing/n1/standing')).plan;
		expect(await plan()).toMatchObject({ owner: { key: 'bo' }, targetOn: '2026-12-31', version: 2 });
		await post(app, '/api/changes/undo', { changes: String(again.headers['x-change']).split(' ') });
		expect(await plan()).toMatchObject({ owner: { key: 'ada' } });
	});

	test('end as their stage says, all or none', async ({ app, db }) => {
		const end = { reason: 'no capacity', note: 'until summer' };
		const stale = [both[0], { ...both[1], stage: 'agreed' }];
		const refused = await post(app, '/api/adoptions', { adoptions: stale, end });
		expect(refused.json()).toMatchObject({ status: 409, theirs: { team: 'n2', stage: 'started' } });
		const closed = await post(app, '/api/adoptions', {
			adoptions: [...both, { pattern: 'limits', team: 'n2' }],
			end
		});
		expect(closed.json()).toMatchObject({
			status: 422,
			detail: expect.stringContaining('Limits in North two is not open')
		});
		expect((await get(app, '/api/adoptions/pairing/n1')).stage).toBe('agreed');
		const done = await post(app, '/api/adoptions', { adoptions: both, end });
		expect(done.json()).toMatchObject({ declined: 1, abandoned: 1 });
		expect((await get(app, '/api/adoptions/pairing/n1')).entries.at(-1)).toMatchObject({
			...{ stage: 'declined', occurredOn: TODAY, reason: 'no capacity', facts: ['until summer'] }
		});
		expect((await recount(db)).filter(({ differed }) => differed > 0)).toEqual([]);
		await post(app, '/api/changes/undo', { changes: String(done.headers['x-change']).split(' ') });
		expect((await get(app, '/api/adoptions/pairing/n2')).stage).toBe('started');
	});
});

test('an adoption stalls where its team says it is stuck, its backing is withdrawn, or its support is used up', async ({
	app
}) => {
	const why = async (team: string) => {
		const { adoptions } = await get(app, '/api/stalled?pattern=pairing');
		const row = adoptions.find((one: { team: { key: string } }) => one.team.key === team);
		return row && [row.reasons, row.because];
	};
	expect(await why('n2')).toBeUndefined();
	await post(app, '/api/check-in', {
		checkIns: [{ pattern: 'pairing', team: 'n2', state: 'stuck', because: 'no time', seen: 'slow' }]
	});
	expect(await why('n2')).toEqual([['stuck'], 'no time']);
	await post(app, '/api/records/support_log', {
		...{ pattern: 'pairing', team: 'n2', agreedOn: '2026-10-01', loggedOn: TODAY, kind: 'used', amount: 2.5 }
	});
	expect(await why('n2')).toEqual([['stuck', 'support-used-up'], 'no time']);
	const { records } = await get(app, '/api/records/backings?coalition=flow');
	const { id, version } = records[0];
	const payload = { version, fields: { withdrawnOn: '2026-11-20' } };
	const withdrawn = await app.inject({ method: 'PATCH', url: `/api/records/backings/${id}`, payload });
	expect(withdrawn.statusCode, withdrawn.body).toBe(200);
	expect(await why('n2')).toEqual([['stuck', 'lost-backing', 'support-used-up'], 'no time']);
	expect(await why('s1')).toBeUndefined();
});
