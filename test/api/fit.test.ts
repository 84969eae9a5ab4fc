import { misapplications, recount, type Db } from '@app/db';
import { expect } from 'vitest';
import { test, whenWorkedOut, type App } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

const post = (app: App, url: string, payload: object) => app.inject({ method: 'POST', url, payload });
const TRAITS = `team_key,trait,value,observed_on
n1,deploys_on,kubernetes,2025-01-05
n2,deploys_on,mainframe,2025-02-15
s1,deploys_on,kubernetes,2025-01-05
s2,deploys_on,mainframe,2025-09-01
`;
const eligible = async (app: App, asOf: string, team = 'org') => {
	const { patterns } = (await app.inject(`/api/spread?asOf=${asOf}&team=${team}`)).json();
	return patterns.find(({ key }: { key: string }) => key === 'pairing').eligible as number;
};
const differing = async (db: Db) => (await recount(db)).filter(({ differed }) => differed > 0);

test('a team whose context breaks is not eligible unless it has a record, from the day that is known', async ({
	app,
	db
}) => {
	await importTexts(db, { ...SMALL, 'traits.csv': TRAITS });
	expect(await eligible(app, '2025-10-01')).toBe(4);
	const works = {
		pattern: 'pairing',
		kind: 'works',
		trait: 'deploys_on',
		operator: 'is',
		value: 'kubernetes'
	};
	const stated = await post(app, '/api/records/conditions', works);
	expect(stated.statusCode, stated.body).toBe(201);
	// n2 declined, so it counts; s2 breaks since September and has no record
	expect(await eligible(app, '2025-10-01')).toBe(3);
	expect(await eligible(app, '2025-10-01', 's2')).toBe(0);
	expect(await eligible(app, '2025-08-01')).toBe(4);
	const { teams, states } = (await app.inject('/api/teams/states?asOf=2025-10-01')).json();
	expect(states[teams.findIndex(({ key }: { key: string }) => key === 's2')]).toBe('0');

	const fit = (await app.inject('/api/patterns/pairing/fit?asOf=2025-10-01')).json();
	expect(fit).toMatchObject({
		counts: { fits: 2, unknown: 0, breaks: 2 },
		notEligible: 1,
		misapplied: 0,
		areas: [
			{ area: { key: 'north' }, fits: 1, unknown: 0, breaks: 1 },
			{ area: { key: 'south' }, fits: 1, unknown: 0, breaks: 1 }
		],
		conditions: [
			{ words: 'deploys on is kubernetes', where: { tried: 2, works: 1 }, otherwise: { tried: 0 } }
		]
	});
	const early = (await app.inject('/api/patterns/pairing/fit?asOf=2025-02-01&fit=unknown')).json();
	expect(early).toMatchObject({ total: 1, missing: [{ trait: 'deploys_on', teams: 1 }] });
	expect(early.teams[0]).toMatchObject({ fit: 'unknown', missing: ['deploys_on'] });

	const { id } = stated.json();
	await app.inject({ method: 'DELETE', url: `/api/records/conditions/${id}?version=1` });
	expect(await eligible(app, '2025-10-01')).toBe(4);
	expect((await post(app, '/api/records/conditions', works)).statusCode).toBe(201);
	expect(await differing(db)).toEqual([]);
});

test('to start outside the context warns, is not forbidden, and becomes a finding', async ({ app, db }) => {
	const enter = (team: string, stage: string) =>
		post(app, `/api/adoptions/pairing/${team}/transitions`, { stage, occurredOn: '2026-11-01' });
	expect((await enter('s1', 'started')).json().warning).toBe(null);
	const started = await enter('s2', 'started');
	expect(started.statusCode).toBe(201);
	expect(started.json().warning).toContain('it works where deploys on is kubernetes (here mainframe)');
	const found = await misapplications(db, '2026-11-23');
	expect(found.map(({ reasons }) => reasons)).toEqual([
		['It is started since 2026-11-01, outside the context of the pattern: deploys on is mainframe.']
	]);
	expect((await app.inject('/api/patterns/pairing/fit')).json()).toMatchObject({
		misapplied: 1,
		notEligible: 0
	});
	expect(await differing(db)).toEqual([]);
});

