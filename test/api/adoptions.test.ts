import { newId, recount } from '@app/db';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { importTexts } from '../support/imports.ts';
import { test, type App } from '../support/app.ts';

const url = '/api/adoptions/p/t';
const enter = (app: App, payload: object) =>
	app.inject({ method: 'POST', url: `${url}/transitions`, payload });

test('an adoption is entered, corrected and taken back; everything that was said stays on record', async ({
	app,
	db
}) => {
	await importTexts(db, {
		'teams.csv': 'team_key,name,parent_key,kind\nroot,Root,,\nt,T,root,\nu,U,root,',
		'patterns.csv': 'pattern_key,name,kind\np,P,success'
	});
	expect((await app.inject('/api/adoptions/p/nobody')).statusCode).toBe(404);
	expect((await app.inject(url)).json()).toMatchObject({ stage: null, entries: [] });

	const id = newId();
	const first = { id, stage: 'adopted', occurredOn: '2026-03-01', note: 'in release 4' };
	const created = await enter(app, first);
	expect(created.statusCode, created.body).toBe(201);
	expect(created.headers['server-timing']).toMatch(/^write;dur=[\d.]+, keep;dur=[\d.]+$/);
	expect(created.json()).toMatchObject({
		stage: 'adopted',
		entries: [{ id, stage: 'adopted', recordedBy: 'local', facts: ['in release 4'], supersedes: null }]
	});
	const adopted = async () =>
		(await app.inject('/api/spread?team=root&asOf=2026-06-01')).json().patterns[0].adopted;
	expect(await adopted()).toBe(1);

	expect((await enter(app, first)).statusCode).toBe(200);
	expect((await enter(app, { ...first, stage: 'started' })).statusCode).toBe(409);

	const corrected = await enter(app, { stage: 'started', occurredOn: '2026-03-01', supersedes: id });
	expect(corrected.json().entries).toMatchObject([
		{ id, supersededBy: corrected.json().entries[1].id },
		{ stage: 'started', supersedes: id }
	]);
	expect(await adopted()).toBe(0);
	const again = await enter(app, { stage: 'agreed', occurredOn: '2026-03-01', supersedes: id });
	expect([again.statusCode, again.json().detail]).toEqual([409, expect.stringContaining('somebody else')]);

	const last = corrected.json().entries[1].id;
	const taken = await enter(app, { stage: null, occurredOn: '2026-03-01', supersedes: last });
	expect(taken.json()).toMatchObject({ stage: null, entries: [{}, {}, { stage: null, supersedes: last }] });
	expect((await recount(db)).filter(({ differed }) => differed > 0)).toEqual([]);
});

test.for([
	[{ stage: 'adopted', occurredOn: '2027-01-01' }, 422, /still to come/],
	[{ stage: null, occurredOn: '2026-01-01' }, 422, /never happened/],
	[{ stage: 'agreed', occurredOn: '2026-01-01', supersedes: randomUUID() }, 422, /no entry/],
	[{ stage: 'adopted', occurredOn: '2026-01-01', reason: 'no need' }, 422, /reason belongs/],
	[{ stage: 'declined', occurredOn: '2026-01-01', reason: 'lazy' }, 400, /reason/],
	[{ stage: 'lost', occurredOn: '2026-01-01' }, 400, /stage/],
	[{ stage: 'agreed', occurredOn: '1 May' }, 400, /occurredOn/],
	[{ stage: 'agreed', occurredOn: '2026-01-01', satge: 'x' }, 400, /additional/]
] as const)('%o is refused', async ([payload, status, says], { app }) => {
	const answer = await enter(app, payload);
	expect(answer.statusCode).toBe(status);
	expect(answer.json().detail).toMatch(says);
});

