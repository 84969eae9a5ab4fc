import type { Db } from '../connect.ts';
import { allPairs, keptEffect, namedPairs, pairsOn, type KeptEffect } from './effects.ts';

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
	/** What the pattern did to it as known on that day; null as long as that is not worked out. */
	effect: KeptEffect | null;
};

/** The metrics that patterns, or the given one, are meant to move, with what they did to them as known on a day. */
export async function valuedMetrics(db: Db, asOf: string, patternId?: string): Promise<ValuedMetric[]> {
	return db<ValuedMetric[]>`
		SELECT pair.pattern_id AS "patternId", m.id AS "metricId", m.key AS "metricKey", m.name AS "metricName", m.unit,
			m.direction, pm.claimed_effect AS claimed, worth.value_per_unit::float8 AS "valuePerUnit", worth.currency,
			${keptEffect(db, { study: patternId !== undefined })} AS effect
		FROM (${pairsOn(db, namedPairs(db, patternId), asOf)}) pair
		JOIN pattern_metrics pm USING (pattern_id, metric_id) JOIN metrics m ON m.id = metric_id
		LEFT JOIN effect_estimates kept USING (pattern_id, metric_id, as_of, pattern_version, metric_version)
		LEFT JOIN LATERAL (SELECT value_per_unit, currency FROM metric_worths w
			WHERE w.metric_id = m.id AND w.from_on <= ${asOf} ORDER BY from_on DESC LIMIT 1) worth ON true
		ORDER BY m.key`;
}

/** All metrics, as if nobody had said which of them the pattern is meant to move. */
export async function searchedMetrics(db: Db, asOf: string, patternId: string): Promise<ValuedMetric[]> {
	return db<ValuedMetric[]>`
		SELECT pair.pattern_id AS "patternId", m.id AS "metricId", m.key AS "metricKey", m.name AS "metricName", m.unit,
			m.direction, NULL AS claimed, NULL AS "valuePerUnit", NULL AS currency,
			${keptEffect(db, { study: true })} AS effect
		FROM (${pairsOn(db, allPairs(db, patternId), asOf)}) pair JOIN metrics m ON m.id = metric_id
		LEFT JOIN effect_estimates kept USING (pattern_id, metric_id, as_of, pattern_version, metric_version)
		ORDER BY m.key`;
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
