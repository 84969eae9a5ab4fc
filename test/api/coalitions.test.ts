import type { CoalitionDetail, Coalitions, People, PersonDetail, StoredRecord } from '@app/contract';
import { expect } from 'vitest';
import { raiseSignals } from '../../apps/api/src/coalitions/signals.ts';
import { test as base, TODAY, type App } from '../support/app.ts';
import { importTexts, SMALL } from '../support/imports.ts';

const ask = async <T>(app: App, url: string): Promise<T> => {
	const answer = await app.inject(url);
	expect(answer.statusCode, answer.body).toBe(200);
	return answer.json<T>();
};
/** A metric of two teams at the ends of months of 2026: their mean is what is given. */
const measured = (means: number[]) =>
	means
		.flatMap((mean, i) => {
			const on = new Date(Date.UTC(2026, i + 1, 0)).toISOString().slice(0, 10);
			return [`lead,n1,${on},${mean - 1}`, `lead,n2,${on},${mean + 1}`];
		})
		.join('\n');
const FILES = {
	...SMALL,
	'patterns.csv': `pattern_key,name,kind,summary,discovered_on,origin_team_key,coalition_key
pairing,Pairing,success,,2025-01-10,n1,flow
rush,Rushing,failure,,2025-01-10,n1,flow
`,
	'measurements.csv': `metric_key,team_key,measured_on,value\n${measured([12, 12, 12, 11, 11, 11, 10, 10, 10, 9.5])}\n`,
	'adoption_events.csv': `pattern_key,team_key,stage,occurred_on,note
pairing,n1,adopted,2025-02-01,
pairing,n2,agreed,2026-03-01,
pairing,n2,started,2026-04-01,
pairing,s1,agreed,2026-05-01,
pairing,s1,started,2026-05-20,
pairing,s1,adopted,2026-06-10,
rush,s2,started,2026-11-01,
`,
	'people.csv': `person_key,name,email
ada,Ada Ötken,ada@example.org
bo,Bo Lund,
cy,Cy Ferro,
`,
	'team_leads.csv': `team_key,person_key,from_on,until_on
n1,ada,2025-01-01,2026-01-01
n1,bo,2026-01-01,
`,
	'sovereignties.csv': `area_key,person_key,from_on,until_on
north,cy,2025-01-01,
south,cy,2025-01-01,2026-02-01
`,
	'coalitions.csv': `coalition_key,name,kind,founded_on,ended_on
flow,Flow,management,2025-01-01,
idle,Idle,team,2025-01-01,
gone,Gone,team,2024-01-01,2025-06-01
`,
	'coalition_members.csv': `coalition_key,person_key,representation,influence,sovereignty,expertise,from_on,until_on
flow,ada,yes,yes,no,no,2025-01-01,
flow,bo,no,no,no,yes,2025-01-01,
flow,cy,no,no,yes,no,2025-01-01,2026-06-01
idle,cy,yes,no,no,no,,
`,
	'goals.csv': `goal_key,coalition_key,statement,domain,metric_key,baseline,target,set_on,due_on,ended_on,ended_as
faster,flow,Lead time of 8 days,technology,lead,12,8,2026-01-01,2026-12-31,,
kinder,flow,Nobody is called at night,organization,,,,2026-02-01,2026-11-01,,
first,flow,Lead time of 14 days,technology,lead,16,14,2025-01-01,2025-12-31,2025-12-01,reached
`,
	'events.csv': `event_key,name,state,starts_at,minutes
e1,First,held,2026-03-10T09:00:00Z,45
e2,Next,planned,2026-12-10T09:00:00Z,45
`,
	'event_coalitions.csv': 'event_key,coalition_key\ne1,flow\ne1,idle\ne2,flow\n',
	'event_patterns.csv': 'event_key,pattern_key\ne1,pairing\n',
	'backings.csv': 'area_key,pattern_key,coalition_key,backed_from\nnorth,pairing,,2026-01-01\n',
	'signals.csv': `coalition_key,kind,source,raised_on,words,decision,decided_on
flow,other,missed,2026-10-01,The peak season is near,,
`,
	'adoption_plans.csv': 'pattern_key,team_key,owner_key,target_on\npairing,n2,bo,2026-09-30\n'
};

const test = base.extend('imported', { scope: 'file', auto: true }, async ({ db }) => {
	const { rejections } = await importTexts(db, FILES, { now: TODAY });
	expect(rejections).toEqual([]);
});

