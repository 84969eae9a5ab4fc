import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	dayIn,
	fiscalQuarter,
	remarksOnTime,
	sampleAgenda,
	triggersOf,
	type CoalitionFacts
} from '../../packages/track/src/index.ts';

const UTC = { firstMonth: 1, timeZone: 'UTC' };
/** A coalition with somewhere to scale to and nothing to tell. */
const facts = (own: Partial<CoalitionFacts> = {}): CoalitionFacts => ({
	...{ now: '2026-11-23T12:00:00Z', lastHeldAt: '2026-10-06T09:00:00Z', plannedAt: null },
	...{ goals: [], adoptedBefore: 10, adoptedSince: 0, discoveries: [], endings: [] },
	...{ coalitions: 3, teams: 40, undecided: 25 },
	...own
});
const goal = (own: object = {}) => ({
	...{ statement: 'Faster', unit: 'days', baseline: 20, target: 10, then: 18, now: 18 },
	...own
});
const names = (own: Partial<CoalitionFacts>, calendar = UTC) =>
	triggersOf(facts(own), calendar).triggers.map(({ trigger }) => trigger);

const PROGRESS = ['significant progress'];
const DISCOVERY = ['pattern discovery'];
const LEARNINGS = ['relevant learnings'];
const CADENCE = ['quarterly cadence'];
const lastQuarter = '2026-09-30T09:00:00Z';

test.for<[string, Partial<CoalitionFacts>, string[]]>([
	['nothing to tell and an event this quarter', {}, []],
	['a fifth of the way further', { goals: [goal({ now: 16 })] }, PROGRESS],
	['less than a fifth of the way', { goals: [goal({ now: 16.1 })] }, []],
	['back to the baseline from far behind it', { goals: [goal({ then: 26, now: 19 })] }, []],
	['as far away from the target', { goals: [goal({ now: 21 })] }, []],
	['a metric that is to grow', { goals: [goal({ baseline: 10, target: 20, then: 12, now: 14 })] }, PROGRESS],
	[
		'a goal without a figure then counts from its baseline',
		{ goals: [goal({ then: null, now: 18 })] },
		PROGRESS
	],
	[
		'a goal without baseline, target or figure',
		{ goals: [goal({ baseline: null }), goal({ now: null })] },
		[]
	],
	['a target that is the baseline', { goals: [goal({ target: 20 })] }, []],
	['three more adopters on ten', { adoptedSince: 3 }, PROGRESS],
	['two more adopters', { adoptedSince: 2 }, []],
	['three more adopters on forty', { adoptedBefore: 40, adoptedSince: 3 }, []],
	['a pattern published', { discoveries: [{ name: 'Pairing', kind: 'success' }] }, DISCOVERY],
	[
		'a failure published',
		{ discoveries: [{ name: 'Big bang', kind: 'failure' }] },
		[...DISCOVERY, ...LEARNINGS]
	],
	['three endings with reasons', { endings: [{ reason: 'context differs', count: 3 }] }, LEARNINGS],
	['two endings with reasons', { endings: [{ reason: 'context differs', count: 2 }] }, []],
	['no event this quarter', { lastHeldAt: lastQuarter }, CADENCE],
	['no event ever', { lastHeldAt: null }, CADENCE],
	['progress comes before the quarter', { lastHeldAt: lastQuarter, adoptedSince: 5 }, PROGRESS],
	['the only coalition is not nagged', { lastHeldAt: null, coalitions: 1 }, []],
	['the only coalition may still have something to tell', { coalitions: 1, adoptedSince: 5 }, PROGRESS],
	['one team only', { lastHeldAt: null, teams: 1, adoptedSince: 5 }, []],
	['nobody left to adopt', { lastHeldAt: null, undecided: 0 }, []],
	[
		'nobody left to adopt, yet something to learn',
		{ undecided: 0, endings: [{ reason: 'no need', count: 4 }] },
		LEARNINGS
	]
])('%s', ([, own, expected]) => {
	expect(names(own)).toEqual(expected);
});

test('an event that is planned is not asked for again, and the reason still stands', () => {
	const planned = triggersOf(facts({ lastHeldAt: null, plannedAt: '2026-12-01T09:00:00Z' }), UTC);
	expect(planned).toMatchObject({ due: false, triggers: [{ trigger: 'quarterly cadence' }] });
	expect(triggersOf(facts({ lastHeldAt: null }), UTC).due).toBe(true);
});

test('silence says why', () => {
	expect(triggersOf(facts({ lastHeldAt: null, coalitions: 1 }), UTC).silence).toMatch(/only coalition/);
	expect(triggersOf(facts({ lastHeldAt: null, undecided: 0 }), UTC).silence).toMatch(/nobody is left/);
	expect(triggersOf(facts({ teams: 1 }), UTC).silence).toMatch(/one team/);
	expect(triggersOf(facts(), UTC).silence).toBe(null);
});

