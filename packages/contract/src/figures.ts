import { type Static, Type } from 'typebox';
import { Grade, Interval, Pending } from './value.ts';
import { Area, Count, Day, Key, Named, Nullable, Stage } from './words.ts';
import { StepCurve } from './pages.ts';

/** A number that a curve was fitted with, and its standard error. */
export const Parameter = Type.Object({
	name: Type.String(),
	value: Type.Number(),
	stdErr: Nullable(Type.Number())
});
export type Parameter = Static<typeof Parameter>;

/**
 * How the spread goes on, with its 90 % band; or why there is no saying. It is a forecast of teams that ever adopted,
 * whether or not they still use it: `seen` is that number so far.
 */
export const Forecast = Type.Object({
	asOf: Day,
	/** The last day that the records cover, up to `asOf`: what lies after it is forecast. */
	from: Day,
	period: Type.Enum(['month', 'quarter', 'year']),
	seen: Type.Object({ on: Type.Array(Day), adopters: Type.Array(Count) }),
	/** The best by AICc. Null where there is no forecast: `tooLittle` says why. */
	model: Nullable(Type.Enum(['bass', 'logistic', 'gompertz'])),
	/** Its parameters by least squares, in periods since launch: m, p, q of Bass; L, k, t0 of the others. */
	fit: Type.Array(Parameter),
	/** Adopters expected at the end of each day `on`, which begins with `from`. */
	on: Type.Array(Day),
	expected: Type.Array(Type.Number()),
	lower: Type.Array(Type.Number()),
	upper: Type.Array(Type.Number()),
	/** How many of the teams eligible today will have adopted in the end; null where anything is possible. */
	saturation: Nullable(Type.Number()),
	saturationInterval: Nullable(Interval),
	/** The day by which half of those have. */
	halfOn: Nullable(Day),
	adopters: Count,
	eligible: Count,
	/** From the first adoption to `from`. */
	months: Count,
	method: Nullable(Type.String({ description: 'How it was made, in a sentence' })),
	tooLittle: Nullable(Type.String())
});
export type Forecast = Static<typeof Forecast>;

/** Teams of a kind that took the pattern up and use it or gave it up; of these, those that use it. Wilson limits, 90 %. */
export const WorksWhere = Type.Object({
	trait: Type.String(),
	value: Type.String(),
	tried: Count,
	works: Count,
	share: Type.Number(),
	interval: Interval,
	/** The same for teams where the trait is known and has another value; a missing trait is unknown, and in neither. */
	elsewhere: Type.Object({
		tried: Count,
		works: Count,
		share: Nullable(Type.Number()),
		interval: Nullable(Interval)
	})
});
export type WorksWhere = Static<typeof WorksWhere>;

/**
 * Time to adopt by groups of teams, by Kaplan-Meier (teams that gave up count for as long as they tried), and the
 * log-rank test of the groups against each other.
 */
export const TimeSplit = Type.Object({
	by: Type.String({ description: 'What the groups differ in, in words' }),
	groups: Type.Array(
		Type.Object({
			name: Type.String(),
			tracks: Count,
			adopted: Count,
			medianDays: Nullable(Type.Number()),
			curve: Nullable(StepCurve)
		})
	),
	pValue: Nullable(Type.Number()),
	tooLittle: Nullable(Type.String())
});
export type TimeSplit = Static<typeof TimeSplit>;

/**
 * The effect of adopting on a metric step by step, against teams that had not adopted yet. `since` counts steps of one
 * `period` from adopting on: -1 is the one before, to which all are compared, and 1 the first after; the month (or
 * quarter, or year) of adopting itself is neither. `overall` is the mean over all teams and months since.
 */
export const EventStudy = Type.Object({
	metric: Type.Object({
		key: Key,
		name: Type.String(),
		unit: Type.String(),
		direction: Type.Enum(['up', 'down'])
	}),
	/** What its discoverers say it does. */
	claimed: Nullable(Type.Number()),
	period: Type.Enum(['month', 'quarter', 'year']),
	since: Type.Array(Type.Integer()),
	estimate: Type.Array(Type.Number()),
	/** 90 % limits. */
	lower: Type.Array(Nullable(Type.Number())),
	upper: Type.Array(Nullable(Type.Number())),
	/** Adopting teams behind each step. */
	teams: Type.Array(Count),
	overall: Nullable(Type.Number()),
	overallInterval: Nullable(Interval),
	/** Whether teams moved alike before adopting: what a causal reading rests on. */
	preTrend: Type.Object({ verdict: Type.Enum(['alike', 'apart', 'unknown']), text: Type.String() }),
	adopters: Count,
	controls: Count,
	tooLittle: Nullable(Type.String())
});
export type EventStudy = Static<typeof EventStudy>;

