import { ORGANIZATION_ID } from '../words.ts';

/** What is counted, as columns of the kept tables (schema/adoptions.ts). */
export const COUNTS = [
	'adopted',
	'sustained',
	'open',
	'declined',
	'abandoned',
	'outside',
	'adopters',
	'adopted_days',
	'unused_days'
] as const;
/** Those of them that the series have. */
export const STATES = COUNTS.slice(0, 6);
const each = <Name extends string>(names: readonly Name[], write: (name: Name) => string) =>
	names.map(write).join(', ');
/** All but `adopted_days`, which follow from `adopted` on the day of a change: adding bigints up is slow. */
const SUMMED = COUNTS.filter((name) => name !== 'adopted_days');
/** As narrow as the columns: PostgreSQL adds up integers as bigint, and those as numeric, which is slow. */
const sums = (names: readonly string[]) =>
	each(names, (name) => `sum(${name})::${name === 'adopted_days' ? 'bigint' : 'int'} AS ${name}`);
const anySum = (names: readonly string[]) => names.map((name) => `sum(${name}) <> 0`).join(' OR ');

/** Of spread_changes: something was recorded on the day; who is eligible may change without. */
export const BY_RECORDS = `(${COUNTS.slice(0, 5)
	.map((count) => `${count} <> 0`)
	.join(' OR ')})`;

/** A Monday before all days: weeks and days are numbered from it. */
export const DAY_ZERO = `date '0001-01-01'`;
/** The number of the week or month of a day, in SQL. */
export const PERIOD_NUMBER = {
	week: (day: string) => `((${day} - ${DAY_ZERO}) / 7)`,
	month: (day: string) => `(date_part('year', ${day}) * 12 + date_part('month', ${day}) - 1)::int`
};

const OPEN = `('observed', 'identified', 'agreed', 'started')`;
export const IN_USE = `('adopted', 'sustained')`;

/** The stays of the touched adoptions, derived from their transitions that nothing supersedes. */
const derived = `
	WITH live AS (
		SELECT t.team_id, t.pattern_id, t.stage, t.occurred_on, t.day_order, t.id
		FROM touched JOIN transitions t USING (team_id, pattern_id)
		WHERE t.stage IS NOT NULL AND NOT EXISTS (SELECT FROM transitions later WHERE later.team_id = t.team_id
			AND later.pattern_id = t.pattern_id AND later.supersedes = t.id AND later.supersedes IS NOT NULL)
	), entered AS (
		-- one window for all that is asked of it: each would be another pass
		SELECT *, lag(stage) OVER track AS stage_before, lag(occurred_on) OVER track AS day_before,
			max(occurred_on) OVER track AS last_day, row_number() OVER track AS place
		FROM live WINDOW track AS (PARTITION BY team_id, pattern_id ORDER BY occurred_on, day_order, id
			ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
	), steps AS (
		-- entering a stage again without leaving it prolongs the stay: only the first time begins one
		SELECT team_id, pattern_id, stage, occurred_on, (row_number() OVER rest)::smallint AS step,
			lead(stage) OVER rest AS next_stage, coalesce(lead(occurred_on) OVER rest, 'infinity') AS until_on,
			coalesce(lead(day_before) OVER rest, last_day) AS last_on,
			-- the earliest stage that follows and is not open, and its day, in one number that orders by position
			min(CASE WHEN stage NOT IN ${OPEN} THEN place * 1000000000
				+ CASE stage WHEN 'adopted' THEN 1 WHEN 'sustained' THEN 2 WHEN 'declined' THEN 3 ELSE 4 END * 100000000
				+ (occurred_on - ${DAY_ZERO}) END) OVER rest AS outcome
		FROM entered WHERE stage IS DISTINCT FROM stage_before
		WINDOW rest AS (PARTITION BY team_id, pattern_id ORDER BY occurred_on, day_order, id
			ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
	)
	SELECT team_id, pattern_id, step, stage, occurred_on AS from_on, until_on, last_on, next_stage,
		CASE WHEN stage IN ${OPEN} THEN (ARRAY['adopted', 'sustained', 'declined', 'abandoned'])[outcome / 100000000 % 10] END AS outcome,
		CASE WHEN stage IN ${OPEN} THEN ${DAY_ZERO} + (outcome % 100000000)::int END AS outcome_on
	FROM steps`;