test('why is said in figures', () => {
	const own = {
		goals: [goal({ now: 14.96 })],
		adoptedSince: 4,
		discoveries: [{ name: 'P', kind: 'success' as const }]
	};
	expect(triggersOf(facts(own), UTC).triggers).toEqual([
		{
			trigger: 'significant progress',
			why: '“Faster” came 30 % of the way further since the last event: 15 days, from 18 (target 10). Its patterns were adopted 4 times since the last event, 10 before.'
		},
		{ trigger: 'pattern discovery', why: '1 pattern was published since the last event: “P”.' }
	]);
	expect(triggersOf(facts({ lastHeldAt: lastQuarter }), UTC).triggers[0]!.why).toBe(
		'No event was held in this quarter (2026-10-01 to 2026-12-31); the last was on 2026-09-30; 38 days are left.'
	);
});

test('the quarter is that of the place, for the event and for today', () => {
	// half past eleven in the evening in UTC is the next day, and the next quarter, in Berlin
	const held = { lastHeldAt: '2026-09-30T22:30:00Z', now: '2026-10-20T12:00:00Z' };
	expect(names(held)).toEqual(CADENCE);
	expect(names(held, { firstMonth: 1, timeZone: 'Europe/Berlin' })).toEqual([]);
	const turn = { lastHeldAt: '2026-08-03T12:00:00Z', now: '2026-10-01T03:00:00Z' };
	expect(names(turn)).toEqual(CADENCE);
	expect(names(turn, { firstMonth: 1, timeZone: 'America/New_York' })).toEqual([]);
	expect(triggersOf(facts(turn), { firstMonth: 1, timeZone: 'America/New_York' }).daysLeft).toBe(0);
});

test.for([
	['2026-11-23', 1, '2026-10-01', '2026-12-31'],
	['2026-11-23', 2, '2026-11-01', '2027-01-31'],
	['2026-11-23', 4, '2026-10-01', '2026-12-31'],
	['2026-01-31', 2, '2025-11-01', '2026-01-31'],
	['2028-02-29', 12, '2027-12-01', '2028-02-29'],
	['2027-01-01', 12, '2026-12-01', '2027-02-28'],
	['2100-02-28', 3, '2099-12-01', '2100-02-28'],
	['2026-03-01', 3, '2026-03-01', '2026-05-31']
] as const)('%s in a year that begins with month %i lies in %s to %s', ([day, firstMonth, from, to]) => {
	expect(fiscalQuarter(day, firstMonth)).toEqual({ from, to });
});

test('fiscal quarters follow one another without a gap, whatever the first month', () => {
	const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2110-01-01'), noInvalidDate: true });
	fc.assert(
		fc.property(day, fc.integer({ min: 1, max: 12 }), (date, firstMonth) => {
			const { from, to } = fiscalQuarter(date.toISOString().slice(0, 10), firstMonth);
			const today = date.toISOString().slice(0, 10);
			expect(from <= today && today <= to).toBe(true);
			expect((Number(from.slice(5, 7)) - firstMonth + 12) % 3).toBe(0);
			const next = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
			expect(fiscalQuarter(next, firstMonth).from).toBe(next);
		})
	);
});

test('a leap day counts among the days that are left', () => {
	const leap = { lastHeldAt: null, now: '2028-02-28T12:00:00Z' };
	expect(triggersOf(facts(leap), { firstMonth: 12, timeZone: 'UTC' }).daysLeft).toBe(1);
	expect(
		triggersOf(facts({ ...leap, now: '2027-02-28T12:00:00Z' }), { firstMonth: 12, timeZone: 'UTC' }).daysLeft
	).toBe(0);
});

test('a day is that of the place, also when its clocks change', () => {
	expect(dayIn('2026-03-29T00:30:00Z', 'Europe/Berlin')).toBe('2026-03-29');
	expect(dayIn('2026-10-24T22:30:00Z', 'Europe/Berlin')).toBe('2026-10-25');
	expect(dayIn('2026-12-31T11:00:00Z', 'Pacific/Kiritimati')).toBe('2027-01-01');
	expect(() => dayIn('2026-12-31T11:00:00Z', 'Mars/Olympus')).toThrow(RangeError);
});

test('the time boxes of the sample agenda add up, and none is empty', () => {
	expect([30, 45, 60].map((minutes) => sampleAgenda(minutes).map((activity) => activity.minutes))).toEqual([
		[5, 10, 5, 10],
		[5, 15, 10, 15],
		[5, 20, 15, 20]
	]);
	fc.assert(
		fc.property(fc.integer({ min: 4, max: 1440 }), (minutes) => {
			const boxes = sampleAgenda(minutes).map((activity) => activity.minutes);
			expect(boxes.reduce((sum, box) => sum + box, 0)).toBe(minutes);
			expect(Math.min(...boxes)).toBeGreaterThan(0);
		})
	);
	expect(() => sampleAgenda(3)).toThrow(RangeError);
});

test('what is odd about the time of an event is pointed out', () => {
	expect(remarksOnTime(45, sampleAgenda(45))).toEqual([]);
	expect(remarksOnTime(30, [])).toEqual([]);
	expect(remarksOnTime(75, sampleAgenda(60))).toEqual([
		'75 minutes are long for an event: 30 to 60 are usual.',
		'The time boxes add up to 60 minutes, 15 less than the 75 of the event.'
	]);
	expect(remarksOnTime(29, [])).toEqual(['29 minutes are short for an event: 30 to 60 are usual.']);
});