test('opportunities are what fits a team and it has not decided about', async ({ app, db }) => {
	await importTexts(db, {
		'patterns.csv': `pattern_key,name,kind,state
ensemble,Ensemble work,success,published
later,Not ready,success,draft
gone,Given up,success,retired
trap,A trap,failure,published
`,
		'conditions.csv': `pattern_key,kind,trait,operator,value
ensemble,breaks,size,at most,7
`
	});
	const of = async (team: string) => (await app.inject(`/api/opportunities?team=${team}`)).json();
	expect((await of('n2')).opportunities).toMatchObject([
		{ pattern: { key: 'ensemble' }, fit: 'fits', chance: 0.5, decided: 0 }
	]);
	expect(await of('s1')).toMatchObject({ opportunities: [], breaks: [{ pattern: { key: 'ensemble' } }] });
	const listed = (await app.inject('/api/spread')).json().patterns.map(({ key }: { key: string }) => key);
	expect(listed).toEqual(['ensemble', 'gone', 'pairing', 'trap']);
	expect((await app.inject('/api/patterns/later')).statusCode).toBe(200);
	expect(await differing(db)).toEqual([]);
});

test('a duplicate is merged with all that stands of it, and every count stays exact', async ({ app, db }) => {
	await importTexts(db, {
		...SMALL,
		'patterns.csv': 'pattern_key,name,kind\npairing,Pairing,success\ntwins,Twins,success\n',
		'adoption_events.csv': `${SMALL['adoption_events.csv']}twins,n1,adopted,2025-02-01,
twins,n2,started,2025-06-01,tried again
twins,n2,adopted,2025-07-01,
twins,s2,declined,2025-08-01,
`,
		'conditions.csv': `pattern_key,kind,trait,operator,value
twins,works,deploys_on,is,kubernetes
twins,breaks,size,at least,20
`,
		'agreements.csv': 'pattern_key,team_key,kind,agreed_on,amount\ntwins,n2,time,2025-06-01,3\n',
		'pattern_metrics.csv': 'pattern_key,metric_key,claimed_effect\ntwins,lead,-1\n'
	});
	expect(await differing(db)).toEqual([]);
	const before = (await app.inject('/api/adoptions/pairing/n2')).json().entries.length;
	const merged = await post(app, '/api/patterns/twins/merge', { into: 'pairing' });
	expect(merged.statusCode, merged.body).toBe(200);
	expect(merged.json()).toMatchObject({
		...{ into: { key: 'pairing' }, adoptions: 3, transitions: 4 },
		moved: { agreements: 1, conditions: 1, pattern_metrics: 1 },
		stayed: { conditions: 1 }
	});
	const { stage, entries } = (await app.inject('/api/adoptions/pairing/n2')).json();
	expect([stage, entries.length - before]).toEqual(['adopted', 2]);
	expect(entries.at(-2)).toMatchObject({ stage: 'started', occurredOn: '2025-06-01' });
	expect(entries.at(-2).facts.toSorted()).toEqual(['merged from twins', 'tried again']);
	expect((await app.inject('/api/adoptions/twins/n2')).json().stage).toBe(null);
	expect((await app.inject('/api/records/patterns?key=twins')).json().records).toMatchObject([
		{ state: 'retired', mergedInto: { key: 'pairing' } }
	]);
	expect(await differing(db)).toEqual([]);

	const change = merged.headers['x-change'] as string;
	const undone = await post(app, `/api/changes/${change}/undo`, {});
	expect([undone.statusCode, undone.json().detail]).toEqual([422, expect.stringContaining('stays merged')]);
	const again = await post(app, '/api/patterns/twins/merge', { into: 'pairing' });
	expect(again.statusCode).toBe(422);
	const itself = await post(app, '/api/patterns/pairing/merge', { into: 'pairing' });
	expect(itself.statusCode).toBe(422);
});

test('an outcome that a finance owner signed is validated; only a failure is heeded', async ({ app, db }) => {
	await importTexts(db, { 'people.csv': 'person_key,name\nada,Ada\n' });
	const signed = { pattern: 'pairing', metric: 'lead', person: 'ada', validatedOn: '2026-06-30' };
	expect((await post(app, '/api/records/validations', signed)).statusCode).toBe(201);
	const { patterns } = (await whenWorkedOut(app, '/api/value?pattern=pairing')).json();
	expect(patterns[0].effects).toMatchObject([
		{ grade: 'validated', validated: { on: '2026-06-30', by: 'Ada' } }
	]);
	const heed = (pattern: string, more = {}) =>
		post(app, '/api/records/heeded', {
			...{ pattern, team: 'n1', heededOn: '2026-01-01', kind: 'will not start', ...more }
		});
	expect((await heed('pairing')).statusCode).toBe(422);
	expect((await heed('trap', { costAvoided: 5000 })).statusCode).toBe(422);
	expect((await heed('trap', { costAvoided: 5000, currency: 'EUR' })).statusCode).toBe(201);
});
