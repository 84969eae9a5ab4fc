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
	[{ stage: 'lost', occurredOn: '2026-01-01' }, 400, /stage/],
	[{ stage: 'agreed', occurredOn: '1 May' }, 400, /occurredOn/],
	[{ stage: 'agreed', occurredOn: '2026-01-01', satge: 'x' }, 400, /additional/]
] as const)('%o is refused', async ([payload, status, says], { app }) => {
	const answer = await enter(app, payload);
	expect(answer.statusCode).toBe(status);
	expect(answer.json().detail).toMatch(says);
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
