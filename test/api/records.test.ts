import { newId } from '@app/db';
import { expect } from 'vitest';
import { test, type App } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

const send = (app: App, method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, headers = {}) =>
	app.inject({ method, url, headers, ...(payload && { payload }) });

const PEOPLE = 'person_key,name,email\nada,Ada,ada@example.org\nbo,Bo,\n';
const COALITIONS = 'coalition_key,name,kind\nflow,Flow,team\n';

test('records of the track are imported, and imported again change nothing', async ({ app, db }) => {
	const files = {
		...SMALL,
		'people.csv': PEOPLE,
		'coalitions.csv': COALITIONS,
		'coalition_members.csv':
			'coalition_key,person_key,representation,influence,sovereignty,expertise,from_on\nflow,ada,yes,no,yes,no,2025-01-01\nflow,bo,no,no,no,yes,\n',
		'events.csv': 'event_key,name,state,starts_at,minutes\nq1,First quarter,held,2026-03-10T09:00:00Z,45\n',
		'agreements.csv':
			'pattern_key,team_key,kind,agreed_on,amount,coalition_key,owner_key,event_key\npairing,n2,coaching,2026-03-10,2.5,flow,ada,q1\n',
		'backings.csv':
			'area_key,pattern_key,coalition_key,backed_from\nnorth,pairing,,2026-01-01\nsouth,,flow,2026-01-01\n'
	};
	const first = await importTexts(db, files);
	expect(first.rejections).toEqual([]);
	expect(first.files.map(({ name, added }) => [name, added])).toContainEqual(['backings.csv', 2]);
	const again = await importTexts(db, files);
	expect(again.files.map(({ added, changed }) => added + changed)).toEqual(again.files.map(() => 0));

	const changed = await importTexts(db, {
		'agreements.csv': files['agreements.csv'].replace('2.5', '4')
	});
	expect(changed.files).toMatchObject([{ added: 0, changed: 1 }]);
	const { total, records } = (await app.inject('/api/records/agreements?pattern=pairing')).json();
	expect(total).toBe(1);
	expect(records).toMatchObject([
		{
			version: 2,
			amount: 4,
			team: { key: 'n2', name: 'North two' },
			coalition: { key: 'flow' },
			owner: { key: 'ada', name: 'Ada' },
			receiver: null
		}
	]);
	const { changes } = (await app.inject('/api/changes?kind=agreements')).json();
	expect(changes).toMatchObject([
		{ action: 'edited', by: 'test', before: { amount: 2.5 }, after: { amount: 4, owner: 'ada' } }
	]);
	const unknown = await importTexts(db, {
		'goals.csv':
			'goal_key,coalition_key,statement,domain,set_on,due_on\ng,flw,Be fast,product,2026-01-01,2026-12-31\n'
	});
	expect(unknown.rejections).toMatchObject([
		{ line: 2, column: 'coalition_key', expected: expect.stringContaining('the key of a coalition') }
	]);
});

test('a record is entered, edited and taken out; every change can be undone', async ({ app }) => {
	const created = await send(app, 'POST', '/api/records/goals', {
		...{ key: 'fast', coalition: 'flow', statement: 'Be fast', domain: 'product' },
		...{ setOn: '2026-01-01', dueOn: '2026-12-31' }
	});
	expect(created.statusCode, created.body).toBe(201);
	const { id } = created.json();
	const url = `/api/records/goals/${id}`;
	const edited = await send(
		app,
		'PATCH',
		url,
		{ version: 1, fields: { target: 8 } },
		{ 'x-on-behalf-of': 'ada' }
	);
	expect(edited.json()).toMatchObject({ version: 2, target: 8, statement: 'Be fast' });

	const late = await send(app, 'PATCH', url, { version: 1, fields: { target: 9 } });
	expect(late.statusCode).toBe(409);
	expect(late.json()).toMatchObject({ theirs: { version: 2, target: 8 }, yours: { fields: { target: 9 } } });

	const trail = async () => (await app.inject(`/api/changes?recordId=${id}`)).json().changes;
	const [edit] = await trail();
	expect(edit).toMatchObject({ onBehalfOf: 'ada', before: { target: null }, after: { target: 8 } });
	expect((await send(app, 'POST', `/api/changes/${edit.id}/undo`)).statusCode).toBe(200);
	expect((await app.inject(url)).json()).toMatchObject({ version: 3, target: null });
	expect((await send(app, 'POST', `/api/changes/${edit.id}/undo`)).json().detail).toMatch(/already/);

	expect((await send(app, 'DELETE', `${url}?version=3`)).statusCode).toBe(200);
	expect((await app.inject(url)).statusCode).toBe(404);
	const [removed] = await trail();
	await send(app, 'POST', `/api/changes/${removed.id}/undo`);
	expect((await app.inject(url)).json()).toMatchObject({
		id,
		statement: 'Be fast',
		coalition: { key: 'flow' }
	});
});

