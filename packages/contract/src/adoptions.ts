import { type Static, Type } from 'typebox';
import { END_REASONS, StoredRecord, type RecordKind } from './records.ts';
import { StagePercentile } from './stalled.ts';
import { Area, Count, Day, Key, Named, Nullable, PatternKind, Stage } from './words.ts';

const Id = Type.String({ format: 'uuid' });

/**
 * A stage that an adoption entered on a day. `supersedes` names the entry that it corrects; a correction without a stage
 * says that the entry never happened. `id` is chosen by the caller: the same request sent again changes nothing.
 */
export const NewEntry = Type.Object(
	{
		id: Type.Optional(Id),
		stage: Nullable(Stage),
		occurredOn: Day,
		note: Type.Optional(Type.String({ minLength: 1, maxLength: 10_000 })),
		reason: Type.Optional(
			Type.Enum(END_REASONS, { description: 'Why it was declined or abandoned; only with these' })
		),
		supersedes: Type.Optional(Id),
		version: Type.Optional(
			Type.Integer({
				minimum: 0,
				description: 'How many entries you saw: refused with 409 where there are others by now'
			})
		)
	},
	{ additionalProperties: false }
);
export type NewEntry = Static<typeof NewEntry>;

/** What was recorded, and by whom and when. `supersededBy` names the entry that stands in for this one. */
export const AdoptionEntry = Type.Object({
	id: Id,
	stage: Nullable(Stage),
	occurredOn: Day,
	recordedAt: Type.String({ format: 'date-time' }),
	recordedBy: Type.String(),
	/** The person on whose behalf it was recorded. */
	onBehalfOf: Nullable(Type.String()),
	/** Why it was declined or abandoned. */
	reason: Nullable(Type.String()),
	facts: Type.Array(Type.String()),
	supersedes: Nullable(Id),
	supersededBy: Nullable(Id)
});
export type AdoptionEntry = Static<typeof AdoptionEntry>;

/** One team and one pattern, with everything that was ever recorded of them. */
export const Adoption = Type.Object({
	team: Named,
	pattern: Named,
	/** Where it stands by all that is recorded; null where nothing is, or all was taken back. */
	stage: Nullable(Stage),
	/** What to think of before going on: the context of the team breaks the pattern, and nobody forbids it. */
	warning: Nullable(Type.String()),
	entries: Type.Array(AdoptionEntry)
});
export type Adoption = Static<typeof Adoption>;

export const AdoptionParams = Type.Object({ pattern: Key, team: Key });

/** A record of the kind as it is answered. */
const stored = <K extends RecordKind>(kind: K) => Type.Unsafe<StoredRecord<K>>(StoredRecord[kind]);

const Checked = Type.Object({
	checkedOn: Day,
	state: Type.Enum(['on track', 'slow', 'stuck']),
	because: Nullable(Type.String())
});

/** Whether the context of the pattern is that of the team, in words: what decides it, and which traits nobody knows. */
export const AdoptionFit = Type.Object({
	fit: Type.Enum(['fits', 'breaks', 'unknown']),
	decidedBy: Type.Array(Type.String()),
	missing: Type.Array(Type.String())
});

/** A leader's stance to the pattern, or to the coalition that discovered it, in an area that the team lies in. */
export const AdoptionBacking = Type.Object({
	area: Named,
	/** Null: it is the pattern itself that is backed. */
	coalition: Nullable(Named),
	stance: Type.Enum(['backed', 'withheld']),
	backedFrom: Day,
	withdrawnOn: Nullable(Day),
	person: Nullable(Named)
});

/** An agreement of the adoption with what is left of it; null where nothing is limited. */
export const AdoptionSupport = Type.Object({
	agreement: stored('agreements'),
	used: Type.Number(),
	released: Type.Number(),
	remaining: Nullable(Type.Number())
});

/** How an adoption does today, and what is planned, promised and said about it. */
export const AdoptionStanding = Type.Object({
	today: Day,
	patternKind: PatternKind,
	stage: Nullable(Stage),
	since: Nullable(Day),
	/** Of an open stage: by when a stay is usually over, and the chance to be in use within 90 days. */
	percentile: Nullable(StagePercentile),
	chance90: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
	fit: AdoptionFit,
	plan: Nullable(stored('adoption_plans')),
	support: Type.Array(AdoptionSupport),
	backing: Type.Array(AdoptionBacking),
	/** Newest first, as are comments. */
	checkIns: Type.Array(stored('check_ins')),
	comments: Type.Array(stored('comments'))
});
export type AdoptionStanding = Static<typeof AdoptionStanding>;