const STAY = 'team_id, pattern_id, step, stage, from_on, until_on, next_stage';
/** The stays as they were kept (sign -1) and as they are derived now (1): what is to be taken from the counts, and added. */
const CHANGED = `(
	SELECT ${STAY}, -1 AS sign FROM touched JOIN stays USING (team_id, pattern_id)
	UNION ALL SELECT ${STAY}, 1 FROM derived) both_stays`;
/** Only the stays of a relation: the counts from nothing. */
export const anew = (stays: string) => `(SELECT ${STAY}, 1 AS sign FROM ${stays}) both_stays`;

/**
 * When the context of teams breaks (misfits.ts), of the touched adoptions and of teams without a record: as kept
 * (sign -1) and as it is now (1), which is the same unless conditions or traits changed.
 */
export const SAME_FIT = `(
	SELECT misfits.*, sign FROM touched JOIN misfits USING (team_id, pattern_id) CROSS JOIN (VALUES (-1), (1)) signs (sign)) misfit`;
export const NEW_FIT = `(
	SELECT misfits.*, -1 AS sign FROM touched JOIN misfits USING (team_id, pattern_id)
	UNION ALL SELECT misfits_now.*, 1 FROM touched JOIN misfits_now USING (team_id, pattern_id)) misfit`;
export const FIT_ANEW = `(SELECT *, 1 AS sign FROM misfits) misfit`;

/** Where teams lie: as kept, or as kept (sign -1) and as read anew (1) when the tree changes. */
export type Tree = { leaves: string; areas: string; by: string };
export const SAME_TREE: Tree = { leaves: 'leaf_spans', areas: 'team_areas', by: 'team_id' };
export const NEW_TREE: Tree = {
	leaves: `(SELECT *, -1 AS sign FROM leaf_spans UNION ALL SELECT *, 1 FROM tree_leaves)`,
	areas: `(SELECT *, -1 AS sign FROM team_areas UNION ALL SELECT *, 1 FROM tree_areas)`,
	by: 'team_id, sign'
};

/** Whether a stay in the stage counts as that, as 1 or 0. */
const IS = {
	adopted: (stage: string) => `(${stage} IN ${IN_USE})::int`,
	sustained: (stage: string) => `(${stage} = 'sustained')::int`,
	open: (stage: string) => `(${stage} IN ${OPEN})::int`,
	declined: (stage: string) => `(${stage} = 'declined')::int`,
	abandoned: (stage: string) => `(${stage} = 'abandoned')::int`
};
const STAGE_COUNTS = ['adopted', 'sustained', 'open', 'declined', 'abandoned'] as const;

const none = (names: readonly string[]) => each(names, () => '0');

/**
 * What changes of the counts for a team and pattern on a day by its stays in `from` and its `misfits` (both with a
 * sign), added up by `by`: team_id, with the sign where the team may lie elsewhere now.
 */
