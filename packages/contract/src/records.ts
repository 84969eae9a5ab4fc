import { type Static, type TSchema, Type } from 'typebox';
import { Count, Day, Key, Named, Nullable } from './words.ts';

/*
 * The records of the adoption track that people enter, edit and take back, one description for API, CSV files and
 * forms. A field that names another record (`of`) holds its key, and in answers its name too. The CSV column is the
 * field in snake case, with `_key` where it names a record; a record's own `key` is there called by what it is the key of.
 */
const words = (what: string, most = 200) =>
	Type.String({
		minLength: 1,
		maxLength: most,
		pattern: most > 200 ? '^[^\\u0000]+$' : '^[^\\u0000-\\u001f]+$',
		description: `${what}, at most ${most.toLocaleString('en')} characters`
	});
const long = (what: string) => words(what, 10_000);
const key = (whose: string) =>
	Type.String({
		minLength: 1,
		maxLength: 200,
		pattern: '^[^\\u0000-\\u001f]+$',
		description: `the key of ${whose}, at most 200 characters in one line`
	});
const day = (what: string) =>
	Type.String({
		format: 'date',
		pattern: '^(?!0000)',
		description: `${what}, a day that exists, written yyyy-mm-dd`
	});
const instant = (what: string) =>
	Type.String({ format: 'date-time', description: `${what}, such as 2026-03-31T09:30:00Z` });
const oneOf = <const T extends readonly string[]>(values: T) =>
	Type.Unsafe<T[number]>(Type.Enum([...values], { description: `one of ${values.join(', ')}` }));
const whole = (what: string, least = 0, most = 1_000_000_000) =>
	Type.Integer({ minimum: least, maximum: most, description: `${what}, a whole number from ${least} on` });
const number = (what: string, least?: number) =>
	Type.Number({
		...(least !== undefined && { minimum: least }),
		description: `${what}, a number such as 12.5`
	});
const yes = (what: string) => Type.Boolean({ description: `yes where ${what}, no otherwise` });
const maybe = <T extends TSchema>(filled: T, whenEmpty: string) =>
	Type.Optional(
		Type.Union([filled, Type.Null()], {
			description: `${(filled as { description?: string }).description}, or nothing: ${whenEmpty}`
		})
	);

/** What records may name: each has a key and a name. */
export type Referred = 'teams' | 'people' | 'coalitions' | 'patterns' | 'metrics' | 'events';
const of = <const T extends Referred>(referred: T, what: string) =>
	Type.Unsafe<string & { of?: T }>({ ...key(what), of: referred });
const team = (what = 'the team') => of('teams', what);
const person = (what = 'the person') => of('people', what);
const coalition = (what = 'the coalition') => of('coalitions', what);
const pattern = (what = 'the pattern') => of('patterns', what);
const event = () => of('events', 'the Scale Across event');

/** Why a team that was asked will not adopt a pattern, or gave it up: neutral, and evidence about its boundaries. */
export const END_REASONS = [
	'context differs',
	'no need',
	'no capacity',
	'other priority',
	'solved otherwise',
	'not convinced',
	'other'
] as const;
export const TRIGGERS = [
	'significant progress',
	'pattern discovery',
	'relevant learnings',
	'quarterly cadence'
] as const;
export const OPERATORS = ['is', 'is not', 'at least', 'at most'] as const;
export const SUPPORT_KINDS = ['time', 'coaching', 'artifacts', 'none'] as const;

