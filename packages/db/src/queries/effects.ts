import type { Db, Transaction } from '../connect.ts';
import { ORGANIZATION_ID } from '../words.ts';

/** What a pattern did to a metric, as api/roi/effect.ts worked it out: `measured` in short, `study` step by step. */
export type KeptEffect = { period: PanelPeriod; measured: unknown; study: unknown };
/** The calendar period in which a metric is compared, in months. */
const MONTHS = { month: 1, quarter: 3, year: 12 };
export type PanelPeriod = keyof typeof MONTHS;

type Sql = Db | Transaction;

/** The number of the period in which a day lies, counted from the year 0. */
const numberOf = (sql: Sql, day: string, by: PanelPeriod) =>
	sql.unsafe(`floor((date_part('year', ${day}) * 12 + date_part('month', ${day}) - 1) / ${MONTHS[by]})::int`);

/** The pairs of patterns, or those given, and the metrics that they should move. */
export const namedPairs = (sql: Sql, patternIds?: string[]) =>
	sql`SELECT pattern_id, metric_id, claimed_effect AS claimed FROM pattern_metrics ${patternIds ? sql`WHERE pattern_id = ANY (${patternIds}::uuid[])` : sql``}`;
/** The pairs of a pattern and all metrics. */
export const allPairs = (sql: Sql, patternId: string) =>
	sql`SELECT ${patternId}::uuid AS pattern_id, id AS metric_id, NULL AS claimed FROM metrics`;

/**
 * Pairs with what is known of their metrics, and what their effects rest on as known on a day: as_of, pattern_version,
 * metric_version. From the last day of both on, nothing that was recorded of them is left out: `infinity`.
 */
export const pairsOn = (sql: Sql, pairs: ReturnType<typeof namedPairs>, asOf: string) => sql`
	SELECT pair.pattern_id, pair.metric_id, pair.claimed, metrics.key, metrics.name, metrics.unit, metrics.direction,
		CASE WHEN coalesce(greatest(metrics.last_on, total.last_on), '-infinity') <= ${asOf} THEN 'infinity' ELSE ${asOf}::date END AS as_of,
		coalesce(pattern.version, 0) AS pattern_version, coalesce(metric.version, 0) AS metric_version
	FROM (${pairs}) pair JOIN metrics ON metrics.id = pair.metric_id
	LEFT JOIN spread_totals total ON total.area_id = ${ORGANIZATION_ID} AND total.pattern_id = pair.pattern_id
	LEFT JOIN versions pattern ON pattern.subject_id = pair.pattern_id
	LEFT JOIN versions metric ON metric.subject_id = pair.metric_id`;

/** A row of effect_estimates named `kept` as KeptEffect, its study only if asked for; null where there is none. */
export const keptEffect = (sql: Sql, { study }: { study: boolean }) => sql`
	CASE WHEN kept.period IS NOT NULL THEN
		jsonb_build_object('period', kept.period, 'measured', kept.measured, 'study', ${study ? sql`kept.study` : null}::jsonb) END`;

/** The effects that somebody waits for: of all patterns, of one, or of one on every metric there is (`search`). */
export type Wanted = { asOf: string; patternId?: string; search?: true };

/** A pair whose effect is not worked out. `asOf` may be `infinity`. */
export type MissingEffect = {
	patternId: string;
	metricId: string;
	asOf: string;
	patternVersion: string;
	metricVersion: string;
	/** It was worked out before, as things were then. */
	again: boolean;
};

/** Any number will do, as long as nobody else in this database locks by it. */
const ESTIMATOR_LOCK = 7_305_218;

/** Waits until no other process works out an effect; the turn ends with the transaction. */
export async function waitForTurn(sql: Transaction): Promise<void> {
	await sql`SELECT pg_advisory_xact_lock(${ESTIMATOR_LOCK})`;
}

/** One of the wanted effects that are missing, metric by metric; undefined where none is. */
export async function missingEffect(
	sql: Sql,
	{ asOf, patternId, search }: Wanted
): Promise<MissingEffect | undefined> {
	const pairs = search
		? allPairs(sql, patternId!)
		: namedPairs(sql, patternId === undefined ? undefined : [patternId]);
	const [row] = await sql<MissingEffect[]>`
		SELECT pattern_id AS "patternId", metric_id AS "metricId", as_of AS "asOf", pattern_version AS "patternVersion",
			metric_version AS "metricVersion", EXISTS (SELECT FROM effect_estimates before
				WHERE (before.pattern_id, before.metric_id, before.as_of) = (pair.pattern_id, pair.metric_id, pair.as_of)) AS again
		FROM (${pairsOn(sql, pairs, asOf)}) pair
		WHERE NOT EXISTS (SELECT FROM effect_estimates kept
			WHERE kept.pattern_id = pair.pattern_id AND kept.metric_id = pair.metric_id AND kept.as_of = pair.as_of
				AND kept.pattern_version = pair.pattern_version AND kept.metric_version = pair.metric_version)
		ORDER BY metric_id, pattern_id LIMIT 1`;
	return row;
}

