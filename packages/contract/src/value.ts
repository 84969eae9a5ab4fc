import { type Static, Type } from 'typebox';
import { Area, AsOfArea, Count, Day, Key, Named, Nullable, PatternKind } from './words.ts';

/** How well a figure is known: somebody's word, before and after against controls, or signed by finance. */
export const GRADES = ['claimed', 'measured', 'validated'] as const;
export const Grade = Type.Enum(GRADES);
export type Grade = Static<typeof Grade>;

export const Interval = Type.Object({ lower: Type.Number(), upper: Type.Number() });
export type Interval = Static<typeof Interval>;

/** So many of the effects that an answer rests on are worked out so far: the rest follows in seconds to minutes. */
export const Pending = Type.Object({ done: Count, of: Count });
export type Pending = Static<typeof Pending>;

/**
 * What a pattern did to a metric: the mean change per adopting team against teams that had not adopted yet, in the
 * metric's unit; positive is up, whichever way is better. `tooLittle` says what is missing where there is no estimate;
 * `pending`: it is still being worked out, and what is said of it, if anything, was so before the last change.
 */
export const Effect = Type.Object({
	metric: Type.Object({
		key: Key,
		name: Type.String(),
		unit: Type.String(),
		direction: Type.Enum(['up', 'down'])
	}),
	claimed: Nullable(Type.Number()),
	grade: Nullable(Grade),
	/** The finance owner who signed it last, and when. */
	validated: Nullable(Type.Object({ on: Day, by: Type.String(), words: Nullable(Type.String()) })),
	estimate: Nullable(Type.Number()),
	interval: Nullable(Interval),
	adopters: Count,
	controls: Count,
	tooLittle: Nullable(Type.String()),
	pending: Type.Boolean()
});
export type Effect = Static<typeof Effect>;

/** Money of one currency; benefit - cost = net. ROI = net / cost; null where nothing was spent or valued. */
export const PatternValue = Type.Object({
	key: Key,
	name: Type.String(),
	kind: PatternKind,
	currency: Nullable(Type.String()),
	adopters: Count,
	adopterMonths: Type.Number({ minimum: 0 }),
	benefit: Nullable(Type.Number()),
	benefitInterval: Nullable(Interval),
	cost: Nullable(Type.Number()),
	roi: Nullable(Type.Number()),
	roiInterval: Nullable(Interval),
	/** Value in the discovering team and all adopters over the value in the discovering team alone. */
	roiMultiple: Nullable(Type.Number()),
	grade: Nullable(Grade),
	effects: Type.Array(Effect),
	/** Why there is no figure, or what weakens it. */
	notes: Type.Array(Type.String())
});
export type PatternValue = Static<typeof PatternValue>;

/**
 * A metric in the twelve weeks before and after teams first adopted the pattern that should move it, over all their
 * measurements: every list has one entry a pattern and metric. No effect: what else changed in these weeks is in it.
 */
export const BeforeAfter = Type.Object({
	asOf: Day,
	area: Area,
	pattern: Type.Array(Key),
	metric: Type.Array(Key),
	/** Adopters that were measured in these weeks. */
	teams: Type.Array(Count),
	/** How many measurements, and their mean; null without any. */
	before: Type.Array(Count),
	meanBefore: Type.Array(Nullable(Type.Number())),
	after: Type.Array(Count),
	meanAfter: Type.Array(Nullable(Type.Number()))
});
export type BeforeAfter = Static<typeof BeforeAfter>;

/** All patterns, or the given one. */
export const ValueQuery = Type.Object({ ...AsOfArea.properties, pattern: Type.Optional(Key) });
export type ValueQuery = Static<typeof ValueQuery>;

export const Value = Type.Object({
	asOf: Day,
	area: Area,
	/** Null once all effects are worked out. */
	pending: Nullable(Pending),
	patterns: Type.Array(PatternValue)
});
export type Value = Static<typeof Value>;

/** What teams of an area decided by failure patterns, and the cost that avoided: shown on its own, never part of value. */
export const Heeded = Type.Object({
	asOf: Day,
	area: Area,
	avoided: Type.Array(Type.Object({ currency: Type.String(), amount: Type.Number() })),
	records: Type.Array(
		Type.Object({
			id: Type.String({ format: 'uuid' }),
			pattern: Named,
			team: Named,
			heededOn: Day,
			kind: Type.Enum(['will not start', 'will not repeat']),
			costAvoided: Nullable(Type.Number()),
			currency: Nullable(Type.String()),
			words: Nullable(Type.String())
		})
	)
});
export type Heeded = Static<typeof Heeded>;