/** A team that would be next: why, and what it would be worth. Best first. */
export const NextTeam = Type.Object({
	team: Named,
	area: Nullable(Named),
	stage: Nullable(Stage),
	/** Share of its links (by weight) that lead to adopters; null for a team without links. */
	exposure: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
	/** Share of the other teams of its area that adopted. */
	areaRate: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
	fit: Nullable(
		Type.Number({ description: 'Share of decisions, in teams with its traits, that were for it and lasted' })
	),
	/** By the stated conditions of the pattern; where they break, nobody is named. */
	context: Type.Object({
		fit: Type.Enum(['fits', 'unknown']),
		decidedBy: Type.Array(Type.String()),
		missing: Type.Array(Type.String())
	}),
	valuePerYear: Nullable(Type.Object({ amount: Type.Number(), currency: Type.String() })),
	reason: Type.String()
});
export type NextTeam = Static<typeof NextTeam>;

export const WhoNext = Type.Object({
	asOf: Day,
	/** As in Value. */
	pending: Nullable(Pending),
	teams: Type.Array(NextTeam),
	/** What this ranking would have found had it been asked some quarters ago: share of actual next adopters in its top, against chance. */
	backTest: Nullable(
		Type.Object({
			askedOn: Day,
			top: Count,
			/** Teams that had not decided by then. */
			candidates: Count,
			nextAdopters: Count,
			found: Count,
			expectedByChance: Type.Number()
		})
	),
	/** Why nobody is named. */
	note: Nullable(Type.String())
});
export type WhoNext = Static<typeof WhoNext>;

/** All figures of one pattern that reason beyond counting. */
export const PatternFigures = Type.Object({
	asOf: Day,
	/** As in Value. */
	pending: Nullable(Pending),
	forecast: Forecast,
	worksWhere: Type.Array(WorksWhere),
	splits: Type.Array(TimeSplit),
	effects: Type.Array(EventStudy),
	/** What can and what cannot be concluded from the outcomes, in sentences. */
	conclusions: Type.Array(Type.String())
});
export type PatternFigures = Static<typeof PatternFigures>;

const Percentiles = Type.Object({
	p10: Nullable(Type.Number()),
	p50: Nullable(Type.Number()),
	p90: Nullable(Type.Number())
});

/** An uncertain number, in the shape that `@app/analytics` computes with. */
export const Uncertain = Type.Union([
	Type.Object({ kind: Type.Literal('constant'), value: Type.Number() }),
	Type.Object({ kind: Type.Literal('uniform'), min: Type.Number(), max: Type.Number() }),
	Type.Object({ kind: Type.Literal('normal'), mean: Type.Number(), sd: Type.Number() }),
	Type.Object({
		kind: Type.Literal('triangular'),
		min: Type.Number(),
		mode: Type.Number(),
		max: Type.Number()
	})
]);
export type Uncertain = Static<typeof Uncertain>;

/** One thing that the worth of a pattern is made of: `key` is its name in `patternRoi` of `@app/analytics`. */
export const RoiInput = Type.Object({
	key: Type.String(),
	label: Type.String(),
	unit: Type.String(),
	distribution: Uncertain,
	/** Where it comes from, in a sentence. */
	source: Type.String()
});
export type RoiInput = Static<typeof RoiInput>;

/**
 * What a pattern was worth in an area up to a day, as a distribution. A page that puts the inputs (and `seed`, `draws`)
 * into `patternRoi` gets these very figures, and with other inputs what would be if.
 */
export const RoiFigures = Type.Object({
	asOf: Day,
	/** As in Value. */
	pending: Nullable(Pending),
	area: Area,
	currency: Nullable(Type.String()),
	grade: Nullable(Grade),
	inputs: Type.Array(RoiInput),
	seed: Count,
	draws: Count,
	/** (benefit - cost) / cost; null where there is too little or nothing was spent. */
	roi: Nullable(Percentiles),
	/** Twenty outcomes of ROI, each as likely as the others, ascending. */
	outcomes: Type.Array(Type.Number()),
	net: Nullable(Percentiles),
	chanceOfLoss: Nullable(Type.Number({ minimum: 0, maximum: 1 })),
	/** Months of use until a team's share of the cost has come back; null percentiles are never. */
	paybackMonths: Nullable(Percentiles),
	/** ROI with one input at its P10 and at its P90, all others in the middle; what matters most first. */
	tornado: Type.Array(
		Type.Object({
			input: Type.String(),
			low: Nullable(Type.Number()),
			high: Nullable(Type.Number()),
			swing: Type.Number()
		})
	),
	tooLittle: Nullable(Type.String())
});
export type RoiFigures = Static<typeof RoiFigures>;
