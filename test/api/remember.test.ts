import { expect } from 'vitest';
import { importTexts } from '../support/imports.ts';
import { test } from '../support/app.ts';

const teams = (name: string) => ({
	'teams.csv': `team_key,name,parent_key,kind,size,joined_on\nteam,${name},,team,,\n`
});

test('an answer is remembered until the records change', async ({ app, db }) => {
	await importTexts(db, teams('Before'));
	const first = await app.inject('/api/place?asOf=2026-01-01');
	const { etag } = first.headers;
	expect(first.json().path[0].name).toBe('Before');
	const again = await app.inject('/api/place?asOf=2026-01-01');
	expect(again.body).toBe(first.body);
	expect(again.headers['content-type']).toBe(first.headers['content-type']);
	const unchanged = await app.inject({
		url: '/api/place?asOf=2026-01-01',
		headers: { 'if-none-match': String(etag) }
	});
	expect([unchanged.statusCode, unchanged.body]).toEqual([304, '']);

	await importTexts(db, teams('After'));
	const changed = await app.inject({
		url: '/api/place?asOf=2026-01-01',
		headers: { 'if-none-match': String(etag) }
	});
	expect(changed.statusCode).toBe(200);
	expect(changed.json().path[0].name).toBe('After');
});

test('a refusal is not remembered', async ({ app }) => {
	const answer = await app.inject('/api/place?team=nobody');
	expect(answer.statusCode).toBe(404);
	expect(answer.headers['etag']).toBeUndefined();
});
