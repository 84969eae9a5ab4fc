import { type Static, Type } from 'typebox';
import { Area, AsOfArea, Count, Day, Key, Named, Nullable, Rate } from './words.ts';

export const Stance = Type.Enum(['backed', 'withheld', 'withdrawn']);
export type Stance = Static<typeof Stance>;

/** How an area stands to a pattern or a coalition. */
export const BackingCell = Type.Object({
	/** Null: nobody said anything. */
	stance: Nullable(Stance),
	/** What it follows from: a word on the pattern, or on its coalition; in this area, or one that it lies in. */
	by: Nullable(
		Type.Object({
			via: Type.Enum(['pattern', 'coalition']),
			area: Named,
			here: Type.Boolean(),
			person: Nullable(Named),
			since: Day,
			withdrawnOn: Nullable(Day),
			words: Nullable(Type.String())
		})
	),
	/** Adoptions that are open or in use there, and how many of them nobody backs. */
	running: Count,
	unbacked: Count
});
export type BackingCell = Static<typeof BackingCell>;

const CoalitionOf = Type.Object({ ...Named.properties, management: Type.Boolean() });
export const BackingLine = Type.Object({
	/** Null where the line is about a coalition. */
	pattern: Nullable(Named),
	coalition: Nullable(CoalitionOf),
	/** In the order of the areas. */
	cells: Type.Array(BackingCell),
	running: Count,
	unbacked: Count
});
export type BackingLine = Static<typeof BackingLine>;

/** Something that runs where nobody said whether it is backed. */
export const Waiting = Type.Object({
	area: Named,
	/** Who holds sovereignty over the area, or over the nearest above it. */
	holders: Type.Array(Named),
	pattern: Nullable(Named),
	coalition: Nullable(CoalitionOf),
	unbacked: Count
});
export type Waiting = Static<typeof Waiting>;

const Stalls = Type.Object({ open: Count, stalled: Count, share: Rate, lower: Rate, upper: Rate });
const Times = Type.Object({
	tracks: Count,
	adopted: Count,
	medianDays: Nullable(Type.Number()),
	lower: Nullable(Type.Number()),
	upper: Nullable(Type.Number())
});
/** With and without backing, over all patterns. */
export const BackingCompared = Type.Object({
	asOf: Day,
	area: Area,
	/** Of the open adoptions those that stall, by whether they are backed on the day. */
	stalls: Type.Object({ backed: Stalls, unbacked: Stalls }),
	/** From agreed to adopted by Kaplan-Meier, by whether it was backed on the day of agreeing. */
	times: Type.Object({ backed: Times, unbacked: Times, pValue: Rate })
});
export type BackingCompared = Static<typeof BackingCompared>;

export const Backing = Type.Object({
	asOf: Day,
	area: Area,
	/** The parts of the area, or itself where it has none, with who holds sovereignty over each. */
	areas: Type.Array(Type.Object({ ...Named.properties, holders: Type.Array(Named) })),
	coalitions: Type.Array(BackingLine),
	patterns: Type.Array(BackingLine),
	running: Count,
	unbacked: Count,
	/** The first of what nobody said anything about. */
	waiting: Type.Array(Waiting),
	waitingTotal: Count
});
export type Backing = Static<typeof Backing>;

export const BackingQuery = Type.Object({ ...AsOfArea.properties });
export const WaitingQuery = Type.Object({
	...AsOfArea.properties,
	person: Type.Optional(
		Type.String({
			maxLength: 200,
			description: 'The key of a person: only areas that they hold sovereignty over'
		})
	)
});
export type WaitingQuery = Static<typeof WaitingQuery>;
export const WaitingList = Type.Object({ asOf: Day, waiting: Type.Array(Waiting) });
export type WaitingList = Static<typeof WaitingList>;

export const BackingWord = Type.Object(
	{
		area: Key,
		pattern: Type.Optional(Key),
		coalition: Type.Optional(Key),
		stance: Stance,
		on: Type.Optional(Day),
		person: Type.Optional(Key),
		words: Type.Optional(Type.String({ minLength: 1, maxLength: 10_000 }))
	},
	{ additionalProperties: false }
);
export type BackingWord = Static<typeof BackingWord>;
/** What was recorded; `warning` where whoever said it does not hold sovereignty over the area. */
export const BackingSaid = Type.Object({ id: Type.String(), warning: Nullable(Type.String()) });
export type BackingSaid = Static<typeof BackingSaid>;
