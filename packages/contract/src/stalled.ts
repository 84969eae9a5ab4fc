import { type Static, Type } from 'typebox';
import { Pending } from './value.ts';
import { Area, AsOfArea, Count, Day, Key, Named, Nullable, OpenStage } from './words.ts';

/** Why an open adoption is stalled. */
export const STALL_REASONS = [
	'slow',
	'inactive',
	'past-target',
	'stuck',
	'lost-backing',
	'support-used-up'
] as const;
export const StallReason = Type.Enum(STALL_REASONS, {
	description:
		'slow: longer in its stage than the 80th percentile; inactive: nothing recorded for 180 days; past-target: its target date passed; stuck: the team said so last; lost-backing: backing was withdrawn meanwhile; support-used-up: all that was agreed is used'
});
export type StallReason = Static<typeof StallReason>;

export const StalledQuery = Type.Object({
	...AsOfArea.properties,
	pattern: Type.Optional(Key),
	reason: Type.Optional(StallReason),
	page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
	pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 }))
});
export type StalledQuery = Static<typeof StalledQuery>;

/** How long adoptions stay in a stage: the 80th percentile by Kaplan-Meier, and what it was estimated from. */
export const StagePercentile = Type.Object({
	days: Nullable(Type.Number({ minimum: 0 })),
	basis: Type.Enum(['pattern', 'all patterns']),
	stays: Count,
	left: Count
});
export type StagePercentile = Static<typeof StagePercentile>;

export const StalledAdoption = Type.Object({
	team: Named,
	area: Nullable(Named),
	pattern: Named,
	stage: OpenStage,
	since: Day,
	ageDays: Count,
	percentile: StagePercentile,
	reasons: Type.Array(StallReason),
	/** What the team said that it is stuck because of. */
	because: Nullable(Type.String()),
	targetOn: Nullable(Day),
	/** Chance to be adopted within 90 days, given the age reached; null where nothing is known beyond it. */
	chance90: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
	/** What a year of this adoption would be worth, before the chance; null where the pattern's value is unknown. */
	valuePerYear: Nullable(Type.Object({ amount: Type.Number(), currency: Type.String() })),
	nextStep: Type.String()
});
export type StalledAdoption = Static<typeof StalledAdoption>;

/** The open adoptions of one stage by age in days, for a picture; `limit`: the lowest and highest 80th percentile. */
export const AgeStrip = Type.Object({
	stage: OpenStage,
	open: Count,
	stalled: Count,
	limit: Nullable(Type.Object({ lowest: Type.Number({ minimum: 0 }), highest: Type.Number({ minimum: 0 }) })),
	/** Those that were in the stage from `from` up to `to` days. */
	bins: Type.Array(Type.Object({ from: Count, to: Count, within: Count, stalled: Count }))
});
export type AgeStrip = Static<typeof AgeStrip>;

export const Stalled = Type.Object({
	asOf: Day,
	area: Area,
	/** Worths that are still being worked out may change the order. */
	pending: Nullable(Pending),
	/** All open adoptions of the area, stalled or not. */
	open: Count,
	total: Count,
	/** All open adoptions by age, whatever the reason that is asked for. */
	strips: Type.Array(AgeStrip),
	byReason: Type.Array(Type.Object({ reason: StallReason, count: Count })),
	page: Type.Integer(),
	pageSize: Type.Integer(),
	adoptions: Type.Array(StalledAdoption)
});
export type Stalled = Static<typeof Stalled>;
