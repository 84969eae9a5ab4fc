import { type Static, Type } from 'typebox';
import { END_REASONS, NewRecord, StoredRecord, SUPPORT_KINDS, TRIGGERS } from './records.ts';
import { Count, Day, Key, Named, Nullable, PatternKind, Stage } from './words.ts';

const Instant = Type.String({ format: 'date-time' });
/** An event as it is spoken of. */
const EventName = Type.Object({ key: Key, name: Type.String(), startsAt: Instant });
const Why = Type.Object({ trigger: Type.Enum(TRIGGERS), why: Type.String() });

/** Whether a coalition has reason for an event, and which. */
export const CoalitionTriggers = Type.Object({
	coalition: Named,
	/** Somebody should plan an event: there is a reason, and none is planned. */
	due: Type.Boolean(),
	triggers: Type.Array(Why),
	/** Why nothing is proposed although the quarter goes by. */
	silence: Nullable(Type.String()),
	quarter: Type.Object({ from: Day, to: Day }),
	daysLeft: Count,
	lastEvent: Nullable(EventName),
	planned: Nullable(EventName),
	patterns: Count,
	/** Teams that have not decided about one of its patterns: pairs of team and pattern. */
	left: Count
});
export type CoalitionTriggers = Static<typeof CoalitionTriggers>;
export const Triggers = Type.Object({ on: Day, coalitions: Type.Array(CoalitionTriggers) });
export type Triggers = Static<typeof Triggers>;

const Box = Type.Object(
	{
		name: NewRecord.activities.properties['name']!,
		purpose: NewRecord.activities.properties['purpose']!,
		minutes: NewRecord.activities.properties['minutes']!
	},
	{ additionalProperties: false }
);
type Box = { name: string; purpose?: string | null; minutes: number };
const Minutes = Type.Integer({ minimum: 4, maximum: 1440, description: 'How long it takes in minutes' });

/** One line of the checklist of inputs: what is there, and what is missing (null: nothing). */
const Input = Type.Object({
	input: Type.Enum(['progress', 'learnings', 'patterns', 'outcomes']),
	there: Type.String(),
	missing: Nullable(Type.String())
});
const Readiness = Type.Array(Type.Object({ coalition: Named, inputs: Type.Array(Input) }));

/** Who should come, for which team, and why; without a person where nobody is known to answer for the team. */
export const Invitee = Type.Object({
	person: Nullable(Named),
	role: Type.Enum(['adopter', 'sponsor', 'coalition']),
	function: Nullable(Type.Enum(['adjacent leader', 'platform owner', 'process owner', 'other'])),
	team: Nullable(Named),
	why: Type.String()
});
export type Invitee = Static<typeof Invitee>;

export const DraftQuery = Type.Object({
	coalitions: Type.String({ minLength: 1, description: 'Keys of coalitions, by commas' }),
	minutes: Type.Optional(Type.Integer({ ...Minutes, default: 45 }))
});
/** An event as it could be planned: nothing of it is stored yet. */
export const EventDraft = Type.Object({
	name: Type.String(),
	minutes: Count,
	coalitions: Type.Array(Named),
	triggers: Type.Array(Why),
	agenda: Type.Array(Type.Object({ name: Type.String(), purpose: Type.String(), minutes: Count })),
	remarks: Type.Array(Type.String()),
	readiness: Readiness,
	patterns: Type.Array(Type.Object({ key: Key, name: Type.String(), kind: PatternKind, left: Count })),
	invitees: Type.Array(Invitee)
});
export type EventDraft = Static<typeof EventDraft>;

/** An event to be planned from its draft; what is left out is as drafted. */
export const ProposedEvent = Type.Object(
	{
		coalitions: Type.Array(Key, { minItems: 1, maxItems: 20, uniqueItems: true }),
		startsAt: Instant,
		minutes: Type.Optional(Minutes),
		key: Type.Optional(NewRecord.events.properties['key']!),
		name: Type.Optional(NewRecord.events.properties['name']!),
		place: NewRecord.events.properties['place']!,
		patterns: Type.Optional(Type.Array(Key, { maxItems: 100, uniqueItems: true })),
		/** The keys of the people of the draft who are invited. */
		invite: Type.Optional(Type.Array(Key, { maxItems: 1000, uniqueItems: true }))
	},
	{ additionalProperties: false }
);
export type ProposedEvent = {
	coalitions: string[];
	startsAt: string;
	minutes?: number;
	key?: string;
	name?: string;
	place?: string | null;
	patterns?: string[];
	invite?: string[];
};

/** What became of the opportunities of an event. */
const Yield = Type.Object({
	opportunities: Count,
	/** Of them since the event: agreed, started and adopted at some time; ended (declined or abandoned); still open. */
	agreed: Count,
	started: Count,
	adopted: Count,
	ended: Count,
	open: Count,
	/** Days from the event to adoption of those that adopted, ascending. */
	adoptedAfterDays: Type.Array(Count)
});
export type Yield = Static<typeof Yield>;

