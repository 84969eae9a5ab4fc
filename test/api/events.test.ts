import type { EventDraft, EventPage, LiveEvent, Triggers } from '@app/contract';
import { eventsWithoutOutputs, newId } from '@app/db';
import { expect } from 'vitest';
import { buildApp } from '../../apps/api/src/app.ts';
import { test, TODAY, type App } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

const post = (app: App, url: string, payload: object, headers = {}) =>
	app.inject({ method: 'POST', url, payload, headers });
const get = async <T>(app: App, url: string): Promise<T> => {
	const answer = await app.inject(url);
	expect(answer.statusCode, answer.body).toBe(200);
	return answer.json();
};
const pageOf = (app: App, key: string) => get<EventPage>(app, `/api/events/${key}`);

const FILES = {
	...SMALL,
	'people.csv': 'person_key,name\nada,Ada\nbo,Bo\ncy,Cy\n',
	'team_leads.csv': 'team_key,person_key,from_on\ns2,bo,2025-01-01\nsouth,cy,2025-01-01\n',
	'sovereignties.csv': 'area_key,person_key,from_on\nsouth,cy,2025-01-01\n',
	'coalitions.csv': 'coalition_key,name,kind\nflow,Flow,team\ncalm,Calm Nights,team\n',
	'patterns.csv':
		'pattern_key,name,kind,discovered_on,coalition_key\npairing,Pairing,success,2026-01-05,flow\n'
};

test('an event that is due is drafted, planned, arranged and put into calendars', async ({ app, db }) => {
	expect((await importTexts(db, FILES)).rejections).toEqual([]);
	const { coalitions } = await get<Triggers>(app, '/api/triggers');
	expect(coalitions.map(({ coalition, due }) => [coalition.key, due])).toEqual([
		['flow', true],
		['calm', false]
	]);
	expect(coalitions[0]!.triggers.map(({ trigger }) => trigger)).toContain('pattern discovery');
	expect(coalitions[1]!.silence).toMatch(/nobody is left/);

	const draft = await get<EventDraft>(app, '/api/events/draft?coalitions=flow,calm&minutes=30');
	expect(draft.name).toBe('Calm Nights and Flow, November 2026');
	expect(draft.agenda.map(({ minutes }) => minutes)).toEqual([5, 10, 5, 10]);
	expect(draft.patterns).toMatchObject([{ key: 'pairing' }]);
	expect(draft.readiness.map(({ coalition }) => coalition.key).sort()).toEqual(['calm', 'flow']);
	expect(draft.invitees.find(({ team }) => team?.key === 's2')).toMatchObject({
		role: 'adopter',
		person: { key: 'bo' }
	});
	expect(draft.invitees.filter(({ person }) => person?.key === 'cy')).toHaveLength(1);

	const proposed = await post(app, '/api/events/propose', {
		...{ coalitions: ['flow'], startsAt: '2026-12-01T09:00:00Z', minutes: 75, key: 'e1', place: 'Room 1' },
		invite: ['bo']
	});
	expect(proposed.statusCode, proposed.body).toBe(201);
	expect(proposed.json()).not.toHaveProperty('code');
	const page = await pageOf(app, 'e1');
	expect(page.code).toMatch(/^[0-9a-f]{12}$/);
	expect(page.remarks).toEqual(['75 minutes are long for an event: 30 to 60 are usual.']);
	expect(page.participants).toMatchObject([{ person: { key: 'bo' }, state: 'invited' }]);
	expect(page.activities.map(({ name }) => name)[3]).toBe('Follow-Up Support');
	expect((await get<Triggers>(app, '/api/triggers?coalition=flow')).coalitions).toMatchObject([
		{ due: false, planned: { key: 'e1' } }
	]);

	const seen = page.activities.map(({ id, version }) => ({ id, version }));
	const activities = page.activities
		.toReversed()
		.slice(1)
		.map(({ name, minutes }) => ({ name, minutes }));
	const agenda = { method: 'POST' as const, url: '/api/events/e1/agenda', payload: { seen, activities } };
	expect((await app.inject(agenda)).json().map(({ name }: { name: string }) => name)).toEqual([
		'Context & Boundaries',
		'Outcomes & Patterns',
		'TOP Goal'
	]);
	expect((await app.inject(agenda)).statusCode).toBe(409);

	const file = await app.inject('/api/events/e1/calendar.ics');
	expect(file.headers['content-type']).toMatch(/^text\/calendar/);
	expect(file.body).toMatch(/DTSTART:20261201T090000Z[^]*DTEND:20261201T101500Z/);
	expect(file.body).toMatch(/LOCATION:Room 1/);
	expect((await app.inject('/api/events/nope/calendar.ics')).statusCode).toBe(404);
});