test('the list says what each coalition is there for, how far it is, and what it lacks', async ({ app }) => {
	const { coalitions } = await ask<Coalitions>(app, '/api/coalitions');
	expect(coalitions.map(({ key }) => key)).toEqual(['flow', 'idle', 'gone']);
	const [flow, idle] = coalitions;
	expect(flow).toMatchObject({
		...{ goals: 2, patterns: 2, adopted: 2, open: 2, undecided: 1 },
		rise: { members: 2, gaps: ['sovereignty'], size: null },
		// the goal that is due first is not measured
		goal: { key: 'kinder', daysLeft: -22, metric: null, now: null, progress: null, reached: false },
		nextEventAt: '2026-12-10T09:00:00+00:00',
		lastEventAt: '2026-03-10T09:00:00+00:00'
	});
	expect(idle).toMatchObject({
		goal: null,
		rise: { members: 1, gaps: ['influence', 'sovereignty', 'expertise'], size: 'too small' }
	});
	const before = await ask<Coalitions>(app, '/api/coalitions?asOf=2026-01-15');
	expect(before.coalitions[0]).toMatchObject({
		rise: { members: 3, gaps: [] },
		goal: { key: 'faster', daysLeft: 350 },
		...{ adopted: 1, open: 0, undecided: 0 }
	});
});

test('a coalition has its goals with their figures, events, patterns and both tracks', async ({ app }) => {
	const flow = await ask<CoalitionDetail>(app, '/api/coalitions/flow');
	expect(flow.record).toMatchObject({ key: 'flow', version: 1, kind: 'management' });
	expect(flow.members.map(({ person, untilOn }) => [person.key, untilOn])).toEqual([
		['ada', null],
		['bo', null],
		['cy', '2026-06-01']
	]);
	expect(flow.goals.map(({ record }) => record.key)).toEqual(['kinder', 'faster', 'first']);
	const [, faster] = flow.goals;
	expect(faster!.standing).toMatchObject({ now: 29.5 / 3, daysLeft: 38, silentSince: null });
	expect(faster!.standing.progress).toBeCloseTo((12 - 29.5 / 3) / 4, 10);
	expect(faster!.months.at(-1)).toEqual({ on: '2026-10-31', mean: 9.5, teams: 2 });
	expect(flow.events).toMatchObject([
		{ key: 'e2', state: 'planned', sharedWith: [], patterns: 0 },
		{ key: 'e1', state: 'held', sharedWith: [{ key: 'idle', name: 'Idle' }], patterns: 1 }
	]);
	const [pairing] = flow.patterns;
	expect(pairing).toMatchObject({ key: 'pairing', adopted: 2, open: 1, eligible: 4 });
	expect(pairing!.curve).toHaveLength(flow.track.months.length);
	expect(flow.track.months[0]).toBe('2025-02-28');
	expect(flow.track.months.at(-1)).toBe('2026-11-30');
	const at = (month: string) => flow.track.months.indexOf(month);
	expect(pairing!.curve[at('2026-05-31')]).toBe(1);
	expect(pairing!.curve[at('2026-06-30')]).toBe(2);
	const happened = (month: string) =>
		(['agreed', 'started', 'adopted'] as const).map((name) => flow.track[name][at(month)]);
	expect(happened('2026-05-31')).toEqual([1, 1, 0]);
	expect(happened('2026-06-30')).toEqual([0, 0, 1]);
	// on a day in the past, what came later is not known
	const before = await ask<CoalitionDetail>(app, '/api/coalitions/flow?asOf=2026-01-15');
	expect(before.goals.map(({ record }) => record.key)).toEqual(['faster', 'first']);
	expect([before.events, before.signals]).toEqual([[], []]);
	expect(before.track.months.at(-1)).toBe('2026-01-31');
	expect((await app.inject('/api/coalitions/nowhere')).statusCode).toBe(404);
	const idle = await ask<CoalitionDetail>(app, '/api/coalitions/idle');
	expect(idle).toMatchObject({ patterns: [], track: { months: [] }, goals: [], backing: [] });
});

