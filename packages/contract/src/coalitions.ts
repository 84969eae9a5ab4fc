import { type Static, Type } from 'typebox';
import { StoredRecord, type RecordKind } from './records.ts';
import { Count, Day, Key, Named, Nullable, PatternKind } from './words.ts';

/** A record as it is answered, with its type. */
const stored = <K extends RecordKind>(kind: K) => Type.Unsafe<StoredRecord<K>>(StoredRecord[kind]);

export const RISE_PARTS = ['representation', 'influence', 'sovereignty', 'expertise'] as const;
const Rise = Type.Object({
	members: Count,
	/** What none of them holds. */
	gaps: Type.Array(Type.Enum(RISE_PARTS)),
	size: Nullable(Type.Enum(['too small', 'too large']))
});

/** Where a goal stands on a day. */
export const GoalStanding = Type.Object({
	key: Key,
	statement: Type.String(),
	metric: Nullable(
		Type.Object({
			key: Key,
			name: Type.String(),
			unit: Type.String(),
			direction: Type.Enum(['up', 'down'])
		})
	),
	baseline: Nullable(Type.Number()),
	target: Nullable(Type.Number()),
	dueOn: Day,
	/** Until it is due; below 0 where that has passed. */
	daysLeft: Type.Integer(),
	/** The mean of the last three months on record; null where nothing is measured. */
	now: Nullable(Type.Number()),
	/** How much of the way from baseline to target is done, 1 being all; below 0 the wrong way. */
	progress: Nullable(Type.Number()),
	reached: Type.Boolean(),
	/** Where nobody has measured it for half a year: the last day on which somebody did. */
	silentSince: Nullable(Day)
});
export type GoalStanding = Static<typeof GoalStanding>;

export const CoalitionRow = Type.Object({
	key: Key,
	name: Type.String(),
	kind: Type.Enum(['team', 'management']),
	endedOn: Nullable(Day),
	/** Of the goals that stand, the one that is due first. */
	goal: Nullable(GoalStanding),
	goals: Count,
	rise: Rise,
	patterns: Count,
	/** Teams by pattern: in use, open, and how many of those stall. */
	adopted: Count,
	open: Count,
	stalled: Count,
	/** Signals that nobody has decided about. */
	undecided: Count,
	nextEventAt: Nullable(Type.String({ format: 'date-time' })),
	lastEventAt: Nullable(Type.String({ format: 'date-time' }))
});
export type CoalitionRow = Static<typeof CoalitionRow>;
export const Coalitions = Type.Object({ asOf: Day, coalitions: Type.Array(CoalitionRow) });
export type Coalitions = Static<typeof Coalitions>;

export const CoalitionEvent = Type.Object({
	key: Key,
	name: Type.String(),
	state: Type.Enum(['planned', 'held', 'cancelled']),
	startsAt: Type.String({ format: 'date-time' }),
	minutes: Count,
	/** With other coalitions. */
	sharedWith: Type.Array(Named),
	patterns: Count,
	agreements: Count
});
export type CoalitionEvent = Static<typeof CoalitionEvent>;

export const CoalitionPattern = Type.Object({
	key: Key,
	name: Type.String(),
	kind: PatternKind,
	state: Type.Enum(['draft', 'published', 'retired']),
	discoveredOn: Nullable(Day),
	eligible: Count,
	adopted: Count,
	open: Count,
	stalled: Count,
	/** Teams that used it at the end of each of the months of `track`. */
	curve: Type.Array(Type.Integer())
});
export type CoalitionPattern = Static<typeof CoalitionPattern>;

export const CoalitionDetail = Type.Object({
	asOf: Day,
	record: stored('coalitions'),
	rise: Rise,
	members: Type.Array(stored('coalition_members')),
	/** Those that stand first, the one due first at the top. */
	goals: Type.Array(
		Type.Object({
			record: stored('goals'),
			standing: GoalStanding,
			/** The mean of all teams that were measured in a month, each counted once. */
			months: Type.Array(Type.Object({ on: Day, mean: Type.Number(), teams: Count }))
		})
	),
	/** Newest first. */
	signals: Type.Array(stored('signals')),
	/** Newest first. */
	events: Type.Array(CoalitionEvent),
	patterns: Type.Array(CoalitionPattern),
	/** What happened to adoptions of its patterns, month by month. */
	track: Type.Object({
		/** The last days of the months. */
		months: Type.Array(Day),
		/** Adoptions that entered the stage in the month. */
		agreed: Type.Array(Count),
		started: Type.Array(Count),
		adopted: Type.Array(Count),
		/** At its end in a stage for longer than 4 of 5 of their pattern stay there. */
		stalled: Type.Array(Count)
	}),
	/** Where adoptions of its patterns are under way, and how many of them nobody backs there; the fewest backed first. */
	backing: Type.Array(
		Type.Object({ area: Named, underWay: Count, unbacked: Count, leaders: Type.Array(Named) })
	)
});
export type CoalitionDetail = Static<typeof CoalitionDetail>;

export const PeopleQuery = Type.Object({
	q: Type.Optional(Type.String({ maxLength: 200, description: 'Words of a name, an address or a key' })),
	page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
	pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 }))
});
export const PersonRow = Type.Object({
	key: Key,
	name: Type.String(),
	email: Nullable(Type.String()),
	/** As it is today; at most ten of each. */
	leads: Type.Array(Named),
	coalitions: Type.Array(Named),
	areas: Type.Array(Named)
});
export type PersonRow = Static<typeof PersonRow>;
export const People = Type.Object({
	asOf: Day,
	/** Of those that were asked for. */
	total: Count,
	/** Of all: how many lead a team, belong to a coalition, hold sovereignty over an area. */
	counts: Type.Object({ people: Count, leads: Count, members: Count, sovereign: Count }),
	page: Count,
	pageSize: Count,
	people: Type.Array(PersonRow)
});
export type People = Static<typeof People>;

/** A person, what they are in and hold (dated), own, owe and back. At most 200 of each. */
export const PersonDetail = Type.Object({
	asOf: Day,
	record: stored('people'),
	leads: Type.Array(stored('team_leads')),
	sovereignties: Type.Array(stored('sovereignties')),
	memberships: Type.Array(stored('coalition_members')),
	/** Adoptions that they look after in their team, with the stage these are in. */
	owns: Type.Array(
		Type.Object({
			team: Named,
			pattern: Named,
			stage: Nullable(Type.String()),
			targetOn: Nullable(Day)
		})
	),
	/** Support that they give, and promotion actions that are theirs. */
	supports: Type.Array(stored('agreements')),
	actions: Type.Array(stored('promotion_actions')),
	backs: Type.Array(stored('backings'))
});
export type PersonDetail = Static<typeof PersonDetail>;