export const ownChanges = (from: string, misfits: string, { leaves, by }: Tree) => {
	const leaf = `(SELECT ${by}, from_on AS leaf_from, until_on AS leaf_until FROM ${leaves} l) leaf`;
	// most teams are leaves from their first record on for good, and never outside
	const outside = `(
		SELECT own.* FROM (SELECT * FROM ${from} WHERE step = 1) own LEFT JOIN ${leaf}
			ON (${each(by.split(', '), (name) => `own.${name}`)}) = (${each(by.split(', '), (name) => `leaf.${name}`)})
			AND leaf_from <= from_on AND leaf_until = 'infinity'
		WHERE leaf.team_id IS NULL) outside`;
	return `
	SELECT ${by}, pattern_id, on_day, ${sums(SUMMED)}, sum(adopted) * (on_day - ${DAY_ZERO}) AS adopted_days FROM (
		-- an adoption comes with its first stay, and goes from one to the next; its month of adopting lies in one of them
		SELECT team_id, sign, pattern_id, from_on AS on_day, ${each(STAGE_COUNTS, (count) => `(step = 1)::int * sign * ${IS[count]('stage')} AS ${count}`)},
			0 AS outside, 0 AS adopters,
			CASE WHEN stage = 'adopted' THEN sign * (least(until_on,
				(date_trunc('month', from_on::timestamp) + interval '1 month')::date) - from_on) ELSE 0 END AS unused_days
		FROM ${from} WHERE step = 1 OR stage = 'adopted'
		UNION ALL
		SELECT team_id, sign, pattern_id, until_on, ${each(STAGE_COUNTS, (count) => `sign * (${IS[count]('next_stage')} - ${IS[count]('stage')})`)}, 0, 0, 0
		FROM ${from} WHERE until_on < 'infinity' AND (stage NOT IN ${OPEN} OR next_stage NOT IN ${OPEN})
		UNION ALL
		SELECT team_id, sign, pattern_id, min(from_on), ${none(STATES)}, sign, 0
		FROM ${from} WHERE stage IN ${IN_USE} GROUP BY team_id, sign, pattern_id
		UNION ALL
		-- a team with a record is eligible from its first record on, counted as outside ...
		SELECT team_id, sign, pattern_id, from_on, ${none(STATES.slice(1))}, sign, 0, 0 FROM ${outside}
		UNION ALL
		-- ... except while it is a joined leaf, which leaf_changes counts
		SELECT team_id, sign, pattern_id, edge.on_day, ${none(STATES.slice(1))}, n, 0, 0
		FROM ${outside} JOIN ${leaf} USING (${by})
		CROSS JOIN LATERAL (VALUES (greatest(from_on, leaf_from), -sign), (leaf_until, sign)) AS edge (on_day, n)
		WHERE from_on < leaf_until AND edge.on_day < 'infinity'
		UNION ALL
		-- a joined leaf whose context breaks is not eligible as long as it has no record, although leaf_changes counts it
		SELECT team_id, sign, pattern_id, edge.on_day, ${none(STATES.slice(1))}, n, 0, 0
		FROM ${misfits} JOIN ${leaf} USING (${by})
		LEFT JOIN (SELECT team_id, sign, pattern_id, from_on AS first_on FROM ${from} WHERE step = 1) first USING (team_id, sign, pattern_id)
		CROSS JOIN LATERAL (VALUES (greatest(from_on, leaf_from), -sign), (least(until_on, leaf_until, first_on), sign)) AS edge (on_day, n)
		WHERE greatest(from_on, leaf_from) < least(until_on, leaf_until, first_on) AND edge.on_day < 'infinity'
	) edges GROUP BY ${by}, pattern_id, on_day HAVING ${anySum(SUMMED)}`;
};

/** By how much the `adopted_days` of a change differ from those of one on another day. */
const carriedTo = (day: string) => `(adopted_days - adopted * (${day} - ${DAY_ZERO}))::int`;

/** The same of every area above the team: day by day while it lies there; what was before comes and leaves with it. */
const net = ({ areas, by }: Tree) => `
	SELECT area_id, pattern_id, on_day, ${sums(SUMMED)}, sum(adopted) * (on_day - ${DAY_ZERO}) + sum(carried) AS adopted_days FROM (
		SELECT area_id, pattern_id, on_day, ${SUMMED.join(', ')}, 0 AS carried FROM own JOIN ${areas} above USING (${by})
		WHERE depth > 0 AND on_day >= from_on AND on_day < until_on
		UNION ALL
		SELECT area_id, pattern_id, from_on, ${SUMMED.join(', ')}, ${carriedTo('from_on')} FROM own JOIN ${areas} above USING (${by})
		WHERE depth > 0 AND on_day < from_on AND from_on > '-infinity'
		UNION ALL
		SELECT area_id, pattern_id, until_on, ${each(SUMMED, (count) => `-${count}`)}, -${carriedTo('until_on')} FROM own JOIN ${areas} above USING (${by})
		WHERE depth > 0 AND on_day < until_on AND until_on < 'infinity'
	) changes GROUP BY area_id, pattern_id, on_day HAVING ${anySum([...SUMMED, 'carried'])}`;

/** The changes of areas by week and month. */
export const perPeriod = `
	SELECT area_id, pattern_id, period, number, ${sums(STATES)}
	-- numbered once a day, not once a change
	FROM net JOIN (SELECT on_day, period, number FROM (SELECT DISTINCT on_day FROM net) days CROSS JOIN LATERAL (VALUES
		('week', ${PERIOD_NUMBER.week('on_day')}), ('month', ${PERIOD_NUMBER.month('on_day')})) AS own_period (period, number)
	) numbers USING (on_day)
	GROUP BY area_id, pattern_id, period, number HAVING ${anySum(STATES)}`;

/** The same as arrays beside the numbers of the periods. */
const series = `
	SELECT area_id, pattern_id, period, array_agg(number) AS numbers, ${each(STATES, (state) => `array_agg(${state}) AS ${state}`)}
	FROM (${perPeriod}) numbered GROUP BY area_id, pattern_id, period`;

