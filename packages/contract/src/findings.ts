import { type Static, Type } from 'typebox';
import { Area, Count, Day, Key, Named, Nullable } from './words.ts';

/** What the product points out by itself (domain.md). */
export const FINDING_KINDS = [
	'stalled adoption',
	'misapplication',
	'no owner or agreement',
	'support over-promised',
	'support used up',
	'unbacked area',
	'target date passed',
	'past cadence',
	'trigger met',
	'no boundaries',
	'worse outcome',
	'event without outputs'
] as const;
export const FindingKind = Type.Enum(FINDING_KINDS);
export type FindingKind = Static<typeof FindingKind>;

export const FINDING_STATES = ['open', 'acknowledged', 'snoozed', 'resolved'] as const;
export const FindingState = Type.Enum(FINDING_STATES, {
	description:
		'open: nobody has said anything yet; acknowledged: somebody takes care; snoozed: hidden until a day; resolved: its cause is gone'
});
export type FindingState = Static<typeof FindingState>;

const Instant = Type.String({ format: 'date-time' });
const Id = Type.String({ format: 'uuid' });

export const Finding = Type.Object({
	id: Id,
	version: Count,
	kind: FindingKind,
	state: FindingState,
	team: Nullable(Named),
	pattern: Nullable(Named),
	coalition: Nullable(Named),
	event: Nullable(Named),
	reasons: Type.Array(Type.String()),
	step: Type.String(),
	openedAt: Instant,
	acknowledgedAt: Nullable(Instant),
	acknowledgedBy: Nullable(Type.String()),
	snoozedUntil: Nullable(Instant),
	resolvedAt: Nullable(Instant)
});
export type Finding = Static<typeof Finding>;

export const FindingsQuery = Type.Object({
	state: Type.Optional(FindingState),
	kind: Type.Optional(FindingKind),
	/** Findings about teams in this area. */
	team: Type.Optional(Key),
	pattern: Type.Optional(Key),
	coalition: Type.Optional(Key),
	page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
	pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 }))
});
export type FindingsQuery = Static<typeof FindingsQuery>;

export const Findings = Type.Object({
	area: Area,
	total: Count,
	/** How many in the state that was asked for, by kind. */
	byKind: Type.Array(Type.Object({ kind: FindingKind, count: Count })),
	page: Count,
	pageSize: Count,
	findings: Type.Array(Finding)
});
export type Findings = Static<typeof Findings>;

/** What somebody says to a finding, who has seen it in `version`. */
export const FindingAnswer = Type.Object(
	{
		version: Count,
		acknowledged: Type.Optional(Type.Boolean()),
		/** The day on which it shows again; null: now. */
		snoozedUntil: Type.Optional(Nullable(Day))
	},
	{ additionalProperties: false }
);
export type FindingAnswer = Static<typeof FindingAnswer>;

export const CHANNEL_KINDS = ['slack', 'teams', 'webhook'] as const;
const channel = {
	name: Type.String({ minLength: 1, maxLength: 200 }),
	kind: Type.Enum(CHANNEL_KINDS, {
		description: 'slack and teams: an incoming webhook of theirs; webhook: signed JSON to any address'
	}),
	/** Which kinds of findings it hears of; none: all. */
	findings: Type.Array(FindingKind)
};
export const NewChannel = Type.Object(
	{
		...channel,
		url: Type.String({ pattern: '^https?://', maxLength: 2000, description: 'An https address' })
	},
	{ additionalProperties: false }
);
export type NewChannel = Static<typeof NewChannel>;
/** Where findings are announced. The address is a secret in itself: only its host is shown. */
export const Channel = Type.Object({
	id: Id,
	...channel,
	host: Type.String(),
	createdAt: Instant,
	delivered: Count,
	waiting: Count,
	failed: Count,
	/** What the address answered when it last failed. */
	lastError: Nullable(Type.String())
});
export type Channel = Static<typeof Channel>;
/** With the secret that signs its messages, shown this once. */
export const MadeChannel = Type.Object({ ...Channel.properties, secret: Nullable(Type.String()) });
export type MadeChannel = Static<typeof MadeChannel>;
