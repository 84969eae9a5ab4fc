import { expect } from 'vitest';
import { unbackedAtScale } from '../../apps/api/src/backing/causes.ts';
import type { Backing, BackingCompared, WaitingList } from '../../packages/contract/src/index.ts';
import { overPromised, usedUp, withoutOwnerOrAgreement } from '../../packages/db/src/index.ts';
import { test, type App } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

const TEAMS = Array.from({ length: 4 }, (_, i) => `x${i}`);
const TRACK = {
	...SMALL,
	'teams.csv': `${SMALL['teams.csv']}${TEAMS.map((key) => `${key},${key},south,team,5,\n`).join('')}`,
	'people.csv': 'person_key,name\nada,Ada\nbo,Bo\ncy,Cy\n',
	'coalitions.csv': 'coalition_key,name,kind\nflow,Flow,management\n',
	'patterns.csv': `pattern_key,name,kind,summary,discovered_on,origin_team_key,coalition_key
pairing,Pairing,success,,2025-01-10,n1,flow
reviews,Reviews,success,,2025-01-10,n1,
`,
	'sovereignties.csv': 'area_key,person_key,from_on\nnorth,ada,2025-01-01\norg,bo,2025-01-01\n',
	'adoption_events.csv': `pattern_key,team_key,stage,occurred_on
pairing,n1,adopted,2025-02-01
pairing,n2,agreed,2025-03-01
pairing,n2,adopted,2025-05-01
${TEAMS.map((key) => `pairing,${key},agreed,2025-06-01\n`).join('')}reviews,s1,agreed,2025-06-01
`
};
const say = (app: App, payload: object, onBehalfOf?: string) =>
	app.inject({
		...{ method: 'POST', url: '/api/backing', payload },
		headers: onBehalfOf ? { 'x-on-behalf-of': onBehalfOf } : {}
	});
const map = async (app: App, query = '') => (await app.inject(`/api/backing${query}`)).json<Backing>();
const cells = async (app: App, query = '') => {
	const { areas, patterns } = await map(app, query);
	const pairing = patterns.find(({ pattern }) => pattern?.key === 'pairing')!;
	return Object.fromEntries(areas.map(({ key }, i) => [key, pairing.cells[i]!]));
};

test('the map shows what runs where, and who could back it', async ({ app, db }) => {
	expect((await importTexts(db, TRACK)).rejections).toEqual([]);
	const answer = await map(app);
	expect(answer.areas).toEqual([
		{ key: 'north', name: 'North', holders: [{ key: 'ada', name: 'Ada' }] },
		{ key: 'south', name: 'South', holders: [{ key: 'bo', name: 'Bo' }] }
	]);
	expect(answer.patterns.map(({ pattern, running, unbacked }) => [pattern!.key, running, unbacked])).toEqual([
		['pairing', 6, 6],
		['reviews', 1, 1]
	]);
	expect(answer.coalitions).toMatchObject([{ coalition: { key: 'flow', management: true }, unbacked: 6 }]);
	expect(answer.waiting[0]).toMatchObject({
		area: { key: 'south' },
		pattern: { key: 'pairing' },
		unbacked: 4
	});
	// an organization that keeps no backing is not told that it lacks it
	expect(await unbackedAtScale(db, '2026-11-23')).toEqual([]);
});

test('backing is given and withdrawn from days on, and stays on record', async ({ app }) => {
	const pairing = { area: 'north', pattern: 'pairing' };
	const given = await say(app, { ...pairing, stance: 'backed', on: '2025-03-01' }, 'ada');
	expect(given.json()).toMatchObject({ warning: null });
	expect((await cells(app))['north']).toMatchObject({
		...{ stance: 'backed', running: 2, unbacked: 0 },
		by: { via: 'pattern', here: true, person: { key: 'ada' }, since: '2025-03-01' }
	});
	const again = await say(app, { ...pairing, stance: 'backed' }, 'ada');
	expect([again.statusCode, again.json().detail]).toEqual([422, 'It is backed here already.']);
	await say(app, { ...pairing, stance: 'withheld', on: '2026-10-01', words: 'Not now.' }, 'ada');
	expect((await cells(app))['north']).toMatchObject({ stance: 'withheld', unbacked: 2 });
	await say(app, { ...pairing, stance: 'withdrawn', on: '2026-11-01' }, 'ada');
	const stances = await Promise.all(
		['2025-02-28', '2025-03-01', '2026-09-30', '2026-10-01', '2026-11-01'].map(
			async (day) => (await cells(app, `?asOf=${day}`))['north']!.stance
		)
	);
	expect(stances).toEqual([null, 'backed', 'backed', 'withheld', 'withdrawn']);
	expect((await say(app, { ...pairing, stance: 'withdrawn' })).statusCode).toBe(422);
	expect((await say(app, { area: 'north', stance: 'backed' })).json().detail).toMatch(/name one of them/);
});