const fields = {
	people: {
		key: key('the person'),
		name: words('the name of the person'),
		email: maybe(words('the address for mail'), 'not known')
	},
	team_leads: {
		team: team(),
		person: person(),
		fromOn: day('the first day as lead of the team'),
		untilOn: maybe(day('the day it ended'), 'it still lasts')
	},
	sovereignties: {
		area: team('the team that is the area'),
		person: person(),
		fromOn: day('the first day of holding sovereignty over the area'),
		untilOn: maybe(day('the day it ended'), 'it still lasts')
	},
	coalitions: {
		key: key('the coalition'),
		name: words('the name of the coalition'),
		kind: oneOf(['team', 'management']),
		purpose: maybe(long('what the coalition is there for'), 'not said'),
		foundedOn: maybe(day('the day it began'), 'not known'),
		endedOn: maybe(day('the day it ended'), 'it still works')
	},
	coalition_members: {
		coalition: coalition(),
		person: person(),
		representation: yes('the member speaks for those concerned'),
		influence: yes('others follow the member'),
		sovereignty: yes('the member may decide'),
		expertise: yes('the member knows the matter'),
		fromOn: maybe(day('the first day as a member'), 'from the beginning'),
		untilOn: maybe(day('the day it ended'), 'it still lasts')
	},
	goals: {
		key: key('the TOP Goal'),
		coalition: coalition(),
		statement: words('the TOP Goal in a sentence', 500),
		domain: oneOf(['technology', 'product', 'organization']),
		metric: maybe(of('metrics', 'the metric that shows it'), 'none of the metrics here'),
		baseline: maybe(number('the figure on the day it was set'), 'not known'),
		target: maybe(number('the figure to reach'), 'not a figure'),
		setOn: day('the day it was set'),
		dueOn: day('the day by which it is to be reached'),
		endedOn: maybe(day('the day it ended'), 'it still stands'),
		endedAs: maybe(oneOf(['reached', 'invalid', 'replaced', 'dropped']), 'it still stands')
	},
	patterns: {
		key: key('the pattern'),
		name: words('the name of the pattern'),
		kind: oneOf(['success', 'failure']),
		state: oneOf(['draft', 'published', 'retired']),
		summary: maybe(long('what it is'), 'no summary'),
		steps: maybe(long('how to reproduce it, or how not to repeat it'), 'not said'),
		coalition: maybe(coalition('the coalition that discovered it'), 'not known'),
		originTeam: maybe(team('the team that discovered it'), 'not known'),
		discoveredOn: maybe(day('the day of discovery'), 'not known'),
		mergedInto: maybe(pattern('the pattern that it turned out to be'), 'it is one of its own')
	},
	conditions: {
		pattern: pattern(),
		kind: oneOf(['works', 'breaks']),
		trait: words('the name of the trait'),
		operator: oneOf(OPERATORS),
		value: words('the value of the trait'),
		evidence: maybe(long('why this is believed'), 'not said')
	},
	validations: {
		pattern: pattern(),
		metric: of('metrics', 'the metric'),
		validatedOn: day('the day of signing'),
		person: person('the finance owner who signed'),
		words: maybe(long('what was signed'), 'nothing more')
	},
	signals: {
		coalition: coalition(),
		kind: oneOf(['goal reached', 'goal invalid', 'mission off', 'approach failing', 'other']),
		source: oneOf(['product', 'missed']),
		raisedOn: day('the day it was raised'),
		words: words('what should be looked at', 500),
		decision: maybe(long('what was decided about it'), 'nothing yet'),
		decidedOn: maybe(day('the day of the decision'), 'not decided yet'),
		cause: maybe(words('what made the product raise it'), 'a person raised it')
	},
	events: {
		key: key('the event'),
		name: words('the name of the event'),
		state: oneOf(['planned', 'held', 'cancelled']),
		startsAt: instant('the instant at which it starts'),
		minutes: whole('how long it takes in minutes', 1, 1440),
		place: maybe(words('where it is, or the link to the call', 1000), 'not known'),
		summary: maybe(long('what came of it'), 'nothing yet')
	},
	event_triggers: {
		event: event(),
		trigger: oneOf(TRIGGERS),
		why: maybe(long('what met the trigger'), 'not said')
	},
	event_coalitions: { event: event(), coalition: coalition() },
	event_patterns: { event: event(), pattern: pattern() },
	participants: {
		event: event(),
		person: person(),
		role: oneOf(['adopter', 'sponsor', 'coalition']),
		function: maybe(
			oneOf(['adjacent leader', 'platform owner', 'process owner', 'other']),
			'none in particular'
		),
		team: maybe(team('the team they come for'), 'none'),
		state: oneOf(['invited', 'coming', 'attended', 'absent'])
	},
	activities: {
		event: event(),
		position: whole('the place in the agenda', 1, 100),
		name: words('the activity'),
		purpose: maybe(words('what it is for', 500), 'not said'),
		minutes: whole('its time box in minutes', 1, 480),
		beganAt: maybe(instant('the instant at which it began'), 'not yet')
	},
	voices: {
		event: event(),
		kind: oneOf(['could use', 'would break', 'learnt', 'declined']),
		raisedAt: instant('the instant at which it was said'),
		pattern: maybe(pattern(), 'about none in particular'),
		team: maybe(team(), 'not for a team'),
		person: maybe(person(), 'somebody in the room'),
		words: maybe(words('what was said', 1000), 'nothing more')
	},
	promotion_actions: {
		event: event(),
		coalition: coalition(),
		words: words('what is to be done', 500),
		owner: person('the person who does it'),
		dueOn: day('the day by which it is done'),
		doneOn: maybe(day('the day it was done'), 'not yet')
	},
	adoption_plans: {
		pattern: pattern(),
		team: team('the team that adopts it'),
		owner: maybe(person('the person in the team who owns it'), 'nobody yet'),
		targetOn: maybe(day('the day by which the team wants to have adopted'), 'no target')
	},
	agreements: {
		pattern: pattern(),
		team: team('the team that adopts it'),
		kind: oneOf(SUPPORT_KINDS),
		agreedOn: day('the day of the agreement'),
		amount: maybe(number('at most so many days of support, or pieces of artifacts', 0), 'no limit'),
		targetOn: maybe(day('the day by which the team wants to have adopted'), 'no target'),
		coalition: maybe(coalition('the coalition that supports'), 'not known'),
		fromOn: maybe(day('the first day of support'), 'from the day of the agreement'),
		untilOn: maybe(day('the last day of support'), 'open'),
		owner: maybe(person('who gives the support'), 'nobody yet'),
		receiver: maybe(person('who receives it in the team'), 'nobody yet'),
		event: maybe(event(), 'not agreed at an event'),
		words: maybe(long('what is supported'), 'nothing more')
	},
	support_log: {
		pattern: pattern(),
		team: team('the team that is supported'),
		agreedOn: day('the day of the agreement that it is part of'),
		loggedOn: day('the day of it'),
		kind: oneOf(['used', 'released']),
		amount: number('how many days, or pieces of artifacts', 0),
		words: maybe(words('what was done', 500), 'not said')
	},
	capacities: {
		coalition: coalition(),
		kind: oneOf(['time', 'coaching', 'artifacts']),
		fromOn: day('the day from which it counts, until the next'),
		perWeek: number('how many days, or pieces of artifacts, the coalition can give in a week', 0)
	},
	backings: {
		area: team('the team that is the area'),
		pattern: maybe(pattern('the pattern that is backed'), 'it is a coalition that is backed'),
		coalition: maybe(coalition('the coalition that is backed'), 'it is a pattern that is backed'),
		stance: maybe(oneOf(['backed', 'withheld']), 'backed'),
		backedFrom: day('the day from which it counts'),
		withdrawnOn: maybe(day('the day it was withdrawn'), 'it still stands'),
		person: maybe(person('the leader who holds sovereignty over the area'), 'not known'),
		words: maybe(long('why'), 'not said')
	},
	check_ins: {
		pattern: pattern(),
		team: team(),
		checkedOn: day('the day of the check-in'),
		state: oneOf(['on track', 'slow', 'stuck']),
		because: maybe(words('what it is stuck because of', 500), 'not said')
	},
	comments: {
		pattern: pattern(),
		team: team(),
		writtenAt: instant('the instant at which it was written'),
		person: maybe(person('who wrote it'), 'not known'),
		words: long('the comment')
	},
	heeded: {
		pattern: pattern('the failure pattern'),
		team: team(),
		heededOn: day('the day the team decided'),
		kind: oneOf(['will not start', 'will not repeat']),
		costAvoided: maybe(number('what it would have cost', 0), 'not known'),
		currency: maybe(
			Type.String({
				pattern: '^[A-Z]{3}$',
				description: 'the currency, three capital letters such as EUR'
			}),
			'where there is no cost_avoided'
		),
		words: maybe(long('what was learnt'), 'not said')
	}
};