/** Days in the past for which the effect of a pair is kept at most. */
const MOST_DAYS = 50;

/** Keeps an effect in the place of what no longer holds. */
export async function keepEffect(sql: Sql, missing: MissingEffect, effect: KeptEffect): Promise<void> {
	const { patternId, metricId, asOf, patternVersion, metricVersion } = missing;
	await sql`
		INSERT INTO effect_estimates (pattern_id, metric_id, as_of, pattern_version, metric_version, period, measured, study)
		VALUES (${patternId}, ${metricId}, ${asOf}, ${patternVersion}, ${metricVersion}, ${effect.period},
			${sql.json(effect.measured as never)}, ${sql.json(effect.study as never)})
		ON CONFLICT (pattern_id, metric_id, as_of) DO UPDATE SET pattern_version = excluded.pattern_version,
			metric_version = excluded.metric_version, period = excluded.period, measured = excluded.measured, study = excluded.study`;
	await sql`
		DELETE FROM effect_estimates WHERE pattern_id = ${patternId} AND metric_id = ${metricId} AND as_of <> ${asOf}
			AND ((pattern_version, metric_version) <> (${patternVersion}::bigint, ${metricVersion}::bigint) OR as_of IN (
				SELECT as_of FROM effect_estimates WHERE pattern_id = ${patternId} AND metric_id = ${metricId}
					AND as_of < 'infinity' ORDER BY as_of DESC OFFSET ${MOST_DAYS}))`;
}

/** A metric of a team as means of calendar periods, by their numbers (`at`). */
export type TeamSeries = { team: string; at: number[]; value: number[] };

/** A metric of all teams that were measured up to a day, period by period. */
export async function metricSeries(
	sql: Sql,
	metricId: string,
	by: PanelPeriod,
	asOf: string
): Promise<TeamSeries[]> {
	return sql<TeamSeries[]>`
		SELECT team_id AS team, json_agg(at ORDER BY at) AS at, json_agg(value ORDER BY at) AS value FROM (
			SELECT team_id, ${numberOf(sql, 'measured_on', by)} AS at,
				avg(value) AS value
			FROM measurements WHERE metric_id = ${metricId} AND measured_on <= ${asOf} GROUP BY 1, 2
		) period GROUP BY team_id ORDER BY team_id`;
}

/** The periods in which a team first adopted a pattern, and first gave it up after that. */
export type Adopter = { team: string; adoptedAt: number; lapsedAt: number | null };

/** The teams that adopted a pattern up to a day. */
export async function adopters(
	sql: Sql,
	patternId: string,
	by: PanelPeriod,
	asOf: string
): Promise<Adopter[]> {
	return sql<Adopter[]>`
		SELECT team_id AS team, ${numberOf(sql, 'adopted_on', by)} AS "adoptedAt", ${numberOf(sql, 'lapsed_on', by)} AS "lapsedAt" FROM (
			SELECT team_id, adopted_on, (SELECT min(from_on) FROM stays WHERE stays.team_id = used.team_id
				AND pattern_id = ${patternId} AND stage = 'abandoned' AND from_on > adopted_on AND from_on <= ${asOf}) AS lapsed_on
			FROM (SELECT team_id, min(from_on) AS adopted_on FROM stays
				WHERE pattern_id = ${patternId} AND stage IN ('adopted', 'sustained') AND from_on <= ${asOf} GROUP BY team_id) used
		) adopter`;
}

/** The usual distance between two measurements of a team, in days; null where none was measured twice. */
export async function measurementGap(sql: Sql, metricId: string): Promise<number | null> {
	const [row] = await sql<{ days: number | null }[]>`
		SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY days)::int AS days FROM (
			SELECT measured_on - lag(measured_on) OVER (PARTITION BY team_id ORDER BY measured_on) AS days
			FROM measurements WHERE metric_id = ${metricId}
		) gaps`;
	return row!.days;
}
