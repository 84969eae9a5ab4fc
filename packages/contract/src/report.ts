import { type Static, Type } from 'typebox';
import { FINDING_KINDS } from './findings.ts';
import { END_REASONS } from './records.ts';
import { FunnelStage } from './spread.ts';
import { StalledAdoption, StallReason } from './stalled.ts';
import { GivenKind } from './support.ts';
import { Effect, Grade, Interval } from './value.ts';
import { Area, Count, Day, Key, Named, Nullable, PatternKind, Rate, Stage } from './words.ts';

/** The version of the sealed document. It changes whenever the document does, and old ones stay readable. */
export const REPORT_SCHEMA = 'scale-across-report/1';

const Instant = Type.String({ format: 'date-time' });
const Amount = Type.Number();

/** A fiscal quarter, named by the year in which its fiscal year ends: 2026-Q3. */
export const QuarterName = Type.String({
	pattern: '^\\d{4}-Q[1-4]$',
	description: 'A fiscal quarter such as 2026-Q3; the year is the one in which the fiscal year ends'
});
export const NamedQuarter = Type.Object({ name: QuarterName, from: Day, to: Day });
export type NamedQuarter = Static<typeof NamedQuarter>;

/** What a sentence of the summary is about. */
export const SUMMARY_TOPICS = ['spread', 'stalled', 'worth', 'changed', 'decision'] as const;
export const SummarySentence = Type.Object({ topic: Type.Enum(SUMMARY_TOPICS), words: Type.String() });
export type SummarySentence = Static<typeof SummarySentence>;

/**
 * A figure of the first page. `of` is its denominator, `before` the same figure at the end of the quarter before; null
 * where there is none. Shares are 0 to 1, money is in `currency`.
 */
export const ReportFigure = Type.Object({
	key: Key,
	label: Type.String(),
	value: Nullable(Type.Number()),
	unit: Type.Enum([
		'adoptions',
		'teams',
		'patterns',
		'events',
		'findings',
		'days',
		'share',
		'money',
		'times'
	]),
	currency: Nullable(Type.String()),
	of: Nullable(Type.Number()),
	interval: Nullable(Interval),
	before: Nullable(Type.Number()),
	grade: Nullable(Grade),
	/** How it is made, in a sentence; and what is missing where there is no value. */
	meaning: Type.String()
});
export type ReportFigure = Static<typeof ReportFigure>;

/**
 * Quarter to quarter: teams that use it for the first time, still, no more, and again; and those that used it all along
 * and moved into the area, or out of it. adopted = kept + new + returned + movedIn, and adoptedBefore = kept + lapsed +
 * movedOut.
 */
const movements = {
	new: Count,
	kept: Count,
	lapsed: Count,
	returned: Count,
	movedIn: Count,
	movedOut: Count
};

export const ReportPattern = Type.Object({
	...Named.properties,
	kind: PatternKind,
	retired: Type.Boolean(),
	discoveredOn: Nullable(Day),
	coalition: Nullable(Named),
	...{ eligible: Count, adopted: Count, sustained: Count, open: Count },
	...{ declined: Count, abandoned: Count, undecided: Count },
	rate: Rate,
	eligibleBefore: Count,
	adoptedBefore: Count,
	...movements,
	stalled: Count,
	/** Teams that use it at the end of each day of `curveOn`. */
	curve: Type.Array(Count)
});
export type ReportPattern = Static<typeof ReportPattern>;

/** A part of the area that is reported on: pairs of team and pattern of the teams below it. */
export const ReportPart = Type.Object({
	...Named.properties,
	/** Joined leaf teams. */
	teams: Count,
	...{ eligible: Count, adopted: Count, open: Count, eligibleBefore: Count, adoptedBefore: Count },
	...movements
});
export type ReportPart = Static<typeof ReportPart>;

export const ReportTime = Type.Object({
	/** Null: all patterns together. */
	pattern: Nullable(Named),
	...{ tracks: Count, adopted: Count, gaveUp: Count, stillOpen: Count },
	medianDays: Nullable(Type.Number()),
	/** 95 % limits. */
	lower: Nullable(Type.Number()),
	upper: Nullable(Type.Number())
});

export const ReportValue = Type.Object({
	pattern: Named,
	currency: Nullable(Type.String()),
	adopters: Count,
	adopterMonths: Type.Number({ minimum: 0 }),
	benefit: Nullable(Amount),
	benefitInterval: Nullable(Interval),
	cost: Nullable(Amount),
	net: Nullable(Amount),
	/** As a distribution: 10, 50 and 90 of 100, and the chance of a loss. */
	roi: Nullable(Type.Object({ p10: Type.Number(), p50: Type.Number(), p90: Type.Number(), loss: Rate })),
	paybackMonths: Nullable(Type.Number()),
	roiMultiple: Nullable(Type.Number()),
	grade: Nullable(Grade),
	notes: Type.Array(Type.String())
});
export type ReportValue = Static<typeof ReportValue>;

/**
 * Everything a quarterly report says, for the whole organization (`area` null) or an area, at the end of `asOf` as known
 * at `knownAt`. Sealed it never changes: every file of the report is made from it and from nothing else. Lists are
 * ordered as they are read: what matters most first.
 */
