import type { Transaction } from '../connect.ts';
import { materialize } from './materialize.ts';
import { IN_USE, SAME_TREE, type Tree } from './relations.ts';

/** Twelve weeks. */
const DAYS = 84;

const SUMS = ['before', 'sum_before', 'after', 'sum_after'] as const;
const sums = SUMS.join(', ');
/** The values of before_after, and of before_after_areas. */
export const TEAM_SUMS = ['adopted_on', ...SUMS];
export const AREA_SUMS = ['teams', ...SUMS];
const row = (names: string[], of: string) => `(${names.map((name) => `${of}.${name}`).join(', ')})`;

const side = (condition: string, name: string) => `
	count(*) FILTER (WHERE ${condition})::int AS ${name},
	coalesce(sum(value ORDER BY measured_on) FILTER (WHERE ${condition}), 0)::numeric AS sum_${name}`;

/**
 * The measurements around the first adopting of the touched adoptions, by their `derived` stays. A team's are added up
 * day by day, so that they come to the same whenever they are; teams are added up exactly. Metric by metric and team by
 * team: what lies together is read together.
 */
export const around = `
	SELECT team_id, pattern_id, metric_id, adopted_on, ${sums}
	FROM (
		SELECT team_id, pattern_id, metric_id, adopted_on FROM (
			SELECT team_id, pattern_id, min(from_on) AS adopted_on
			FROM derived WHERE stage IN ${IN_USE} GROUP BY team_id, pattern_id
		) first JOIN pattern_metrics USING (pattern_id)
		ORDER BY metric_id, team_id
	) adopter CROSS JOIN LATERAL (
		SELECT ${side('measured_on < adopted_on', 'before')}, ${side('measured_on >= adopted_on', 'after')}
		FROM measurements WHERE measurements.metric_id = adopter.metric_id AND measurements.team_id = adopter.team_id
			AND measured_on >= adopted_on - ${DAYS} AND measured_on < adopted_on + ${DAYS}
	) measured`;

/** The sums of the touched adoptions as they were kept (sign -1) and as they are now (1), where anything was measured. */
const CHANGED_SUMS = `(
	SELECT team_id, pattern_id, metric_id, ${sums}, -1 AS sign FROM touched JOIN before_after USING (team_id, pattern_id)
	WHERE before + after > 0
	UNION ALL SELECT team_id, pattern_id, metric_id, ${sums}, 1 FROM around WHERE before + after > 0) both_sums`;
/** As if none had been kept before. */
export const SUMS_ANEW = `(SELECT *, 1 AS sign FROM around WHERE before + after > 0) both_sums`;

/**
 * The same of every area that the team lies below today. An area further up adds what those directly above the teams
 * come to, which are far fewer.
 */
const aroundAreas = (from: string, { areas, by }: Tree) => {
	const above = (depth: string) =>
		`(SELECT ${by}, area_id FROM ${areas} a WHERE depth ${depth} AND until_on = 'infinity') above`;
	const added = (sign = '') =>
		SUMS.map((name) => `sum(${sign}${name})${name.startsWith('sum_') ? '' : '::int'} AS ${name}`).join(', ');
	return `
	WITH directly AS (
		SELECT ${by.replace('team_id', 'area_id AS team_id')}, pattern_id, metric_id, sum(sign)::int AS teams, ${added('sign * ')}
		FROM ${from} JOIN ${above('= 1')} USING (${by})
		GROUP BY ${by.replace('team_id', 'area_id')}, pattern_id, metric_id
	)
	SELECT area_id, pattern_id, metric_id, sum(teams)::int AS teams, ${added()} FROM (
		SELECT team_id AS area_id, pattern_id, metric_id, teams, ${sums} FROM directly
		UNION ALL
		SELECT area_id, pattern_id, metric_id, teams, ${sums} FROM directly JOIN ${above('> 0')} USING (${by})
	) each_area GROUP BY area_id, pattern_id, metric_id
	HAVING ${SUMS.map((name) => `sum(${name}) <> 0`).join(' OR ')}`;
};

/** More relations (relations.ts), which follow from the touched adoptions and their `derived` stays. */
export const beforeAfter = (tree: Tree, from = CHANGED_SUMS): [name: string, sql: string][] => [
	['around', around],
	['around_areas', aroundAreas(from, tree)]
];