type Fields = typeof fields;
export type RecordKind = keyof Fields;
export const RECORD_KINDS = Object.keys(fields) as RecordKind[];
export type Field = TSchema & { of?: Referred; description?: string };
/** The fields of each kind of record. */
export const RECORD_FIELDS = fields as unknown as Record<RecordKind, Record<string, Field>>;

function forEachKind<T extends TSchema>(make: (kind: RecordKind) => T): Record<RecordKind, T> {
	return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, make(kind)])) as Record<RecordKind, T>;
}

/** What is inside a field that may be empty. */
export const filled = (field: Field): Field =>
	((field as unknown as { anyOf?: Field[] }).anyOf?.[0] ?? field) as Field;

/** A new record, as it is sent; `id` is chosen by the caller where sending it twice must not make two. */
export const NewRecord = forEachKind((kind) =>
	Type.Object(RECORD_FIELDS[kind], { additionalProperties: false })
);
type Sent<T> = T extends { of?: Referred } & string ? string : T;
type Required<F> = { [N in keyof F]: null extends Static<F[N] & TSchema> ? never : N }[keyof F];
type Values<F> = { [N in keyof F]: F[N] extends TSchema ? Sent<Static<F[N]>> : never };
export type NewRecord<K extends RecordKind> = Partial<Values<Fields[K]>> &
	Pick<Values<Fields[K]>, Required<Fields[K]> & keyof Values<Fields[K]>>;

