import { type Static, Type } from 'typebox';
import { Area, AsOfArea, Count, Day, Key, Named, Nullable, PatternKind, Stage } from './words.ts';

/** What the product knows of the organization as a whole. */
export const Organization = Type.Object({
	/** The single root's name, or null where there are several roots or none. */
	root: Nullable(Named),
	simulated: Type.Boolean(),
	today: Day,
	firstOn: Nullable(Day),
	/** The last day of any transition up to today. */
	lastOn: Nullable(Day),
	teams: Count,
	patterns: Count,
	adoptions: Count,
	metrics: Count
});
export type Organization = Static<typeof Organization>;

/** Where an area lies: from the root down to itself, and what is directly below it. */
export const AreaPlace = Type.Object({
	asOf: Day,
	path: Type.Array(Named),
	children: Type.Array(Type.Object({ key: Key, name: Type.String(), leaf: Type.Boolean(), teams: Count }))
});
export type AreaPlace = Static<typeof AreaPlace>;

/** What can be found by its name. */
export const FOUND_KINDS = ['pattern', 'team', 'person', 'coalition', 'event', 'metric'] as const;
export const FoundKind = Type.Enum(FOUND_KINDS);
export type FoundKind = Static<typeof FoundKind>;
export const SearchQuery = Type.Object({
	q: Type.String({ maxLength: 200, description: 'Words of a name or key; nothing: the first by name' }),
	kind: Type.Optional(FoundKind)
});
export type SearchQuery = Static<typeof SearchQuery>;
export const SearchAnswer = Type.Object({
	results: Type.Array(
		Type.Object({
			kind: FoundKind,
			key: Key,
			name: Type.String(),
			detail: Type.String()
		})
	)
});
export type SearchAnswer = Static<typeof SearchAnswer>;

/** One team's state for one pattern. */
export const TeamState = Type.Object({
	team: Named,
	area: Nullable(Named),
	stage: Stage,
	since: Day,
	fact: Nullable(Type.String())
});
export type TeamState = Static<typeof TeamState>;

/** A curve that falls or rises in steps over days: survival, or cumulative incidence, with its limits. */
export const StepCurve = Type.Object({
	days: Type.Array(Type.Number()),
	share: Type.Array(Type.Number()),
	lower: Type.Array(Nullable(Type.Number())),
	upper: Type.Array(Nullable(Type.Number()))
});
export type StepCurve = Static<typeof StepCurve>;

/** Time from `from` to adopted, with giving up as the competing end; null medians are not reached yet. */
export const TimeToAdopt = Type.Object({
	from: Nullable(Type.Enum(['agreed', 'started', 'identified', 'observed'])),
	started: Count,
	adopted: Count,
	gaveUp: Count,
	stillOpen: Count,
	medianDays: Nullable(Type.Number()),
	medianLower: Nullable(Type.Number()),
	medianUpper: Nullable(Type.Number()),
	adoptedShare: Nullable(StepCurve),
	gaveUpShare: Nullable(StepCurve),
	tooLittle: Nullable(Type.String())
});
export type TimeToAdopt = Static<typeof TimeToAdopt>;

export const PatternDetail = Type.Object({
	asOf: Day,
	area: Area,
	key: Key,
	name: Type.String(),
	kind: PatternKind,
	summary: Type.String(),
	discoveredOn: Nullable(Day),
	origin: Nullable(Named),
	/** Quarter so far: teams that newly adopted, lapsed, or returned since `quarterFrom`. */
	quarterFrom: Day,
	adoptedNow: Count,
	lapsedNow: Count,
	teams: Type.Array(TeamState),
	timeToAdopt: TimeToAdopt
});
export type PatternDetail = Static<typeof PatternDetail>;

export const MetricSeries = Type.Object({
	key: Key,
	name: Type.String(),
	unit: Type.String(),
	direction: Type.Enum(['up', 'down']),
	on: Type.Array(Day),
	value: Type.Array(Type.Number())
});
export type MetricSeries = Static<typeof MetricSeries>;

export const TeamDetail = Type.Object({
	asOf: Day,
	key: Key,
	name: Type.String(),
	kind: Type.String(),
	size: Nullable(Type.Integer()),
	joinedOn: Nullable(Day),
	path: Type.Array(Named),
	leaf: Type.Boolean(),
	traits: Type.Array(Type.Object({ trait: Type.String(), value: Type.String(), observedOn: Day })),
	/** The team's own adoptions, newest change first. */
	adoptions: Type.Array(
		Type.Object({
			pattern: Type.Object({ key: Key, name: Type.String(), kind: PatternKind }),
			stage: Stage,
			since: Day,
			history: Type.Array(Type.Object({ stage: Stage, on: Day, fact: Nullable(Type.String()) }))
		})
	),
	metrics: Type.Array(MetricSeries)
});
export type TeamDetail = Static<typeof TeamDetail>;

export const PatternQuery = AsOfArea;