/**
 * How many `stays` there are of each `kind`, in the scopes of their pattern, and of the areas that their team lies below
 * today. An area further up adds the numbers of those below it up, which are far fewer than stays.
 */
const scoped = (stays: string, kind: string, { areas, by }: Tree) => {
	const above = (depth: string) =>
		`(SELECT ${by}, area_id FROM ${areas} a WHERE depth ${depth} AND until_on = 'infinity') above`;
	return `
	WITH directly AS (
		SELECT ${by.replace('team_id', 'area_id AS team_id')}, ${kind}, sum(sign)::int AS stays
		FROM ${stays} JOIN ${above('= 1')} USING (${by}) GROUP BY ${by.replace('team_id', 'area_id')}, ${kind}
	)
	SELECT pattern_id AS scope_id, ${kind}, sum(sign)::int AS stays FROM ${stays} GROUP BY pattern_id, ${kind} HAVING sum(sign) <> 0
	UNION ALL
	SELECT scope_id, ${kind}, sum(stays)::int FROM (
		SELECT team_id AS scope_id, ${kind}, stays FROM directly
		UNION ALL
		SELECT area_id, ${kind}, stays FROM directly JOIN ${above('> 0')} USING (${by})
	) each_area GROUP BY scope_id, ${kind} HAVING sum(stays) <> 0`;
};

const lengths = (from: string, tree: Tree) =>
	scoped(
		`(SELECT team_id, sign, pattern_id, stage, next_stage IN ('declined', 'abandoned') AS ended, until_on - from_on AS days
		FROM ${from} WHERE until_on < 'infinity') stay`,
		'stage, ended, days',
		tree
	);

const running = (from: string, tree: Tree) =>
	scoped(
		`(SELECT team_id, sign, pattern_id, stage, from_on AS since FROM ${from} WHERE until_on = 'infinity') stay`,
		'stage, since',
		tree
	);

/** Everything that follows from the touched adoptions, each made from those before it. */
export const relations = (tree: Tree, from = CHANGED, misfits = SAME_FIT): [name: string, sql: string][] => [
	['derived', derived],
	['own', ownChanges(from, misfits, tree)],
	['net', net(tree)],
	['series', series],
	['lengths', lengths(from, tree)],
	['running', running(from, tree)]
];

const adds = (names: readonly string[]) => each(names, (name) => `${name} = kept.${name} + excluded.${name}`);
const counts = COUNTS.join(', ');
const STAYS = 'stage, from_on, until_on, last_on, next_stage, outcome, outcome_on';

/** The kept total of an area and pattern; `last_on` may lie later than the last change that still stands. */
export const totals = `
	SELECT area_id, pattern_id, max(on_day) AS last_on, ${sums(COUNTS)} FROM net GROUP BY area_id, pattern_id`;

type Upsert = { table: string; key: string; columns: string; from: string; update: string };
const upsert = ({ table, key, columns, from, update }: Upsert) => `
	INSERT INTO ${table} AS kept (${key}, ${columns}) SELECT ${key}, ${columns} FROM ${from} ORDER BY ${key}
	ON CONFLICT (${key}) DO UPDATE SET ${update}`;
/** The same for many rows that nobody else can add: those that are there, and then the others, in half the time. */
const upsertMany = (own: Upsert): string[] => {
	const kept = `SELECT FROM ${own.table} kept WHERE (${each(own.key.split(', '), (name) => `kept.${name}`)}) = (${each(own.key.split(', '), (name) => `now.${name}`)})`;
	return [
		upsert({ ...own, from: `${own.from} now WHERE EXISTS (${kept})` }),
		`INSERT INTO ${own.table} (${own.key}, ${own.columns}) SELECT ${own.key}, ${own.columns} FROM ${own.from} now
		WHERE NOT EXISTS (${kept}) ORDER BY ${own.key}`
	];
};

const staysNow: Upsert = {
	table: 'stays',
	key: 'team_id, pattern_id, step',
	columns: STAYS,
	from: 'derived',
	update: `(${STAYS}) = (${each(STAYS.split(', '), (name) => `excluded.${name}`)})
		WHERE (${each(STAYS.split(', '), (name) => `kept.${name}`)}) IS DISTINCT FROM (${each(STAYS.split(', '), (name) => `excluded.${name}`)})`
};
const changesNow: Upsert = {
	table: 'spread_changes',
	key: 'area_id, pattern_id, on_day',
	columns: counts,
	from: 'net',
	update: adds(COUNTS)
};