export const ReportData = Type.Object({
	schema: Type.Literal(REPORT_SCHEMA),
	organization: Type.String(),
	/** Of a simulated organization, which every page says. */
	simulated: Type.Boolean(),
	area: Area,
	quarter: NamedQuarter,
	before: NamedQuarter,
	calendar: Type.Object({ firstMonth: Type.Integer(), timeZone: Type.String() }),
	/** The last day of the quarter, or today while it lasts. */
	asOf: Day,
	knownAt: Instant,
	/** Null: a draft. */
	seal: Nullable(Type.Object({ at: Instant, by: Type.String() })),
	/** What whoever sealed it had to say. */
	narrative: Nullable(Type.String({ maxLength: 20_000 })),
	summary: Type.Array(SummarySentence),
	figures: Type.Array(ReportFigure),
	/** Days of the curves, ascending; the last one is `asOf`. */
	curveOn: Type.Array(Day),
	patterns: Type.Array(ReportPattern),
	parts: Type.Array(ReportPart),
	/** Each part against each pattern, where anybody is eligible. */
	matrix: Type.Array(
		Type.Object({ part: Key, pattern: Key, eligible: Count, adopted: Count, adoptedBefore: Count })
	),
	funnel: Type.Object({
		reach: Nullable(Type.Object({ reached: Count, events: Count })),
		stages: Type.Array(Type.Object({ ...FunnelStage.properties, enteredBefore: Count }))
	}),
	/** From which stage at the end of the quarter before to which now; null: had none. Only what moved. */
	moves: Type.Array(Type.Object({ from: Nullable(Stage), to: Stage, adoptions: Count })),
	stalled: Type.Object({
		...{ open: Count, total: Count, openBefore: Count, totalBefore: Count },
		/** Stalled at the end of the quarter before, and in a later stage since. */
		rescued: Count,
		byReason: Type.Array(Type.Object({ reason: StallReason, count: Count, before: Count })),
		/** The first by what they are worth; `total` says how many there are. */
		adoptions: Type.Array(StalledAdoption)
	}),
	timeToAdopt: Type.Array(ReportTime),
	effects: Type.Array(Type.Object({ pattern: Named, effect: Effect })),
	value: Type.Object({
		totals: Type.Array(
			Type.Object({
				currency: Type.String(),
				benefit: Amount,
				cost: Amount,
				net: Amount,
				/** Patterns whose benefit and cost are both known: only those are added up. */
				patterns: Count,
				grade: Nullable(Grade)
			})
		),
		patterns: Type.Array(ReportValue),
		/** By failure patterns heeded: on its own, never part of the value. */
		avoided: Type.Array(Type.Object({ currency: Type.String(), amount: Amount, records: Count }))
	}),
	events: Type.Array(
		Type.Object({
			...Named.properties,
			on: Day,
			state: Type.Enum(['planned', 'held', 'cancelled']),
			coalitions: Type.Array(Named),
			patterns: Count,
			...{ invited: Count, attended: Count, learnt: Count },
			...{ opportunities: Count, agreed: Count, started: Count, adopted: Count, ended: Count, open: Count }
		})
	),
	/** Days, or pieces, promised for the weeks of the quarter. */
	support: Type.Array(
		Type.Object({
			coalition: Nullable(Named),
			kind: GivenKind,
			capacity: Nullable(Amount),
			...{ committed: Amount, used: Amount, released: Amount, remaining: Amount },
			free: Nullable(Amount)
		})
	),
	backingGaps: Type.Array(
		Type.Object({
			area: Named,
			pattern: Nullable(Named),
			coalition: Nullable(Named),
			holders: Type.Array(Named),
			/** Adoptions that run there without anybody's word. */
			unbacked: Count
		})
	),
	findings: Type.Array(
		Type.Object({
			kind: Type.Enum(FINDING_KINDS),
			openBefore: Count,
			opened: Count,
			closed: Count,
			open: Count
		})
	),
	/** Why teams declined or gave up in the quarter, neutral; null: no reason given. */
	ends: Type.Array(
		Type.Object({
			end: Type.Enum(['declined', 'abandoned']),
			reason: Nullable(Type.Enum(END_REASONS)),
			adoptions: Count,
			before: Count
		})
	),
	/** Adoptions whose target date lay in the quarter: adopted by then, later, given up, or still open. */
	plan: Type.Array(
		Type.Object({ pattern: Named, due: Count, onTime: Count, late: Count, ended: Count, open: Count })
	),
	definitions: Type.Array(Type.Object({ term: Type.String(), meaning: Type.String() }))
});
export type ReportData = Static<typeof ReportData>;

/** A figure of a sealed report that would be another one today, for the same quarter: a record came or was corrected later. */
export const Restated = Type.Object({
	/** The key of a table of the report, and which row and figure of it. */
	table: Key,
	row: Type.String(),
	figure: Type.String(),
	was: Nullable(Type.Union([Type.Number(), Type.String()])),
	is: Nullable(Type.Union([Type.Number(), Type.String()]))
});
export type Restated = Static<typeof Restated>;

/** What files are made from: the data, its SHA-256 if sealed, and what was restated since. */
export type Report = { data: ReportData; sha256: string | null; restated: Restated[] };

/** How an organization looks in what leaves the house: its colour, and its logo as a base64 PNG or SVG. */
export const Brand = Type.Object({
	colour: Nullable(Type.String({ pattern: '^#[0-9a-f]{6}$', description: 'Such as #1f4e79' })),
	logo: Nullable(
		Type.Object({
			type: Type.Enum(['image/png', 'image/svg+xml']),
			base64: Type.String({ maxLength: 700_000, pattern: '^[A-Za-z0-9+/]+=*$' })
		})
	)
});
export type Brand = Static<typeof Brand>;
