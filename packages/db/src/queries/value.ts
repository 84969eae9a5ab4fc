import type { Db } from '../connect.ts';
import { DAY_ZERO, ownChanges, SAME_TREE } from '../keep/relations.ts';
import { ORGANIZATION_ID } from '../words.ts';
import { allPairs, keptEffect, namedPairs, pairsOn, type KeptEffect } from './effects.ts';

/** A finance owner signed an outcome. */
export type Validated = { on: string; by: string; words: string | null };

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
	/** It is not worked out as what it rests on is now. */
	outdated: boolean;
	/** Who signed last what the pattern does to it, and when; by that day. */
	validated: Validated | null;
};

/** What there is to say of a pair of effects.ts. */
const PAIR = `pattern_id AS "patternId", metric_id AS "metricId", pair.key AS "metricKey", pair.name AS "metricName",
	pair.unit, pair.direction`;

/**
 * The metrics that patterns are meant to move, with what they did to them as known on a day: before
 * the last change of what that rests on, as long as nothing newer is known.
 */
export async function valuedMetrics(
	db: Db,
	asOf: string,
	{ patternIds, study }: { patternIds: string[]; study: boolean }
): Promise<ValuedMetric[]> {
	return db<ValuedMetric[]>`
		WITH worth AS (
			SELECT DISTINCT ON (metric_id) metric_id, value_per_unit::float8 AS "valuePerUnit", currency
			FROM metric_worths WHERE from_on <= ${asOf} ORDER BY metric_id, from_on DESC
		)
		SELECT ${db.unsafe(PAIR)}, pair.claimed, worth."valuePerUnit", worth.currency,
			${keptEffect(db, { study })} AS effect,
			(kept.pattern_version, kept.metric_version) IS DISTINCT FROM (pair.pattern_version, pair.metric_version) AS outdated,
			(SELECT json_build_object('on', validated_on, 'by', people.name, 'words', words)
				FROM validations signed JOIN people ON people.id = person_id
				WHERE signed.pattern_id = pair.pattern_id AND signed.metric_id = pair.metric_id AND validated_on <= ${asOf}
				ORDER BY validated_on DESC LIMIT 1) AS validated
		FROM (${pairsOn(db, namedPairs(db, patternIds), asOf)}) pair
		LEFT JOIN effect_estimates kept USING (pattern_id, metric_id, as_of)
		LEFT JOIN worth USING (metric_id)
		ORDER BY pair.key`;
}

/** All metrics, as if nobody had said which of them the pattern is meant to move. */
export async function searchedMetrics(db: Db, asOf: string, patternId: string): Promise<ValuedMetric[]> {
	return db<ValuedMetric[]>`
		SELECT ${db.unsafe(PAIR)}, NULL AS claimed, NULL AS "valuePerUnit", NULL AS currency, ${keptEffect(db, { study: true })} AS effect,
			kept.period IS NULL AS outdated, NULL AS validated
		FROM (${pairsOn(db, allPairs(db, patternId), asOf)}) pair
		LEFT JOIN effect_estimates kept USING (pattern_id, metric_id, as_of, pattern_version, metric_version)
		ORDER BY pair.key`;
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

const SUMS = ['adopted', 'adopters', 'adopted_days', 'unused_days'];
const USE = SUMS.map((name) => `sum(${name})::bigint AS ${name}`).join(', ');
// who is eligible does not matter to what was in use
const own = ownChanges(
	'own_stays both_stays',
	'(SELECT *, 1 AS sign FROM misfits WHERE false) misfit',
	SAME_TREE
);
/** The mean length of a month, in days. */
const MONTH = 30.4375;

/**
 * How much patterns were in use up to a day, by teams that lie in an area on that day. Days of use are what is kept of
 * them: every day since adopting, less those of the month of adopting, of which those still to come are added again.
 */
export async function patternUse(sql: Db, areaId: string, asOf: string): Promise<PatternUse[]> {
	const areas = [...new Set([areaId, ORGANIZATION_ID])];
	return sql<PatternUse[]>`
		WITH own_stays AS (SELECT *, 1 AS sign FROM stays WHERE team_id = ${areaId}), part AS (
			SELECT area_id, pattern_id, ${sql.unsafe(SUMS.join(', '))} FROM spread_totals
			WHERE area_id = ANY (${areas}::uuid[]) AND last_on <= ${asOf}
			UNION ALL
			SELECT total.area_id, total.pattern_id, past.* FROM spread_totals total CROSS JOIN LATERAL (
				SELECT ${sql.unsafe(USE)} FROM spread_changes past WHERE past.area_id = total.area_id
					AND past.pattern_id = total.pattern_id AND on_day <= ${asOf}) past
			WHERE area_id = ANY (${areas}::uuid[]) AND last_on > ${asOf}
			UNION ALL
			SELECT team_id, pattern_id, ${sql.unsafe(USE)} FROM (${sql.unsafe(own)}) own WHERE on_day <= ${asOf} GROUP BY 1, 2
			UNION ALL
			SELECT area_id, pattern_id, 0, 0, 0, sum(least(stay.until_on, ${asOf}::date) - least(stay.until_on, month.next_on))
			FROM (SELECT date_trunc('month', ${asOf}::timestamp)::date AS first_on,
				(date_trunc('month', ${asOf}::timestamp) + interval '1 month')::date AS next_on) month
			-- pattern by pattern (OFFSET 0): the planner would go through all stages of all patterns
			CROSS JOIN patterns CROSS JOIN LATERAL (SELECT * FROM stays WHERE stays.pattern_id = patterns.id
				AND stage = 'adopted' AND from_on BETWEEN month.first_on AND ${asOf} AND until_on > ${asOf} OFFSET 0) stay
			JOIN team_areas above ON above.team_id = stay.team_id AND area_id = ANY (${areas}::uuid[])
				AND above.from_on <= ${asOf} AND above.until_on > ${asOf}
			GROUP BY 1, 2
		), use AS (
			SELECT area_id, pattern_id, sum(adopters)::int AS adopters,
				(((${asOf}::date - ${sql.unsafe(DAY_ZERO)}) * sum(adopted) - sum(adopted_days) - sum(unused_days)) / ${MONTH})::float8 AS months
			FROM part GROUP BY area_id, pattern_id
		), both_areas AS (
			SELECT pattern_id, sum(adopters) FILTER (WHERE area_id = ${areaId}) AS adopters,
				sum(months) FILTER (WHERE area_id = ${areaId}) AS months,
				sum(adopters) FILTER (WHERE area_id = ${ORGANIZATION_ID}) AS adopters_in_all,
				sum(months) FILTER (WHERE area_id = ${ORGANIZATION_ID}) AS months_in_all
			FROM use GROUP BY pattern_id
		)
		SELECT patterns.id AS "patternId", coalesce(adopters, 0)::int AS adopters, coalesce(months, 0) AS "adopterMonths",
			adopters_in_all::int AS "adoptersInAll", months_in_all AS "monthsInAll",
			(SELECT sum(greatest(0, least(until_on, ${asOf}::date) - CASE WHEN stage = 'adopted'
					THEN (date_trunc('month', from_on::timestamp) + interval '1 month')::date ELSE from_on END) / ${MONTH}::numeric)::float8
				FROM stays WHERE team_id = origin_team_id AND pattern_id = patterns.id
					AND stage IN ('adopted', 'sustained') AND from_on <= ${asOf}) AS "originMonths"
		FROM both_areas JOIN patterns ON patterns.id = pattern_id WHERE adopters_in_all > 0`;
}