/** What is written to the kept tables; `many`: how, where much is. */
export const writes: [name: string, sql: string, many?: string[]][] = [
	[
		'fewer_stays',
		`DELETE FROM stays USING touched WHERE stays.team_id = touched.team_id AND stays.pattern_id = touched.pattern_id
		AND NOT EXISTS (SELECT FROM derived now WHERE now.team_id = stays.team_id
			AND now.pattern_id = stays.pattern_id AND now.step = stays.step)`
	],
	['stays_now', upsert(staysNow), upsertMany(staysNow)],
	[
		'totals_now',
		`INSERT INTO spread_totals AS kept (area_id, pattern_id, last_on, ${counts})
		SELECT area_id, pattern_id, last_on, ${counts} FROM (${totals}) totals ORDER BY 1, 2
		ON CONFLICT (area_id, pattern_id) DO UPDATE SET last_on = greatest(kept.last_on, excluded.last_on), ${adds(COUNTS)}`
	],
	['changes_now', upsert(changesNow), upsertMany(changesNow)],
	[
		'series_now',
		`INSERT INTO spread_series AS kept (area_id, pattern_id, period, numbers, ${STATES.join(', ')})
		SELECT area_id, pattern_id, period, numbers, ${STATES.join(', ')} FROM series ORDER BY 1, 3, 2
		ON CONFLICT (area_id, period, pattern_id) DO UPDATE SET numbers = add_numbers(kept.numbers, excluded.numbers),
			${each(STATES, (state) => `${state} = add_series(kept.numbers, kept.${state}, excluded.numbers, excluded.${state})`)}`
	]
];

/** The same of what changes of all patterns add to: written last, and in one order, or they would wait in a circle. */
export const lengthWrites: [name: string, sql: string][] = [
	[
		'lengths_now',
		`INSERT INTO stay_lengths AS kept (scope_id, stage, ended, days, stays)
		SELECT scope_id, stage, ended, days, stays FROM lengths ORDER BY 1, 2, 3, 4
		ON CONFLICT (scope_id, stage, ended, days) DO UPDATE SET ${adds(['stays'])}`
	],
	[
		'running_now',
		`INSERT INTO stays_running AS kept (scope_id, stage, since, stays)
		SELECT scope_id, stage, since, stays FROM running ORDER BY 1, 2, 3
		ON CONFLICT (scope_id, stage, since) DO UPDATE SET ${adds(['stays'])}`
	]
];

/** Where every team lies, and since when, from `team_places`: every team also lies in the whole organization. */
export const treeAreas = `
	WITH RECURSIVE up AS (
		SELECT id AS team_id, id AS area_id, 0 AS depth, '-infinity'::date AS from_on, 'infinity'::date AS until_on FROM teams
		UNION ALL
		SELECT up.team_id, coalesce(place.parent_id, '${ORGANIZATION_ID}'), up.depth + 1,
			greatest(up.from_on, place.from_on), least(up.until_on, place.until_on)
		FROM up JOIN team_places place
			ON place.team_id = up.area_id AND place.from_on < up.until_on AND up.from_on < place.until_on
	)
	SELECT team_id, area_id, depth, from_on, until_on FROM up`;

/** Since when every team is an eligible leaf: it has joined, and no other team lies below it; from `tree_areas`. */
export const treeLeaves = `
	SELECT team_id, greatest(lower(span), joined_on) AS from_on, upper(span) AS until_on
	FROM (
		SELECT id AS team_id, coalesce(joined_on, '-infinity') AS joined_on,
			unnest(datemultirange(daterange('-infinity', 'infinity')) - coalesce(
				(SELECT range_agg(daterange(from_on, until_on)) FROM tree_areas WHERE area_id = teams.id AND depth = 1),
				'{}')) AS span
		FROM teams
	) childless
	WHERE joined_on < upper(span)`;

/** How the number of joined leaf teams of areas changes, from areas and leaf spans. */
export const leafChangesOf = (leaves: string, areas: string) => `
	SELECT area_id, on_day, sum(teams)::int AS teams
	FROM ${leaves} leaf JOIN ${areas} area
		ON area.team_id = leaf.team_id AND area.from_on < leaf.until_on AND leaf.from_on < area.until_on
	CROSS JOIN LATERAL (VALUES
		(greatest(area.from_on, leaf.from_on), 1),
		(least(area.until_on, leaf.until_on), -1)) AS edge (on_day, teams)
	WHERE on_day < 'infinity'
	GROUP BY area_id, on_day HAVING sum(teams) <> 0`;
