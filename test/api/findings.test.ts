import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished } from 'vitest';
import { startJobs } from '../../apps/api/src/jobs/jobs.ts';
import { test, TODAY, type App } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

const now = () => TODAY;
const send = (app: App, method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) =>
	app.inject({ method, url, ...(payload && { payload }) });
const findings = async (app: App, query = '') => (await app.inject(`/api/findings?${query}`)).json();
const CONDITION = { pattern: 'pairing', kind: 'works', trait: 'size', operator: 'at least', value: '4' };

test('a finding is opened once for its cause, answered, and resolved when the cause is gone', async ({
	app,
	db
}) => {
	await importTexts(db, {
		...SMALL,
		'adoption_plans.csv': 'pattern_key,team_key,target_on\npairing,s2,2026-10-01\n',
		'adoption_events.csv':
			SMALL['adoption_events.csv'] + 'pairing,s2,agreed,2026-09-01,\npairing,n2,agreed,2026-01-05,\n'
	});
	expect(await app.lookForFindings(TODAY)).toBe(true);
	expect(await app.lookForFindings(TODAY)).toBe(false);
	const first = await findings(app);
	expect(first.findings).toMatchObject(
		expect.arrayContaining([
			expect.objectContaining({
				kind: 'stalled adoption',
				team: { key: 'n2', name: 'North two' },
				reasons: ['Nothing was recorded about it for 180 days.']
			}),
			expect.objectContaining({
				kind: 'target date passed',
				team: { key: 's2', name: 'South two' },
				reasons: ['Its target date was 2026-10-01.']
			}),
			expect.objectContaining({ kind: 'no boundaries', pattern: { key: 'pairing', name: 'Pairing' } })
		])
	);
	expect((await findings(app, 'team=north&kind=target date passed')).total).toBe(0);
	expect((await findings(app, 'team=south&kind=target date passed')).total).toBe(1);

	const late = first.findings.find(({ kind }: { kind: string }) => kind === 'target date passed');
	const url = `/api/findings/${late.id}`;
	const taken = await send(app, 'PATCH', url, { version: late.version, acknowledged: true });
	expect(taken.json()).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'local' });
	expect((await send(app, 'PATCH', url, { version: late.version, acknowledged: true })).statusCode).toBe(409);
	await send(app, 'PATCH', url, { version: taken.json().version, snoozedUntil: '2026-12-01' });
	expect((await findings(app, 'state=snoozed')).findings).toMatchObject([{ id: late.id }]);

	const [plan] = (await app.inject('/api/records/adoption_plans')).json().records;
	const later = { version: 1, fields: { targetOn: '2027-01-31' } };
	await send(app, 'PATCH', `/api/records/adoption_plans/${plan.id}`, later);
	await app.lookForFindings(TODAY);
	expect((await findings(app, 'state=resolved')).findings).toMatchObject([{ id: late.id }]);
});

test('a new finding is announced once, signed, and tried again until it arrives', async ({ app, db }) => {
	const came: { headers: Record<string, unknown>; body: string }[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (part) => (body += part));
		request.on('end', () => {
			came.push({ headers: request.headers, body });
			response.writeHead(came.length === 1 ? 503 : 204).end();
		});
	}).listen(0, '127.0.0.1');
	onTestFinished(() => void server.close());
	await new Promise((listening) => server.once('listening', listening));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=hidden`;
	const made = await send(app, 'POST', '/api/channels', {
		...{ name: 'Ours', kind: 'webhook', url, findings: ['no boundaries'] }
	});
	expect(made.statusCode, made.body).toBe(201);
	const { secret } = made.json();

	const two = await Promise.all(
		[1, 2].map(() =>
			startJobs(db, { look: app.lookForFindings, files: app.reportFiles, now, log: { error: console.error } })
		)
	);
	onTestFinished(async () => void (await Promise.all(two.map((jobs) => jobs.stop()))));
	// its cause went and came again: a new finding
	const condition = (await send(app, 'POST', '/api/records/conditions', CONDITION)).json();
	await expect.poll(async () => (await findings(app, 'kind=no boundaries')).total).toBe(0);
	await send(app, 'DELETE', `/api/records/conditions/${condition.id}?version=1`);

	await expect
		.poll(async () => (await app.inject('/api/channels')).json().channels, { timeout: 30_000 })
		.toMatchObject([{ delivered: 1, waiting: 0, failed: 0, host: expect.stringMatching(/^127/) }]);
	expect(came.map(({ body }) => JSON.parse(body).finding.kind)).toEqual(['no boundaries', 'no boundaries']);
	const { headers, body } = came[1]!;
	expect(headers['webhook-id']).toBe(came[0]!.headers['webhook-id']);
	const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
	const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
	expect(headers['webhook-signature']).toBe(
		`v1,${createHmac('sha256', key).update(signed).digest('base64')}`
	);
	expect(JSON.stringify((await app.inject('/api/changes')).json())).not.toContain('hidden');
}, 60_000);
