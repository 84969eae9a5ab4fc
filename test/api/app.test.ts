import Fastify from 'fastify';
import { expect } from 'vitest';
import { addErrors } from '../../apps/api/src/plugins/errors.ts';
import { addGuards } from '../../apps/api/src/plugins/guards.ts';
import { test } from '../support/app.ts';

test('the product says when it is ready', async ({ app }) => {
	const answer = await app.inject('/api/health');
	expect(answer.statusCode).toBe(200);
	expect(answer.json()).toEqual({ status: 'ready' });
});

test('a route that nobody may call does not start', () => {
	const bare = Fastify();
	addGuards(bare);
	expect(() => bare.get('/api/secrets', async () => 'all of them')).toThrow(
		'access.ts does not say who may call GET /api/secrets'
	);
});

test('what breaks is explained without its insides, and logged', async () => {
	const bare = Fastify();
	addErrors(bare);
	bare.get('/', () => {
		throw new Error('password is 1234');
	});
	const answer = await bare.inject('/');
	expect(answer.statusCode).toBe(500);
	expect(answer.headers['content-type']).toContain('application/problem+json');
	expect(answer.body).not.toContain('1234');
});

test('every error is a problem that says what to do', async ({ app }) => {
	const questions: [string, number, RegExp][] = [
		['/api/spread?asOf=2025-02-30', 400, /asOf.*date/],
		['/api/spread?asOf=yesterday', 400, /asOf.*date/],
		['/api/spread?team=nobody', 404, /no team with the key 'nobody'/],
		['/api/patterns/nothing/spread', 404, /no pattern with the key 'nothing'/],
		['/api/patterns/nothing', 404, /no pattern/],
		['/api/teams/nobody', 404, /no team/],
		['/api/stalled?reason=lazy', 400, /reason/],
		['/api/stalled?page=0', 400, /page/],
		['/api/spread/curves?by=year', 400, /by/],
		['/api/spread/curves?from=2026-01-01&to=2025-01-01', 422, /lies after/],
		['/api/nowhere', 404, /nowhere/]
	];
	for (const [url, status, detail] of questions) {
		const answer = await app.inject(url);
		expect({ url, status: answer.statusCode }).toEqual({ url, status });
		expect(answer.headers['content-type']).toContain('application/problem+json');
		expect(answer.json()).toMatchObject({ status, title: expect.any(String) });
		expect(answer.json().detail).toMatch(detail);
	}
});

test('an organization without any records has answers too', async ({ app }) => {
	const ask = async (url: string) => (await app.inject(url)).json();
	expect(await ask('/api/spread')).toEqual({ asOf: '2026-11-23', area: null, patterns: [] });
	expect(await ask('/api/matrix')).toMatchObject({ teams: [], patterns: [] });
	expect(await ask('/api/stalled')).toMatchObject({ open: 0, total: 0, adoptions: [] });
	expect(await ask('/api/place')).toEqual({ asOf: '2026-11-23', path: [], children: [] });
	expect(await ask('/api/organization')).toMatchObject({
		root: null,
		simulated: false,
		lastOn: null,
		teams: 0
	});
	expect(await ask('/api/spread/curves')).toMatchObject({ on: ['2026-11-23'], patterns: [] });
	expect(await ask('/api/search?q=%25')).toEqual({ results: [] });
});

test('the API describes itself in OpenAPI 3.1, every route with who may call it', async ({ app }) => {
	const { openapi, paths } = (await app.inject('/api/openapi.json')).json();
	expect(openapi).toBe('3.1.0');
	for (const path of ['/api/spread', '/api/patterns/{key}/spread', '/api/matrix', '/api/stalled']) {
		expect(paths[path].get.summary).toEqual(expect.any(String));
		expect(paths[path].get.responses['200']).toBeDefined();
	}
	expect((await app.inject('/api/docs')).statusCode).toBeLessThan(400);
});

test('answers may not be framed, sniffed or run as script', async ({ app }) => {
	const { headers } = await app.inject('/api/spread');
	expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
	expect(headers['x-content-type-options']).toBe('nosniff');
});

test('another website cannot make a browser change anything', async ({ app }) => {
	const post = (site: string) =>
		app.inject({ method: 'POST', url: '/api/imports', headers: { 'sec-fetch-site': site } });
	expect((await post('cross-site')).statusCode).toBe(403);
	expect((await post('same-origin')).statusCode).not.toBe(403);
});
