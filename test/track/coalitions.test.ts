import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	figureNow,
	isReached,
	progressOf,
	RISE,
	riseOn,
	signalsOf,
	silentSince,
	worseSince,
	type CoalitionState,
	type Measured,
	type Membership
} from '../../packages/track/src/index.ts';

const member = (letters: string, when: Partial<Membership> = {}): Membership => ({
	...{ representation: letters.includes('R'), influence: letters.includes('I') },
	...{ sovereignty: letters.includes('S'), expertise: letters.includes('E') },
	...{ fromOn: null, untilOn: null },
	...when
});

test.for<[string, Membership[], ReturnType<typeof riseOn>]>([
	['nobody', [], { members: 0, gaps: [...RISE], size: 'too small' }],
	['one who holds all', [member('RISE')], { members: 1, gaps: [], size: 'too small' }],
	['two who share', [member('RI'), member('SE')], { members: 2, gaps: [], size: null }],
	['a gap', [member('RI'), member('E')], { members: 2, gaps: ['sovereignty'], size: null }],
	[
		'one who left today',
		[member('RI'), member('E'), member('S', { untilOn: '2026-11-23' })],
		{ members: 2, gaps: ['sovereignty'], size: null }
	],
	[
		'one who comes today, one tomorrow',
		[member('RIE'), member('S', { fromOn: '2026-11-23' }), member('S', { fromOn: '2026-11-24' })],
		{ members: 2, gaps: [], size: null }
	],
	['eight', Array.from({ length: 8 }, () => member('RISE')), { members: 8, gaps: [], size: 'too large' }]
])('RISE of %s', ([, members, expected]) => {
	expect(riseOn(members, '2026-11-23')).toEqual(expected);
});

test('a gap is what no member holds, whoever they are', () => {
	const anybody = fc.record(Object.fromEntries(RISE.map((part) => [part, fc.boolean()])));
	fc.assert(
		fc.property(fc.array(anybody), (held) => {
			const members = held.map((own) => ({ ...member(''), ...own }));
			const { gaps, size } = riseOn(members, '2026-11-23');
			for (const part of RISE) {
				expect(gaps.includes(part)).toBe(members.every((one) => !one[part]));
			}
			expect(size === null).toBe(members.length >= 2 && members.length <= 7);
		})
	);
});

/** A metric that is to fall, in the months up to and including October 2026. */
const falling = (figures: number[], own: Partial<Measured> = {}): Measured => ({
	...{ baseline: 12, target: 8, metric: { direction: 'down', lastOn: '2026-10-31' } },
	months: figures.map((mean, i) => ({
		on: new Date(Date.UTC(2026, 11 - figures.length + i, 0)).toISOString().slice(0, 10),
		mean
	})),
	...own
});
const TODAY = '2026-11-23';
const since = (figures: number[], own: Partial<Measured> = {}, firstMonth = 1) =>
	worseSince(falling(figures, own), TODAY, firstMonth);

test('a goal stands where its last three months are', () => {
	expect(figureNow(falling([30, 12, 11, 10]))).toBe(11);
	expect(progressOf(falling([30, 12, 11, 10]))).toBe(0.25);
	expect(progressOf(falling([13, 13, 13]))).toBe(-0.25);
	expect(figureNow(falling([]))).toBeNull();
	expect(progressOf(falling([11], { baseline: null }))).toBeNull();
	expect(progressOf(falling([11], { target: 12 }))).toBeNull();
});

test('it is reached at the target, whichever way is the better one', () => {
	expect(isReached(falling([8, 8, 8]))).toBe(true);
	expect(isReached(falling([8, 8, 8.1]))).toBe(false);
	const up = { target: 75, metric: { direction: 'up' as const, lastOn: null } };
	expect(isReached(falling([75], { ...up, baseline: 60 }))).toBe(true);
	expect(isReached(falling([75], { ...up, baseline: null }))).toBe(true);
	expect(isReached(falling([74], { ...up, baseline: null }))).toBe(false);
	expect(isReached(falling([], up))).toBe(false);
	expect(isReached(falling([1], { target: null }))).toBe(false);
});

test('a metric is silent after half a year', () => {
	const last = (lastOn: string | null) => falling([], { metric: { direction: 'down', lastOn } });
	expect(silentSince(last('2026-05-24'), TODAY)).toBeNull();
	expect(silentSince(last('2026-05-23'), TODAY)).toBe('2026-05-23');
	expect(silentSince(last(null), TODAY)).toBeNull();
	expect(silentSince(falling([], { metric: null }), TODAY)).toBeNull();
});

