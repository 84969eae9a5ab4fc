import { type Static, Type } from 'typebox';
import { StoredRecord } from './records.ts';
import { Interval, Pending } from './value.ts';
import { Area, AsOfArea, Count, Day, Key, Named, Nullable, PatternKind, Stage } from './words.ts';

/** Whether the context of a pattern is that of a team; a missing trait is unknown, never a fit. */
export const FITS = ['fits', 'unknown', 'breaks'] as const;
export const FitWord = Type.Enum(FITS);
export type FitWord = Static<typeof FitWord>;

/** What decides a fit, in words, and the traits that nobody knows. */
const Because = { decidedBy: Type.Array(Type.String()), missing: Type.Array(Type.String()) };

/** Of the teams that took the pattern up, or declined since the context differs, those that use it. Wilson limits, 90 %. */
const Lasted = Type.Object({
	tried: Count,
	works: Count,
	share: Nullable(Type.Number()),
	interval: Nullable(Interval)
});

const FitCounts = { fits: Count, unknown: Count, breaks: Count };

export const FitQuery = Type.Object({
	...AsOfArea.properties,
	fit: Type.Optional(FitWord),
	page: Type.Optional(Type.Integer({ minimum: 1, default: 1 })),
	pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 }))
});
export type FitQuery = Static<typeof FitQuery>;

/** The context and boundaries of a pattern, the evidence for them, and how the teams of an area lie to them on a day. */
export const PatternFit = Type.Object({
	asOf: Day,
	area: Area,
	pattern: Named,
	conditions: Type.Array(
		Type.Object({
			record: Type.Unsafe<StoredRecord<'conditions'>>(StoredRecord.conditions),
			words: Type.String(),
			/** Teams of which it holds, and teams of which it does not; whose trait is unknown is in neither. */
			where: Lasted,
			otherwise: Lasted
		})
	),
	/** Joined leaf teams, and every other team with a record. */
	counts: Type.Object(FitCounts),
	/** Teams that started it, or use it, outside its context. */
	misapplied: Count,
	/** Teams that break and are not eligible, since nothing is on record of them. */
	notEligible: Count,
	/** The traits that are missing, and of how many teams. */
	missing: Type.Array(Type.Object({ trait: Type.String(), teams: Count })),
	/** What lies directly below the area. */
	areas: Type.Array(Type.Object({ area: Named, ...FitCounts })),
	/** How many of the fit that was asked for. */
	total: Count,
	page: Count,
	pageSize: Count,
	teams: Type.Array(
		Type.Object({
			team: Named,
			area: Nullable(Named),
			stage: Nullable(Stage),
			fit: FitWord,
			...Because
		})
	)
});
export type PatternFit = Static<typeof PatternFit>;

/** A pattern that would fit a team that has not decided about it. */
export const TeamOpportunity = Type.Object({
	pattern: Type.Object({ key: Key, name: Type.String(), kind: PatternKind }),
	summary: Type.String(),
	stage: Nullable(Stage),
	fit: Type.Enum(['fits', 'unknown']),
	...Because,
	/** Of the teams that decided, how many use it; the chance, with a little doubt where few decided. */
	using: Count,
	decided: Count,
	chance: Type.Number({ minimum: 0, maximum: 1 }),
	/** What a year of use is worth to a team, and that times the chance; null where nobody knows its worth. */
	valuePerYear: Nullable(Type.Object({ amount: Type.Number(), currency: Type.String() })),
	expected: Nullable(Type.Number())
});
export type TeamOpportunity = Static<typeof TeamOpportunity>;

export const OpportunitiesQuery = Type.Object({ team: Key, asOf: Type.Optional(Day) });

/** What could help a team: what fits first, then what may, the most valuable first. */
export const Opportunities = Type.Object({
	asOf: Day,
	team: Named,
	/** As in Value. */
	pending: Nullable(Pending),
	opportunities: Type.Array(TeamOpportunity),
	/** Patterns that break in its context, with what decides it. */
	breaks: Type.Array(
		Type.Object({ pattern: Named, stage: Nullable(Stage), decidedBy: Type.Array(Type.String()) })
	)
});
export type Opportunities = Static<typeof Opportunities>;

export const MergeInto = Type.Object(
	{ into: Type.String({ minLength: 1, description: 'The key of the pattern that it turned out to be' }) },
	{ additionalProperties: false }
);
/** What moved to the other pattern, and what stayed with the duplicate since the other has the same; by kind of record. */
export const Merged = Type.Object({
	into: Named,
	adoptions: Count,
	transitions: Count,
	moved: Type.Record(Type.String(), Count),
	stayed: Type.Record(Type.String(), Count)
});
export type Merged = Static<typeof Merged>;
