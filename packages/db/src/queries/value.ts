import type { Db } from '../connect.ts';

export type ValuedMetric = {
	patternId: string;
	metricId: string;
	metricKey: string;
	metricName: string;
	unit: string;
	direction: 'up' | 'down';
	claimed: number | null;
	/** What one unit is worth to one team in one month on that day. */
	valuePerUnit: number | null;
	currency: string | null;
};

/** The metrics that patterns are meant to move, with what they claim and what a unit is worth on a day. */
export async function valuedMetrics(db: Db, asOf: string): Promise<ValuedMetric[]> {
	return db<ValuedMetric[]>`
		SELECT pm.pattern_id AS "patternId", m.id AS "metricId", m.key AS "metricKey", m.name AS "metricName", m.unit,
			m.direction, pm.claimed_effect AS claimed, worth.value_per_unit::float8 AS "valuePerUnit", worth.currency
		FROM pattern_metrics pm JOIN metrics m ON m.id = pm.metric_id
		LEFT JOIN LATERAL (SELECT value_per_unit, currency FROM metric_worths w
			WHERE w.metric_id = m.id AND w.from_on <= ${asOf} ORDER BY from_on DESC LIMIT 1) worth ON true
		ORDER BY m.key`;
}

export type MetricRow = Pick<ValuedMetric, 'metricId' | 'metricKey' | 'metricName' | 'unit' | 'direction'>;

/** All metrics by key. */
export async function allMetrics(db: Db): Promise<MetricRow[]> {
	return db<MetricRow[]>`
		SELECT id AS "metricId", key AS "metricKey", name AS "metricName", unit, direction FROM metrics ORDER BY key`;
}

export type PatternCost = {
	patternId: string;
	kind: 'effort' | 'support' | 'one-off';
	amount: number;
	currency: string;
};

/** What adopting costs, by pattern. */
export async function patternCosts(db: Db): Promise<PatternCost[]> {
	return db<PatternCost[]>`
		SELECT pattern_id AS "patternId", kind, amount::float8 AS amount, currency FROM pattern_costs`;
}

export type PatternUse = {
	patternId: string;
	/** Teams that ever adopted by the day, and the months that they used it after the one of adopting, in the area and in all. */
	adopters: number;
	adopterMonths: number;
	adoptersInAll: number;
	/** The discovering team's own months of use; null where it never adopted or nobody is named. */
	originMonths: number | null;
	monthsInAll: number;
};

/** How much patterns were in use up to a day, by teams that lie in an area on that day. */
export async function patternUse(db: Db, areaId: string, asOf: string): Promise<PatternUse[]> {
	return db<PatternUse[]>`
		WITH use AS (
			SELECT stay.pattern_id, stay.team_id, bool_or(area.team_id IS NOT NULL) AS inside,
				sum(greatest(0, least(stay.until_on, ${asOf}::date) - CASE WHEN stage = 'adopted'
					THEN (date_trunc('month', stay.from_on::timestamp) + interval '1 month')::date ELSE stay.from_on END) / 30.4375) AS months
			FROM stays stay
			LEFT JOIN team_areas area ON area.team_id = stay.team_id AND area.area_id = ${areaId}
				AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
			WHERE stage IN ('adopted', 'sustained') AND stay.from_on <= ${asOf}
			GROUP BY stay.pattern_id, stay.team_id
		)
		SELECT use.pattern_id AS "patternId",
			count(*) FILTER (WHERE inside)::int AS adopters,
			coalesce(sum(months) FILTER (WHERE inside), 0)::float8 AS "adopterMonths",
			count(*)::int AS "adoptersInAll", sum(months)::float8 AS "monthsInAll",
			(sum(months) FILTER (WHERE use.team_id = patterns.origin_team_id))::float8 AS "originMonths"
		FROM use JOIN patterns ON patterns.id = use.pattern_id GROUP BY use.pattern_id`;
}

export type PanelRow = {
	team: string;
	adoptedOn: string | null;
	/** The day it first gave it up after that. */
	lapsedOn: string | null;
	on: string[];
	value: number[];
};

/**
 * A metric of all teams up to a day as means of calendar periods (`on`: their first days), with the day each team
 * first adopted the pattern by then, and first gave it up. What effects are estimated from.
 */
export async function panel(
	db: Db,
	metricId: string,
	patternId: string,
	by: 'month' | 'quarter' | 'year',
	asOf: string
): Promise<PanelRow[]> {
	return db<PanelRow[]>`
		WITH period AS (
			SELECT team_id, date_trunc(${by}, measured_on::timestamp)::date AS period_on, avg(value) AS value
			FROM measurements WHERE metric_id = ${metricId} AND measured_on <= ${asOf}
			GROUP BY 1, 2
		)
		SELECT teams.key AS team, series.on, series.value, used.adopted_on AS "adoptedOn",
			(SELECT min(from_on) FROM stays WHERE stays.team_id = series.team_id AND stays.pattern_id = ${patternId}
				AND stage = 'abandoned' AND from_on > used.adopted_on AND from_on <= ${asOf}) AS "lapsedOn"
		FROM (SELECT team_id, array_agg(period_on::text ORDER BY period_on) AS on, array_agg(value ORDER BY period_on) AS value
			FROM period GROUP BY team_id) series
		JOIN teams ON teams.id = series.team_id
		CROSS JOIN LATERAL (SELECT min(from_on) AS adopted_on FROM stays
			WHERE stays.team_id = series.team_id AND stays.pattern_id = ${patternId}
				AND stage IN ('adopted', 'sustained') AND from_on <= ${asOf}) used
		ORDER BY teams.key`;
}

/** The usual distance between two measurements of a team, in days; null where none was measured twice. */
export async function measurementGap(db: Db, metricId: string): Promise<number | null> {
	const [row] = await db<{ days: number | null }[]>`
		SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY days)::int AS days FROM (
			SELECT measured_on - lag(measured_on) OVER (PARTITION BY team_id ORDER BY measured_on) AS days
			FROM measurements WHERE metric_id = ${metricId}
		) gaps`;
	return row!.days;
}