test('a change does not wait for an import without a word', async ({ app, db }) => {
	const later = { stage: 'agreed', occurredOn: '2026-04-30' };
	await db.begin(async (sql) => {
		await sql`UPDATE versions SET version = version WHERE subject_id IN (SELECT id FROM patterns)`; // as an import does
		const answer = await enter(app, later);
		expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '60']);
		expect(answer.json().detail).toMatch(/^An import or a recount is writing this/);
	});
	expect((await enter(app, later)).statusCode).toBe(201);
});

test('twenty changes of one pattern at once all count', async ({ app, db }) => {
	const days = Array.from({ length: 20 }, (_, i) => `2026-05-${String(i + 1).padStart(2, '0')}`);
	const answers = await Promise.all(
		days.map((occurredOn, i) => enter(app, { stage: i % 2 ? 'adopted' : 'abandoned', occurredOn }))
	);
	expect(answers.map(({ statusCode }) => statusCode)).toEqual(days.map(() => 201));
	expect((await recount(db)).filter(({ differed }) => differed > 0)).toEqual([]);
	expect((await app.inject(url)).json().stage).toBe('adopted');
});

test('who has not seen the last entry is told what there is now, and nothing is entered', async ({ app }) => {
	const { entries } = (await app.inject(url)).json();
	const late = await enter(app, {
		stage: 'sustained',
		occurredOn: '2026-06-01',
		version: entries.length - 1
	});
	expect(late.statusCode).toBe(409);
	expect(late.json()).toMatchObject({ yours: { stage: 'sustained' }, theirs: { entries } });
	const now = await enter(app, { stage: 'sustained', occurredOn: '2026-06-01', version: entries.length });
	expect(now.json()).toMatchObject({ stage: 'sustained' });
	expect(now.json().entries).toHaveLength(entries.length + 1);
});

test('a transition is in the audit trail, acts once for one key, and is taken back by a correction', async ({
	app,
	db
}) => {
	const adoption = '/api/adoptions/p/u';
	const send = (payload: object, headers = {}) =>
		app.inject({ method: 'POST', url: `${adoption}/transitions`, payload, headers });
	await app.inject({ method: 'POST', url: '/api/records/people', payload: { key: 'ada', name: 'Ada' } });
	const headers = { 'idempotency-key': newId(), 'x-on-behalf-of': 'ada' };
	await send({ stage: 'identified', occurredOn: '2026-05-01' });
	const declined = { stage: 'declined', occurredOn: '2026-06-01', reason: 'context differs' };
	const answers = [await send(declined, headers), await send(declined, headers)];
	expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
	expect(answers[1]!.json()).toEqual(answers[0]!.json());
	expect(answers[0]!.json().entries).toMatchObject([
		{ stage: 'identified', onBehalfOf: null, reason: null },
		{ stage: 'declined', onBehalfOf: 'Ada', reason: 'context differs' }
	]);
	const entry = answers[0]!.json().entries[1].id;
	const { changes } = (await app.inject(`/api/changes?kind=transitions&recordId=${entry}`)).json();
	expect(changes).toMatchObject([
		{ onBehalfOf: 'ada', action: 'created', after: { pattern: 'p', team: 'u', ...declined } }
	]);

	const corrected = await send({
		stage: 'declined',
		occurredOn: '2026-06-02',
		reason: 'no need',
		supersedes: entry
	});
	const undo = (change: string) => app.inject({ method: 'POST', url: `/api/changes/${change}/undo` });
	// somebody corrected it since
	expect((await undo(changes[0].id)).statusCode).toBe(409);
	expect((await undo(String(corrected.headers['x-change']))).statusCode).toBe(200);
	const { entries } = (await app.inject(adoption)).json();
	expect(entries.findLast((own: { supersededBy: string | null }) => !own.supersededBy)).toMatchObject(
		declined
	);
	await undo(String((await send({ stage: 'agreed', occurredOn: '2026-07-01' })).headers['x-change']));
	expect((await app.inject(adoption)).json()).toMatchObject({ stage: 'declined' });
	expect((await recount(db)).filter(({ differed }) => differed > 0)).toEqual([]);
});
