import { type Static, Type } from 'typebox';
import { Area, AsOfArea, Count, Day, Key, Named, Nullable, PatternKind, Rate, Stage } from './words.ts';

/** How far a pattern has spread in an area at the end of a day; the five states add up to `eligible`. */
export const PatternSpread = Type.Object({
	key: Key,
	name: Type.String(),
	kind: PatternKind,
	/** It is proposed to nobody any more. */
	retired: Type.Boolean(),
	discoveredOn: Nullable(Day),
	eligible: Count,
	adopted: Count,
	sustained: Count,
	open: Count,
	declined: Count,
	abandoned: Count,
	undecided: Count,
	rate: Rate
});
export type PatternSpread = Static<typeof PatternSpread>;

export const Spread = Type.Object({ asOf: Day, area: Area, patterns: Type.Array(PatternSpread) });
export type Spread = Static<typeof Spread>;

export const Period = Type.Enum(['week', 'month', 'quarter']);
export type Period = Static<typeof Period>;

export const CurveQuery = Type.Object({
	from: Type.Optional(Day),
	to: Type.Optional(Day),
	by: Type.Optional(Period),
	team: Type.Optional(Key)
});

export const CurvesQuery = Type.Object({
	...CurveQuery.properties,
	open: Type.Optional(
		Type.Boolean({
			default: false,
			description: 'Also tell the adoptions on the way, which doubles the answer'
		})
	)
});

const Counts = Type.Array(Count);

/** The curve of one pattern as arrays: the states at the end of each day of `on`, one a period, the last one at `to`. */
export const Curve = Type.Object({
	key: Key,
	name: Type.String(),
	area: Area,
	by: Period,
	on: Type.Array(Day),
	eligible: Counts,
	adopted: Counts,
	open: Counts,
	declined: Counts,
	abandoned: Counts
});
export type Curve = Static<typeof Curve>;

/** Curves are told by what changes from point to point: most of it is small numbers and zeros. */
export const Changes = Type.Array(Type.Integer());

/**
 * All curves of an area, as arrays. `adopted[i]` of a pattern is the change from the day before `on[from + i]` in `on`
 * up to that day; before `from` and after the last entry nothing changed. `open` only where that is asked for.
 */
export const Curves = Type.Object({
	area: Area,
	by: Period,
	on: Type.Array(Day),
	eligible: Type.Array(Count, { description: 'Joined leaf teams of the area' }),
	patterns: Type.Array(Type.Object({ key: Key, from: Count, adopted: Changes, open: Type.Optional(Changes) }))
});
export type Curves = Static<typeof Curves>;

/** Which part of the organization on which day, and which pattern, if only one. */
export const FunnelQuery = Type.Object({ ...AsOfArea.properties, pattern: Type.Optional(Key) });

/**
 * One stage of the funnel: how often it was entered, and what became of it. Days are by Kaplan-Meier, those still in
 * the stage counted as such; null where too few have left it.
 */
export const FunnelStage = Type.Object({
	stage: Stage,
	entered: Count,
	wentOn: Count,
	ended: Count,
	running: Count,
	medianDays: Nullable(Type.Number({ minimum: 0 })),
	medianInterval: Nullable(
		Type.Object({ lower: Nullable(Type.Number()), upper: Nullable(Type.Number()) }, { description: '95 %' })
	),
	/** By when a quarter, and 80 of 100, have left it. */
	p25Days: Nullable(Type.Number({ minimum: 0 })),
	p80Days: Nullable(Type.Number({ minimum: 0 }))
});
export type FunnelStage = Static<typeof FunnelStage>;

/** How many adoptions came how far, and how long each step took; stages in the order of the track. */
export const Funnel = Type.Object({
	asOf: Day,
	area: Area,
	pattern: Nullable(Named),
	/**
	 * How many teams had people at an event that showed the pattern (pairs of team and pattern where it is all patterns),
	 * and how many events that were; null where no such event is on record.
	 */
	reach: Nullable(Type.Object({ reached: Count, events: Count })),
	stages: Type.Array(FunnelStage)
});
export type Funnel = Static<typeof Funnel>;

export const MatrixQuery = Type.Object({
	...AsOfArea.properties,
	pattern: Type.Optional(Key),
	depth: Type.Optional(
		Type.Integer({ minimum: 1, maximum: 20, default: 1, description: 'How many levels below the area' })
	)
});

/**
 * The areas below an area against all patterns. A leaf has none: `teams` is empty. `adopted[i]` of a pattern are the
 * teams that use it, of `eligible[i]`, in `teams[i]`, which has as many joined leaf `teams`.
 */
export const Matrix = Type.Object({
	asOf: Day,
	area: Area,
	teams: Type.Array(Type.Object({ key: Key, name: Type.String(), leaf: Type.Boolean(), teams: Count })),
	patterns: Type.Array(
		Type.Object({
			key: Key,
			name: Type.String(),
			kind: PatternKind,
			eligible: Type.Array(Count),
			adopted: Type.Array(Count),
			open: Type.Array(Count)
		})
	)
});
export type Matrix = Static<typeof Matrix>;