test('what is said at an event moves adoptions, and an agreement is one change', async ({ app }) => {
	const say = (payload: object, headers = {}) => post(app, '/api/events/e1/voices', payload, headers);
	const stage = async (pattern: string, team: string) =>
		(await app.inject(`/api/adoptions/${pattern}/${team}`)).json().stage;
	const could = { kind: 'could use', pattern: 'pairing', team: 's2' };
	const before = await stage('pairing', 's2');
	const key = newId();
	const [first, again] = [
		await say(could, { 'idempotency-key': key, 'x-on-behalf-of': 'ada' }),
		await say(could, { 'idempotency-key': key, 'x-on-behalf-of': 'ada' })
	];
	expect(first.statusCode, first.body).toBe(201);
	expect(again.json().id).toBe(first.json().id);
	expect(first.json()).toMatchObject({ person: { key: 'ada' } });
	expect([before, await stage('pairing', 's2')]).toEqual([null, 'identified']);

	expect((await say({ kind: 'would break', pattern: 'pairing' })).json().detail).toMatch(/because/);
	expect((await say({ kind: 'declined', pattern: 'pairing', team: 's2' })).json().detail).toMatch(/why/);
	expect((await say({ kind: 'learnt', words: 'Pairs rotate' })).statusCode).toBe(201);

	const agreed = {
		pattern: 'pairing',
		team: 's2',
		owner: 'ada',
		targetOn: '2027-02-01',
		words: 'Two pairs first'
	};
	const agree = (support: object, own = {}) =>
		post(app, '/api/events/e1/agreements', { ...agreed, ...own, support });
	const refused = await agree({ kind: 'coaching', amount: 3 });
	expect(refused.json().detail).toMatch(/Name the coalition/);
	expect((await agree({ kind: 'none' }, { targetOn: '2026-11-01' })).json().detail).toMatch(/has passed/);
	expect(await stage('pairing', 's2')).toBe('identified');
	const made = await agree({ kind: 'coaching', amount: 3, coalition: 'flow', owner: 'bo' });
	expect(made.statusCode, made.body).toBe(201);
	expect(made.json()).toMatchObject({
		event: { key: 'e1' },
		receiver: { key: 'ada' },
		untilOn: '2027-02-01'
	});
	expect(await stage('pairing', 's2')).toBe('agreed');
	const plans = (await app.inject('/api/records/adoption_plans?pattern=pairing&team=s2')).json();
	expect(plans.records).toMatchObject([{ owner: { key: 'ada' }, targetOn: '2027-02-01' }]);

	const page = await pageOf(app, 'e1');
	expect(page.yield).toMatchObject({ opportunities: 1, agreed: 1, adopted: 0, open: 1 });
	expect(page.learnings).toEqual([{ coalition: { key: 'flow', name: 'Flow' }, own: 0, shared: 1 }]);

	const declined = await say({ kind: 'declined', pattern: 'pairing', team: 's2', reason: 'no capacity' });
	expect(declined.json()).toMatchObject({ words: 'no capacity' });
	expect(await stage('pairing', 's2')).toBe('declined');
	expect((await pageOf(app, 'e1')).yield).toMatchObject({ ended: 1, open: 0 });
});