test('it says where adoptions are under way that nobody backs, and who could', async ({ app }) => {
	const { backing } = await ask<CoalitionDetail>(app, '/api/coalitions/flow');
	// south lies below the root and has nobody since February; north is backed
	expect(backing).toEqual([
		{ area: { key: 'south', name: 'South' }, underWay: 1, unbacked: 1, leaders: [] },
		{
			area: { key: 'north', name: 'North' },
			underWay: 1,
			unbacked: 0,
			leaders: [{ key: 'cy', name: 'Cy Ferro' }]
		}
	]);
	const post = (kind: string, payload: object) =>
		app.inject({ method: 'POST', url: `/api/records/${kind}`, payload });
	const given = await post('backings', {
		area: 'org',
		coalition: 'flow',
		backedFrom: '2026-11-01',
		stance: 'backed'
	});
	expect(given.statusCode, given.body).toBe(201);
	const now = await ask<CoalitionDetail>(app, '/api/coalitions/flow');
	expect(now.backing.map(({ unbacked }) => unbacked)).toEqual([0, 0]);
});

test('people are found by their names, with what they hold today', async ({ app }) => {
	const all = await ask<People>(app, '/api/people');
	expect(all).toMatchObject({ total: 3, counts: { people: 3, leads: 1, members: 3, sovereign: 1 } });
	expect(all.people.map(({ name }) => name)).toEqual(['Ada Ötken', 'Bo Lund', 'Cy Ferro']);
	expect(all.people[1]).toMatchObject({ leads: [{ key: 'n1' }], coalitions: [{ key: 'flow' }], areas: [] });
	expect(all.people[2]).toMatchObject({
		leads: [],
		coalitions: [{ key: 'idle' }],
		areas: [{ key: 'north' }]
	});
	const keys = async (query: string) =>
		(await ask<People>(app, `/api/people?${query}`)).people.map(({ key }) => key);
	expect(await keys(`q=${encodeURIComponent('ötken')}`)).toEqual(['ada']);
	expect(await keys('q=example.org')).toEqual(['ada']);
	expect(await keys('q=%25')).toEqual([]);
	expect(await keys('pageSize=2&page=2')).toEqual(['cy']);
});

test('a person has what they own, owe and back', async ({ app }) => {
	const bo = await ask<PersonDetail>(app, '/api/people/bo');
	expect(bo).toMatchObject({
		record: { name: 'Bo Lund', version: 1 },
		leads: [{ team: { key: 'n1' }, fromOn: '2026-01-01' }],
		memberships: [{ coalition: { key: 'flow' }, expertise: true }],
		owns: [{ team: { key: 'n2' }, pattern: { key: 'pairing' }, stage: 'started', targetOn: '2026-09-30' }],
		...{ supports: [], actions: [], backs: [] }
	});
	expect((await app.inject('/api/people/nobody')).statusCode).toBe(404);
});

test('signals are raised once per cause, also by two at a time, and a decision ends them', async ({
	app,
	db
}) => {
	const raised = await Promise.all([raiseSignals(db, TODAY), raiseSignals(db, TODAY)]);
	expect(raised.toSorted()).toEqual([0, 2]);
	const signals = async () =>
		(await ask<{ records: StoredRecord<'signals'>[] }>(app, '/api/records/signals?source=product')).records;
	expect((await signals()).map(({ coalition, kind, cause }) => [coalition.key, kind, cause])).toEqual([
		['flow', 'goal invalid', 'kinder due 2026-11-01'],
		['idle', 'mission off', 'no goal since 2025-01-01']
	]);
	const { changes } = await ask<{ changes: { by: string }[] }>(app, '/api/changes?kind=signals');
	expect(changes.filter(({ by }) => by === 'the product')).toHaveLength(2);

	const [invalid] = await signals();
	const decided = await app.inject({
		method: 'PATCH',
		url: `/api/records/signals/${invalid!.id}`,
		payload: {
			version: invalid!.version,
			fields: { decision: 'Keep it until March', decidedOn: '2026-11-23' }
		}
	});
	expect(decided.statusCode, decided.body).toBe(200);
	expect(await raiseSignals(db, TODAY)).toBe(0);
	// moved to another day that passes: another cause
	const [goal] = (await ask<{ records: StoredRecord<'goals'>[] }>(app, '/api/records/goals?key=kinder'))
		.records;
	await app.inject({
		method: 'PATCH',
		url: `/api/records/goals/${goal!.id}`,
		payload: { version: goal!.version, fields: { dueOn: '2027-03-01' } }
	});
	expect(await raiseSignals(db, TODAY)).toBe(0);
	expect(await raiseSignals(db, new Date('2027-03-02T12:00:00Z'))).toBeGreaterThan(0);
	expect((await signals()).map(({ cause }) => cause)).toContain('kinder due 2027-03-01');
});