/** What is written of them to the kept tables. */
export const beforeAfterWrites: [name: string, sql: string][] = [
	[
		'fewer_around',
		`DELETE FROM before_after kept USING touched WHERE kept.team_id = touched.team_id AND kept.pattern_id = touched.pattern_id
		AND NOT EXISTS (SELECT FROM around WHERE around.team_id = kept.team_id AND around.pattern_id = kept.pattern_id
			AND around.metric_id = kept.metric_id)`
	],
	[
		'around_now',
		`INSERT INTO before_after AS kept (team_id, pattern_id, metric_id, ${TEAM_SUMS.join(', ')})
		SELECT team_id, pattern_id, metric_id, ${TEAM_SUMS.join(', ')} FROM around ORDER BY 1, 2, 3
		ON CONFLICT (team_id, pattern_id, metric_id) DO UPDATE SET (${TEAM_SUMS.join(', ')}) = ${row(TEAM_SUMS, 'excluded')}
		WHERE ${row(TEAM_SUMS, 'kept')} IS DISTINCT FROM ${row(TEAM_SUMS, 'excluded')}`
	],
	[
		'around_areas_now',
		`INSERT INTO before_after_areas AS kept (area_id, pattern_id, metric_id, ${AREA_SUMS.join(', ')})
		SELECT area_id, pattern_id, metric_id, ${AREA_SUMS.join(', ')} FROM around_areas ORDER BY 1, 2, 3
		ON CONFLICT (area_id, pattern_id, metric_id) DO UPDATE SET ${AREA_SUMS.map((name) => `${name} = kept.${name} + excluded.${name}`).join(', ')}`
	]
];

/**
 * Keeps up, in the transaction of an import, what rests on its measurements (`staged_measurements`) and on the pairs of
 * patterns and metrics that it brought: versions and last days of metrics, and the sums of adoptions that `keep` has
 * not counted already, which are those in `touched`. The caller has counted up the versions of the patterns, since
 * changes of their adoptions must wait, or see what was measured; with `measurements` after `readMeasured`.
 */
export async function keepMeasured(
	sql: Transaction,
	{ importId, measurements }: { importId: string; measurements: boolean }
): Promise<void> {
	if (measurements) await keepLastDays(sql);
	// tables, so that the planner knows how much there is; those that `keep` may have left are of no use any more
	await sql`ALTER TABLE touched RENAME TO counted`;
	await sql`DROP TABLE IF EXISTS derived, around, around_areas`;
	await sql`CREATE TEMPORARY TABLE touched (team_id uuid, pattern_id uuid) ON COMMIT DROP`;
	await sql`
		INSERT INTO touched
		SELECT team_id, pattern_id FROM adoptions
		WHERE pattern_id IN (SELECT pattern_id FROM pattern_metrics WHERE import_id = ${importId})
		${measurements ? sql`UNION ${sql.unsafe(ADOPTED_NEAR)}` : sql``}
		EXCEPT SELECT team_id, pattern_id FROM counted`;
	await sql`ANALYZE touched`;
	await materialize(
		sql,
		'derived',
		`SELECT stays.* FROM touched JOIN stays USING (team_id, pattern_id) WHERE stage IN ${IN_USE}`
	);
	for (const [name, query] of beforeAfter(SAME_TREE)) await materialize(sql, name, query);
	for (const [, write] of beforeAfterWrites) await sql.unsafe(write);
}

/** Adoptions with measured days in their windows. */
const ADOPTED_NEAR = `
	SELECT team_id, pattern_id FROM before_after JOIN measured USING (team_id, metric_id)
	WHERE adopted_on > first_on - ${DAYS} AND adopted_on <= last_on + ${DAYS}`;

/** Makes `measured`: the metrics of teams that the import brought measurements of, and their first and last days. */
export async function readMeasured(sql: Transaction): Promise<void> {
	await sql`
		CREATE TEMPORARY TABLE measured ON COMMIT DROP AS
		SELECT metrics.id AS metric_id, teams.id AS team_id, staged.first_on, staged.last_on
		FROM (SELECT metric_key, team_key, min(measured_on) AS first_on, max(measured_on) AS last_on
			FROM staged_measurements GROUP BY metric_key, team_key) staged
		JOIN metrics ON metrics.key = metric_key JOIN teams ON teams.key = team_key`;
	await sql`ANALYZE measured`;
}

async function keepLastDays(sql: Transaction): Promise<void> {
	await sql`
		UPDATE metrics SET last_on = greatest(metrics.last_on, latest.last_on)
		FROM (SELECT metric_id, max(last_on) AS last_on FROM measured GROUP BY metric_id) latest WHERE id = metric_id`;
}

/** Reads the last days of metrics anew, and returns how many differed. */
export async function recountLastDays(sql: Transaction): Promise<number> {
	const differed = await sql`
		UPDATE metrics SET last_on = latest.last_on
		FROM (SELECT metric_id, max(measured_on) AS last_on FROM measurements GROUP BY metric_id) latest
		WHERE id = metric_id AND metrics.last_on IS DISTINCT FROM latest.last_on`;
	return differed.count;
}