test('the reach of a pattern is the teams whose people saw it', async ({ app, db }) => {
	const funnel = async () => (await app.inject('/api/funnel?pattern=pairing')).json();
	expect((await funnel()).reach).toBe(null);
	const { event, participants } = await pageOf(app, 'e1');
	const edit = (kind: string, { id, version }: { id: string; version: number }, fields: object) =>
		app.inject({ method: 'PATCH', url: `/api/records/${kind}/${id}`, payload: { version, fields } });
	await edit('events', event, { state: 'held', startsAt: '2026-11-20T09:00:00Z' });
	await edit('participants', participants[0]!, { state: 'attended' });
	expect((await funnel()).reach).toEqual({ events: 1, reached: 1 });
	expect((await app.inject('/api/funnel?asOf=2026-11-19')).json().reach).toBe(null);
	expect((await app.inject('/api/events')).json()).toMatchObject({
		events: [{ key: 'e1', attended: 1, learnt: 1, agreements: 1 }]
	});
	const quiet = { name: 'Quiet', state: 'held', startsAt: '2026-11-19T09:00:00Z', minutes: 30 };
	await post(app, '/api/records/events', { key: 'quiet', ...quiet });
	expect(await eventsWithoutOutputs(db, '2026-11-23')).toMatchObject([
		{ reasons: ['Quiet was held on 2026-11-19, and nothing is on record of what came of it.'] }
	]);
	expect(await eventsWithoutOutputs(db, '2026-11-19')).toEqual([]);
	// nothing is due right after it, and the reason is not that an event is planned
	expect((await get<Triggers>(app, '/api/triggers?coalition=flow')).coalitions).toMatchObject([
		{ due: false, planned: null, lastEvent: { key: 'e1' }, triggers: [] }
	]);
});

/** The events of a stream as they arrive. */
async function* listen(url: string, headers: Record<string, string> = {}) {
	const gone = new AbortController();
	const answer = await fetch(url, { headers, signal: gone.signal });
	expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
	let text = '';
	try {
		for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
			text += chunk;
			const parts = text.split('\n\n');
			text = parts.pop()!;
			for (const part of parts) {
				const data = /^data: (.*)$/m.exec(part);
				if (data) yield JSON.parse(data[1]!) as LiveEvent;
			}
		}
	} finally {
		gone.abort();
	}
}

test('who watches an event hears what is said through another process, and nothing twice', async ({
	app,
	db
}) => {
	const other = await buildApp({ db, now: () => TODAY });
	const base = await other.listen({ port: 0 });
	const { code } = await pageOf(app, 'e1');
	expect((await app.inject(`/api/live/${code.toUpperCase()}`)).json().event.key).toBe('e1');
	expect((await app.inject('/api/live/000000000000')).statusCode).toBe(404);

	const heard = listen(`${base}/api/events/e1/live`);
	const now = (await heard.next()).value!;
	expect(now.voices.map(({ kind }) => kind)).toContain('learnt');
	await post(app, '/api/events/e1/voices', { kind: 'learnt', words: 'Small steps' });
	const then = (await heard.next()).value!;
	expect(then.voices.map(({ words }) => words)).toContain('Small steps');
	expect(then.id).not.toBe(now.id);

	// who comes again having seen that hears only what is new
	const back = listen(`${base}/api/events/e1/live`, { 'last-event-id': then.id });
	const news = back.next();
	await post(app, '/api/events/e1/voices', { kind: 'learnt', words: 'Ask early' });
	expect((await news).value!.voices.map(({ words }) => words)).toContain('Ask early');
	expect((await fetch(`${base}/api/events/nope/live`)).status).toBe(404);

	await other.close(); // does not wait for those who watch
	expect((await heard.next()).value?.voices.map(({ words }) => words) ?? ['Ask early']).toContain(
		'Ask early'
	);
});