test('who does not hold the area is warned, not refused, and told who does', async ({ app, db }) => {
	const south = await say(
		app,
		{ area: 'south', coalition: 'flow', stance: 'backed', on: '2025-06-01' },
		'cy'
	);
	expect(south.statusCode).toBe(200);
	expect(south.json().warning).toMatch(/does not hold sovereignty there; Bo does\. It was recorded/);
	const nobody = await say(app, { area: 'n1', pattern: 'reviews', stance: 'withheld' });
	expect(nobody.json().warning).toMatch(/Nobody is named who says this; Ada does/);
	// the coalition's backing covers its patterns, and what lies below
	expect((await cells(app))['south']).toMatchObject({
		stance: 'backed',
		unbacked: 0,
		by: { via: 'coalition' }
	});
	expect((await cells(app, '?team=south'))['x0']).toMatchObject({ stance: 'backed', by: { here: false } });
	expect(await unbackedAtScale(db, '2026-11-23')).toEqual([]);
	expect(await unbackedAtScale(db, '2025-06-01')).toEqual([]);
	const [found] = await unbackedAtScale(db, '2025-06-02').then(async () => {
		await say(app, { area: 'south', coalition: 'flow', stance: 'withdrawn', on: '2026-11-20' });
		return unbackedAtScale(db, '2026-11-23');
	});
	expect(found).toMatchObject({ reasons: ['4 adoptions run in South, and backing was withdrawn there.'] });
});

test('what waits for a word is told by person', async ({ app }) => {
	const waiting = async (person: string) =>
		(await app.inject(`/api/backing/waiting?person=${person}`)).json<WaitingList>().waiting;
	expect(await waiting('ada')).toMatchObject([
		{ area: { key: 'north' }, pattern: { key: 'pairing' }, unbacked: 2 }
	]);
	expect((await waiting('bo')).map(({ pattern, unbacked }) => [pattern!.key, unbacked])).toEqual([
		['pairing', 6],
		['reviews', 1]
	]);
	expect(await waiting('cy')).toEqual([]);
});

test('stalls and time to adopt are compared with and without backing', async ({ app }) => {
	const { stalls, times } = (
		await app.inject('/api/backing/compared?asOf=2026-06-30')
	).json<BackingCompared>();
	expect(stalls.backed).toMatchObject({ open: 4, stalled: 4, share: 1 });
	expect(stalls.unbacked).toMatchObject({ open: 1, stalled: 1 });
	expect(stalls.backed.lower).toBeGreaterThan(0.5);
	expect(times.backed).toMatchObject({ tracks: 5, adopted: 1 });
	expect(times.unbacked).toMatchObject({ tracks: 1, adopted: 0, medianDays: null });
});

test('support that runs out, is promised twice or was never agreed is found', async ({ app, db }) => {
	const agreement = (team: string, rest: object) =>
		app.inject({
			...{ method: 'POST', url: '/api/records/agreements' },
			payload: { pattern: 'pairing', team, agreedOn: '2026-11-02', coalition: 'flow', kind: 'time', ...rest }
		});
	expect(await withoutOwnerOrAgreement(db)).toEqual([]);
	await agreement('x0', { amount: 2, receiver: 'bo', fromOn: '2026-12-07', untilOn: '2026-12-13' });
	await agreement('x1', { kind: 'none', receiver: 'bo' });
	const unowned = await withoutOwnerOrAgreement(db);
	expect(unowned).toHaveLength(3);
	expect(unowned[0]!.reasons).toEqual([
		'It is agreed, and nobody in the team owns it.',
		'It is agreed, and nothing is agreed about support, not even that none is needed.'
	]);
	expect(await overPromised(db, '2026-11-23')).toEqual([]);
	await app.inject({
		...{ method: 'POST', url: '/api/records/capacities' },
		payload: { coalition: 'flow', kind: 'time', fromOn: '2026-01-01', perWeek: 1.5 }
	});
	expect(await overPromised(db, '2026-11-23')).toMatchObject([
		{ reasons: ['In the week of 2026-12-07 2 days of time are promised of 1.5 days.'] }
	]);
	expect(await usedUp(db)).toEqual([]);
	const entry = { pattern: 'pairing', team: 'x0', agreedOn: '2026-11-02', loggedOn: '2026-11-20' };
	const used = await app.inject({
		...{ method: 'POST', url: '/api/records/support_log' },
		payload: { ...entry, kind: 'used', amount: 2 }
	});
	expect(used.statusCode, used.body).toBe(201);
	expect(await usedUp(db)).toMatchObject([
		{ reasons: ['All 2 days of time that were agreed on 2026-11-02 are used.'] }
	]);
});