test('what cannot be is refused, and says what to do', async ({ app }) => {
	const post = async (payload: object) => (await send(app, 'POST', '/api/records/people', payload)).json();
	expect(await post({ key: 'ada', name: 'Another' })).toMatchObject({ status: 422, detail: /such a person/ });
	expect(await post({ key: 'x' })).toMatchObject({ status: 400, detail: /name/ });
	expect(await post({ key: 'x', name: 'X', nmae: 'X' })).toMatchObject({ status: 400, detail: /additional/ });
	const lead = { team: 'nowhere', person: 'ada', fromOn: '2026-01-01' };
	expect((await send(app, 'POST', '/api/records/team_leads', lead)).json().detail).toMatch(
		/no team.*nowhere/
	);
	const [flow] = (await app.inject('/api/records/coalitions')).json().records;
	const gone = await send(app, 'DELETE', `/api/records/coalitions/${flow.id}?version=${flow.version}`);
	expect(gone.json().detail).toMatch(/still name this coalition/);
	const stranger = await send(
		app,
		'POST',
		'/api/records/people',
		{ key: 'y', name: 'Y' },
		{ 'x-on-behalf-of': 'nobody' }
	);
	expect(stranger.json().detail).toMatch(/nobody/);
	expect((await app.inject('/api/records/people?key=y')).json().total).toBe(0);
});

test('a request that is sent twice with one key acts once, at the same time too', async ({ app }) => {
	const key = newId();
	const payload = { key: 'cy', name: 'Cy' };
	const answers = await Promise.all(
		Array.from({ length: 8 }, () =>
			send(app, 'POST', '/api/records/people', payload, { 'idempotency-key': key })
		)
	);
	expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 201));
	expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
	const other = await send(
		app,
		'POST',
		'/api/records/people',
		{ key: 'd', name: 'D' },
		{ 'idempotency-key': key }
	);
	expect(other.statusCode).toBe(422);
});

test('what one request changed is named in its answer, also when it comes again, and undone as one', async ({
	app
}) => {
	const person = { key: 'once', name: 'Once' };
	const enter = () => send(app, 'POST', '/api/records/people', person, { 'idempotency-key': 'once' });
	const [first, again] = [await enter(), await enter()];
	expect(first.headers['x-change']).toMatch(/^[0-9a-f-]{36}$/);
	expect(again.headers['x-change']).toBe(first.headers['x-change']);
	const { id } = first.json();
	const edited = await send(app, 'PATCH', `/api/records/people/${id}`, {
		version: 1,
		fields: { name: 'Ada L.' }
	});
	const changes = [first, edited].map(({ headers }) => headers['x-change']);
	const refused = await send(app, 'POST', '/api/changes/undo', { changes: [...changes, changes[1]] });
	expect(refused.statusCode).toBe(422);
	expect((await app.inject(`/api/records/people/${id}`)).json()).toMatchObject({ name: 'Ada L.' });
	const undone = await send(app, 'POST', '/api/changes/undo', { changes });
	expect(undone.statusCode).toBe(200);
	const trail = (await app.inject(`/api/changes?recordId=${id}`)).json();
	expect(
		trail.changes.map(
			({ action, undone, undoes }: { action: string; undone: boolean; undoes: string | null }) => [
				action,
				undone,
				undoes !== null
			]
		)
	).toEqual([
		['removed', false, true],
		['edited', false, true],
		['edited', true, false],
		['created', true, false]
	]);
	expect((await app.inject(`/api/records/people/${id}`)).statusCode).toBe(404);
});

test('what has a name is found by it, of one kind or of all', async ({ app, db }) => {
	await importTexts(db, { ...SMALL, 'people.csv': PEOPLE, 'coalitions.csv': COALITIONS });
	const found = async (query: string) =>
		(await app.inject(`/api/search?${query}`))
			.json()
			.results.map(({ kind, key }: { kind: string; key: string }) => `${kind} ${key}`);
	expect(await found('q=flo')).toEqual(['coalition flow']);
	expect(await found('q=a&kind=person')).toEqual(['person ada']);
	expect(await found('q=&kind=coalition')).toEqual(['coalition flow']);
	expect(await found('q=ada&kind=team')).toEqual([]);
});