export const BoardQuery = Type.Object({
	/** The teams in this area. */
	team: Type.Optional(Key),
	/** The patterns that this coalition discovered. */
	coalition: Type.Optional(Key),
	pattern: Type.Optional(Key),
	/** One column alone, to go through all of it. */
	stage: Type.Optional(Stage),
	page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
	pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 12 }))
});
export type BoardQuery = Static<typeof BoardQuery>;

export const BoardCard = Type.Object({
	team: Named,
	pattern: Named,
	stage: Stage,
	since: Day,
	days: Count,
	/** How many entries it has: whoever moves it says so, and is told where somebody else was faster. */
	version: Count,
	/** The kinds of open findings about it. */
	findings: Type.Array(Type.String()),
	checkIn: Nullable(Checked),
	owner: Nullable(Named)
});
export type BoardCard = Static<typeof BoardCard>;

/** Adoptions by their stage today: what was moved today first, then open ones that wait longest, others newest first. */
export const Board = Type.Object({
	today: Day,
	area: Area,
	coalition: Nullable(Named),
	pattern: Nullable(Named),
	page: Count,
	pageSize: Count,
	columns: Type.Array(Type.Object({ stage: Stage, total: Count, cards: Type.Array(BoardCard) }))
});
export type Board = Static<typeof Board>;

/** The open adoptions of a team, each with what was said last. */
export const TeamCheckIn = Type.Object({
	today: Day,
	team: Named,
	/** The day of the last check-in about any of them. */
	lastOn: Nullable(Day),
	adoptions: Type.Array(
		Type.Object({
			pattern: Named,
			stage: Stage,
			since: Day,
			last: Nullable(Checked),
			targetOn: Nullable(Day)
		})
	)
});
export type TeamCheckIn = Static<typeof TeamCheckIn>;

const CheckInWords = Type.Object(
	{
		state: Type.Enum(['on track', 'slow', 'stuck']),
		because: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 500 })))
	},
	{ additionalProperties: false }
);

/** What was said in a check-in of today; `seen`: what had been said today before, null for nothing. */
export const NewCheckIns = Type.Object(
	{
		checkIns: Type.Array(
			Type.Object(
				{
					...AdoptionParams.properties,
					...CheckInWords.properties,
					seen: Nullable(Type.Enum(['on track', 'slow', 'stuck']))
				},
				{ additionalProperties: false }
			),
			{ minItems: 1, maxItems: 200 }
		)
	},
	{ additionalProperties: false }
);
export type NewCheckIns = Static<typeof NewCheckIns>;
export const EnteredCheckIns = Type.Object({ entered: Count });

/** The same for many adoptions at once, all or none. `stage`: what was seen, refused with 409 where it is another by now. */
export const ManyAdoptions = Type.Object(
	{
		adoptions: Type.Array(
			Type.Object(
				{ ...AdoptionParams.properties, stage: Type.Optional(Stage) },
				{ additionalProperties: false }
			),
			{ minItems: 1, maxItems: 100 }
		),
		owner: Type.Optional(Key),
		targetOn: Type.Optional(Day),
		checkIn: Type.Optional(CheckInWords),
		comment: Type.Optional(Type.String({ minLength: 1, maxLength: 10_000 })),
		/** Declined where it had not started, abandoned where it had. */
		end: Type.Optional(
			Type.Object(
				{
					reason: Type.Enum(END_REASONS),
					note: Type.Optional(Type.String({ minLength: 1, maxLength: 10_000 }))
				},
				{ additionalProperties: false }
			)
		)
	},
	{ additionalProperties: false }
);
export type ManyAdoptions = Static<typeof ManyAdoptions>;
/** What was done, by kind. */
export const ManyChanged = Type.Object({
	plans: Count,
	checkIns: Count,
	comments: Count,
	declined: Count,
	abandoned: Count
});
export type ManyChanged = Static<typeof ManyChanged>;