/** What is to be changed of a record, and the version that was seen. */
export const RecordEdit = forEachKind((kind) =>
	Type.Object(
		{ version: Count, fields: Type.Partial(NewRecord[kind], { additionalProperties: false }) },
		{ additionalProperties: false }
	)
);

const answered = (field: Field): TSchema => {
	const inside = filled(field);
	const schema = inside.of ? Named : inside;
	return inside === field ? schema : Nullable(schema);
};
/** A record as it is answered. */
export const StoredRecord = forEachKind((kind) =>
	Type.Object({
		id: Type.String({ format: 'uuid' }),
		version: Count,
		...Object.fromEntries(Object.entries(RECORD_FIELDS[kind]).map(([name, field]) => [name, answered(field)]))
	})
);
type Answered<T> = null extends T
	? Answered<NonNullable<T>> | null
	: undefined extends T
		? Answered<NonNullable<T>> | null
		: T extends { of?: Referred }
			? T extends string
				? Named
				: T
			: T;
export type StoredRecord<K extends RecordKind> = { id: string; version: number } & {
	[F in keyof Fields[K]]: Fields[K][F] extends TSchema ? Answered<Static<Fields[K][F]>> : never;
};

/** Who did what, when: from what (`before`) to what (`after`); records are told by their keys. */
export const Change = Type.Object({
	id: Type.String({ format: 'uuid' }),
	at: Type.String({ format: 'date-time' }),
	by: Type.String(),
	onBehalfOf: Nullable(Key),
	kind: Type.String(),
	recordId: Type.String({ format: 'uuid' }),
	action: Type.Enum(['created', 'edited', 'removed']),
	before: Nullable(Type.Record(Type.String(), Type.Unknown())),
	after: Nullable(Type.Record(Type.String(), Type.Unknown())),
	/** The change that it took back. */
	undoes: Nullable(Type.String()),
	/** Whether it was taken back itself. */
	undone: Type.Boolean()
});
export type Change = Static<typeof Change>;

/** What the audit trail is about. */
export const AUDIT_KINDS = [
	...RECORD_KINDS,
	'transitions',
	'findings',
	'channels',
	'reports',
	'brand'
] as const;
export const AuditQuery = Type.Object({
	search: Type.Optional(
		Type.String({ maxLength: 200, description: 'In who did it, and in what it was about' })
	),
	kind: Type.Optional(Type.Enum(AUDIT_KINDS)),
	person: Type.Optional(Type.String({ maxLength: 200, description: 'On whose behalf: the key of a person' })),
	recordId: Type.Optional(Type.String({ format: 'uuid' })),
	from: Type.Optional(Day),
	to: Type.Optional(Day),
	page: Type.Optional(Type.Integer({ minimum: 1, default: 1 }))
});
export type AuditQuery = Static<typeof AuditQuery>;
export const AuditTrail = Type.Object({
	total: Count,
	page: Count,
	pageSize: Count,
	changes: Type.Array(Change),
	/** What the keys in the changes are the names of, by what they are keys of. */
	names: Type.Record(Type.String(), Type.Record(Type.String(), Type.String()))
});
export type AuditTrail = Static<typeof AuditTrail>;
