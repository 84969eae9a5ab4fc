import { type Static, Type } from 'typebox';
import { Area, Count, Day, Key, Named, Nullable, PatternKind, Stage } from './words.ts';

const Instant = Type.String({ format: 'date-time' });

export const CompareQuery = Type.Object({
	from: Type.Optional(Day),
	to: Type.Optional(Day),
	team: Type.Optional(Key),
	pattern: Type.Optional(Key),
	fromKnownAt: Type.Optional(
		Type.String({
			format: 'date-time',
			description:
				'The first day as known at this instant; left out, at its end, or when the first adoptions were recorded if that was later'
		})
	)
});
export type CompareQuery = Static<typeof CompareQuery>;

/**
 * Two days side by side, in pairs of a team and a pattern that it uses. What became of them adds up:
 * `was + corrected = kept + lapsed + movedOut`, and `kept + new + returned + movedIn = is`.
 */
export const Compared = Type.Object({
	/** In use at the end of the first day as known then, and eligible. */
	...{ was: Count, eligibleWas: Count },
	/** How many more it was that day as known at the end: the record changed, not the world. */
	corrected: Type.Integer(),
	eligibleCorrected: Type.Integer(),
	/** In use on the last day and never up to the first; on the last day and before the first; on the first only; on both. */
	...{ new: Count, returned: Count, lapsed: Count, kept: Count },
	/** In use on both days, by teams that came to the area or left it. */
	...{ movedIn: Count, movedOut: Count },
	/** In use at the end of the last day, and eligible. */
	...{ is: Count, eligible: Count }
});
export type Compared = Static<typeof Compared>;

export const ComparedPattern = Type.Object({
	...Named.properties,
	kind: PatternKind,
	...Compared.properties
});
export type ComparedPattern = Static<typeof ComparedPattern>;

export const ComparedPart = Type.Object({ ...Named.properties, ...Compared.properties });
export type ComparedPart = Static<typeof ComparedPart>;

/**
 * An area at the end of two days: the last one as known at `toKnownAt`, the first one as known then and as known at
 * `fromKnownAt`. `pattern` is null for all of them.
 */
export const Comparison = Type.Object({
	...{ from: Day, to: Day, fromKnownAt: Instant, toKnownAt: Instant, timeZone: Type.String() },
	/** The last days of the two fiscal quarters before today's, the later one first: what is mostly compared. */
	quarterEnds: Type.Tuple([Day, Day]),
	/** What was known at `fromKnownAt` is still being worked out: until then nothing counts as corrected. */
	pending: Type.Boolean(),
	area: Area,
	pattern: Nullable(Named),
	total: Compared,
	patterns: Type.Array(ComparedPattern),
	/** What lay directly below the area on one of the days, or both; figures are those of the part, wherever it lay. */
	parts: Type.Array(ComparedPart),
	/**
	 * Of the teams that lie in the area on the last day: in which stage at the end of the first day (null: had none), in
	 * which at the end of the last one. Where both are the same it has stayed.
	 */
	moves: Type.Array(Type.Object({ from: Nullable(Stage), to: Stage, adoptions: Count }))
});
export type Comparison = Static<typeof Comparison>;