test('a metric goes the wrong way after two worse quarters, not after one, nor by a wobble', () => {
	// October 2026 lies in the quarter that is not over
	const quarters = (...means: number[]) => [...means.flatMap((mean) => [mean, mean, mean]), 9];
	expect(since(quarters(10, 10.5, 11))).toBe('2026-04-01');
	expect(since(quarters(9, 10, 10.5, 11))).toBe('2026-01-01');
	expect(since(quarters(10, 9.5, 11))).toBeNull();
	expect(since(quarters(10, 11, 10.5))).toBeNull();
	expect(since(quarters(10, 11))).toBeNull();
	expect(since(quarters(10, 10.05, 10.1))).toBeNull();
	expect(since(quarters(10, 10.05, 10.1), { target: null })).toBe('2026-04-01');
	expect(since(quarters(11, 10.5, 10))).toBeNull();
	expect(since(quarters(11, 10.5, 10), { baseline: 8, target: 12 })).toBe('2026-04-01');
	// fiscal quarters from November on: the last whole one ends in October
	expect(since([10, 10, 10, 10.5, 10.5, 10.5, 11, 11, 11], {}, 2)).toBe('2026-05-01');
	// nothing was measured in the last whole quarter
	expect(since(quarters(10, 10.5, 11).slice(0, 6))).toBe(null);
	expect(since([])).toBeNull();
});

const state = (own: Partial<CoalitionState> = {}): CoalitionState => ({
	...{ today: TODAY, firstMonth: 1, foundedOn: '2024-01-01', lastGoalEndedOn: null },
	goals: [goal()],
	...own,
	adoptions: {
		...{ open: 3, stalled: 1, adoptedLately: 2, abandonedLately: 0, lastOn: '2026-11-01' },
		...own.adoptions
	}
});
const goal = (own: Partial<CoalitionState['goals'][number]> = {}) => ({
	...{ key: 'fast', statement: 'Be fast', dueOn: '2027-03-31', metricName: 'Lead time', unit: 'days' },
	...falling([10, 10, 10]),
	...own
});
const causes = (own: Partial<CoalitionState>) =>
	signalsOf(state(own)).map(({ kind, cause }) => [kind, cause]);
const adoptions = (own: Partial<CoalitionState['adoptions']>) => ({ ...state().adoptions, ...own });

test.for<[string, Partial<CoalitionState>, string[][]]>([
	['all is well', {}, []],
	['the target is reached', { goals: [goal({ target: 10 })] }, [['goal reached', 'fast at 10']]],
	[
		'reached and past its date: reached is what counts',
		{ goals: [goal({ target: 10, dueOn: '2026-11-22' })] },
		[['goal reached', 'fast at 10']]
	],
	['due today', { goals: [goal({ dueOn: TODAY })] }, []],
	['due yesterday', { goals: [goal({ dueOn: '2026-11-22' })] }, [['goal invalid', 'fast due 2026-11-22']]],
	[
		'no longer measured',
		{ goals: [goal({ metric: { direction: 'down', lastOn: '2026-01-31' } })] },
		[['goal invalid', 'fast silent since 2026-01-31']]
	],
	['no metric: not judged', { goals: [goal({ metric: null, metricName: null, months: [] })] }, []],
	['no goal', { goals: [] }, [['mission off', 'no goal since 2024-01-01']]],
	[
		'no goal since the last one',
		{ goals: [], lastGoalEndedOn: '2026-06-01' },
		[['mission off', 'no goal since 2026-06-01']]
	],
	[
		'nobody adopts any more',
		{ adoptions: adoptions({ open: 0, stalled: 0, adoptedLately: 0, lastOn: '2026-05-01' }) },
		[['mission off', 'nobody adopts since 2026-05-01']]
	],
	[
		'nobody ever adopted',
		{ adoptions: adoptions({ open: 0, stalled: 0, adoptedLately: 0, lastOn: null }) },
		[]
	],
	[
		'most adoptions stall or were given up',
		{ adoptions: adoptions({ open: 4, stalled: 3, adoptedLately: 2, abandonedLately: 1 }) },
		[['approach failing', 'adoptions in 2026']]
	],
	[
		'half of them',
		{ adoptions: adoptions({ open: 4, stalled: 2, adoptedLately: 1, abandonedLately: 1 }) },
		[]
	],
	['too few to say', { adoptions: adoptions({ open: 4, stalled: 4, adoptedLately: 0 }) }, []]
])('signals where %s', ([, own, expected]) => {
	expect(causes(own)).toEqual(expected);
});

test('what is said fits into a signal', () => {
	const [signal] = signalsOf(state({ goals: [goal({ statement: 'x'.repeat(500), dueOn: '2026-01-01' })] }));
	expect(signal!.words.length).toBeLessThanOrEqual(500);
});
