import { once } from 'node:events';
import { Agent, get, type ClientRequest, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { importTexts } from '../support/imports.ts';
import { test as base } from '../support/app.ts';

const TEAMS = 100;
const PATTERNS = 170;
const many = (count: number) => Array.from({ length: count }, (_, n) => n);
/** Long keys and names make far more bytes than all buffers between the database and a client hold: 20 MB of CSV. */
const long = (what: string, n: number) => `${what} ${n} `.padEnd(190, 'x');
const LARGE = {
	'teams.csv': [
		'team_key,name,parent_key,kind',
		`${long('area', 0)},${long('Area', 0)},,area`,
		...many(TEAMS).map((n) => `${long('team', n)},${long('Team', n)},${long('area', 0)},team`)
	].join('\n'),
	'patterns.csv': [
		'pattern_key,name,kind',
		...many(PATTERNS).map((n) => `${long('pattern', n)},${long('Pattern', n)},success`)
	].join('\n'),
	'adoption_events.csv': [
		'pattern_key,team_key,stage,occurred_on',
		...many(TEAMS * PATTERNS).map(
			(n) => `${long('pattern', n % PATTERNS)},${long('team', Math.floor(n / PATTERNS))},adopted,2026-01-01`
		)
	].join('\n')
};

/** A large organization behind a real port: its address. */
const test = base.extend('origin', { scope: 'file' }, async ({ app, db }) => {
	await importTexts(db, LARGE);
	return app.listen({ port: 0, host: '127.0.0.1' });
});

const answered = async (request: ClientRequest) => (await once(request, 'response'))[0] as IncomingMessage;
const read = async (response: IncomingMessage) => (await response.toArray()).join('');
const EXPORT = '/api/export/adoptions.csv?asOf=2026-06-30';
const Q = '/api/spread?asOf=2026-06-30';

test('an export that nobody reads waits in the database, and ends there when its reader leaves', async ({
	origin,
	sql
}) => {
	const copies = () => sql`
		SELECT pid, wait_event FROM pg_stat_activity
		WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY%'`;
	const stalled = await Promise.all(many(4).map(() => answered(get(origin + EXPORT))));
	await vi.waitFor(async () => {
		const waiting = await copies();
		expect(waiting.map((copy) => copy['wait_event'])).toEqual(many(4).map(() => 'ClientWrite'));
	}, 10_000);
	// others are served, and who wants a fifth one is told when
	expect((await fetch(origin + Q)).status).toBe(200);
	const refused = await fetch(origin + EXPORT);
	expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
	expect((await refused.json()).detail).toContain('try again');

	for (const response of stalled) response.destroy();
	await vi.waitFor(async () => expect(await copies()).toEqual([]), 10_000);
	const whole = await read(await answered(get(origin + EXPORT)));
	expect(whole.split('\n').length).toBe(TEAMS * PATTERNS + 2);
});

test('dozens of clients, of whom some stall and some leave, are served without an error or a leak', async ({
	origin,
	sql
}) => {
	const connections = async () =>
		(await sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database()`)[0]!['n'];
	const agent = new Agent({ keepAlive: true, maxSockets: 40 });
	const whole = await read(await answered(get(origin + EXPORT)));
	const before = await connections();
	const leave = async () => {
		const response = await answered(get(origin + EXPORT));
		await once(response, 'data');
		response.destroy();
	};
	const stall = async () => {
		const response = await answered(get(origin + EXPORT));
		await wait(300);
		return response.statusCode === 503 ? read(response) : expect(await read(response)).toBe(whole);
	};
	const questions = [Q, '/api/matrix?asOf=2026-06-30', '/api/spread/curves?to=2026-06-30', '/api/place'];
	const question = async (n: number) => {
		const response = await answered(get(origin + questions[n % questions.length], { agent }));
		expect([response.statusCode, JSON.parse(await read(response))]).toEqual([200, expect.any(Object)]);
	};
	await Promise.all(
		many(300).map((n) => (n % 50 === 0 ? stall() : n % 20 === 0 ? leave() : wait(n).then(() => question(n))))
	);
	await vi.waitFor(async () => {
		const busy = await sql`
			SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`;
		expect(busy).toEqual([]);
	}, 10_000);
	expect(await connections()).toBeLessThanOrEqual(before + 10);
	expect(await read(await answered(get(origin + EXPORT)))).toBe(whole);
	agent.destroy();
});