const State = Type.Enum(['planned', 'held', 'cancelled']);
export const EventInList = Type.Object({
	...EventName.properties,
	state: State,
	minutes: Count,
	place: Nullable(Type.String()),
	coalitions: Type.Array(Named),
	patterns: Count,
	invited: Count,
	attended: Count,
	/** What people learnt, where something would break included. */
	learnt: Count,
	agreements: Count,
	actions: Count,
	yield: Yield
});
export type EventInList = Static<typeof EventInList>;
export const EventList = Type.Object({
	on: Day,
	/** The time zone of the organization. */
	timeZone: Type.String(),
	events: Type.Array(EventInList),
	/** Of all opportunities of events that were held: days until half of them were adopted, by Kaplan-Meier; null: not yet. */
	medianDays: Nullable(Type.Number())
});
export type EventList = Static<typeof EventList>;

export const EventOpportunity = Type.Object({
	team: Named,
	pattern: Named,
	heldOn: Day,
	stage: Nullable(Stage),
	agreedOn: Nullable(Day),
	startedOn: Nullable(Day),
	adoptedOn: Nullable(Day),
	endedOn: Nullable(Day)
});
export type EventOpportunity = Static<typeof EventOpportunity>;

const PatternShown = Type.Object({
	id: Type.String(),
	version: Count,
	key: Key,
	name: Type.String(),
	kind: PatternKind,
	summary: Nullable(Type.String()),
	coalition: Nullable(Named),
	works: Type.Array(Type.String()),
	breaks: Type.Array(Type.String())
});
/** What is said and agreed at an event, as those who are there see it. `id`: another one when anything is. */
export const LiveEvent = Type.Object({
	id: Type.String(),
	event: StoredRecord.events,
	coalitions: Type.Array(StoredRecord.event_coalitions),
	patterns: Type.Array(PatternShown),
	participants: Type.Array(StoredRecord.participants),
	activities: Type.Array(StoredRecord.activities),
	voices: Type.Array(StoredRecord.voices),
	agreements: Type.Array(StoredRecord.agreements)
});
export type LiveEvent = {
	id: string;
	event: StoredRecord<'events'>;
	coalitions: StoredRecord<'event_coalitions'>[];
	patterns: Static<typeof PatternShown>[];
	participants: StoredRecord<'participants'>[];
	activities: StoredRecord<'activities'>[];
	voices: StoredRecord<'voices'>[];
	agreements: StoredRecord<'agreements'>[];
};

/** An event with all that is planned for it, and what came of it. */
export const EventPage = Type.Object({
	...LiveEvent.properties,
	timeZone: Type.String(),
	code: Type.String({ description: 'The short link is /e/ and this' }),
	triggers: Type.Array(StoredRecord.event_triggers),
	/** What is odd about its time. */
	remarks: Type.Array(Type.String()),
	readiness: Readiness,
	actions: Type.Array(StoredRecord.promotion_actions),
	opportunities: Type.Array(EventOpportunity),
	yield: Yield,
	/** How many learnings each coalition takes home, each one counted once for it. */
	learnings: Type.Array(Type.Object({ coalition: Named, own: Count, shared: Count }))
});
export type EventPage = LiveEvent & {
	timeZone: string;
	code: string;
	triggers: StoredRecord<'event_triggers'>[];
	remarks: string[];
	readiness: Static<typeof Readiness>;
	actions: StoredRecord<'promotion_actions'>[];
	opportunities: EventOpportunity[];
	yield: Yield;
	learnings: { coalition: Named; own: number; shared: number }[];
};

/** The agenda as it is to be, in this order, and the activities that were seen. */
export const NewAgenda = Type.Object(
	{
		seen: Type.Array(Type.Object({ id: Type.String({ format: 'uuid' }), version: Count })),
		activities: Type.Array(Box, { maxItems: 50 })
	},
	{ additionalProperties: false }
);
export type NewAgenda = { seen: { id: string; version: number }[]; activities: Box[] };

const said = {
	pattern: Type.Optional(Key),
	team: Type.Optional(Key),
	person: Type.Optional(Key),
	words: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, pattern: '^[^\\u0000]+$' }))
};
/** What somebody says at an event. A decline needs the pattern, the team and the reason. */
export const NewVoice = Type.Object(
	{
		kind: Type.Enum(['could use', 'would break', 'learnt', 'declined']),
		...said,
		reason: Type.Optional(Type.Enum(END_REASONS))
	},
	{ additionalProperties: false }
);
export type NewVoice = Static<typeof NewVoice>;

/** An adoption agreed on the spot: who owns it, until when, and which support, `none` being said explicitly. */
export const NewAgreement = Type.Object(
	{
		pattern: Key,
		team: Key,
		owner: Key,
		targetOn: Day,
		support: Type.Object(
			{
				kind: Type.Enum(SUPPORT_KINDS),
				amount: Type.Optional(Type.Number({ minimum: 0 })),
				coalition: Type.Optional(Key),
				owner: Type.Optional(Key),
				untilOn: Type.Optional(Day)
			},
			{ additionalProperties: false }
		),
		words: said.words
	},
	{ additionalProperties: false }
);
export type NewAgreement = Static<typeof NewAgreement>;
