import type { Db } from '../connect.ts';
import { around } from '../keep/before-after.ts';
import { ORGANIZATION_ID } from '../words.ts';

/** Sums of metrics before and after adopting, as lists with one entry a pattern and metric; means are null without any. */
export type BeforeAfterLists = {
	pattern: string[];
	metric: string[];
	teams: number[];
	before: number[];
	meanBefore: (number | null)[];
	after: number[];
	meanAfter: (number | null)[];
};

const list = (entry: string) => `coalesce(json_agg(${entry} ORDER BY pattern.key, metric.key), '[]')`;
const mean = (side: string) => `(sum_${side} / nullif(${side}, 0))::float8`;
/** Lists of `sums`: rows of a pattern and metric. */
const lists = `
	${list('pattern.key')} AS pattern, ${list('metric.key')} AS metric, ${list('teams')} AS teams,
	${list('before')} AS before, ${list(mean('before'))} AS "meanBefore",
	${list('after')} AS after, ${list(mean('after'))} AS "meanAfter"
	FROM sums JOIN patterns pattern ON pattern.id = pattern_id JOIN metrics metric ON metric.id = metric_id`;

/** The kept sums of one pattern, one entry a metric; `late`: something was recorded for a later day that may be in them. */
export type PatternSums = { late: boolean; sums: BeforeAfterLists };

/** The kept sums of an area, by pattern id: they tell what is known now. */
export async function beforeAfter(
	db: Db,
	areaId: string,
	asOf: string,
	patternIds: string[]
): Promise<Map<string, PatternSums>> {
	const rows = await db<(PatternSums & { patternId: string })[]>`
		WITH sums AS (
			SELECT pattern_id, metric_id, sum(teams)::int AS teams, sum(before)::int AS before, sum(sum_before) AS sum_before,
				sum(after)::int AS after, sum(sum_after) AS sum_after
			FROM (
				SELECT pattern_id, metric_id, teams, before, sum_before, after, sum_after
				FROM before_after_areas WHERE area_id = ${areaId}
				UNION ALL
				SELECT pattern_id, metric_id, (before + after > 0)::int, before, sum_before, after, sum_after
				FROM before_after WHERE team_id = ${areaId}
			) both_sums WHERE pattern_id = ANY (${patternIds}::uuid[]) GROUP BY pattern_id, metric_id HAVING sum(teams) > 0
		), any_later AS MATERIALIZED (
			SELECT EXISTS (SELECT FROM metrics WHERE last_on > ${asOf})
				OR EXISTS (SELECT FROM team_places WHERE from_on > ${asOf} AND from_on > '-infinity') AS late
		)
		SELECT id AS "patternId", any_later.late OR coalesce(total.last_on > ${asOf}, false) AS late,
			(SELECT to_json(own) FROM (SELECT ${db.unsafe(lists)} WHERE pattern_id = asked.id) own) AS sums
		FROM unnest(${patternIds}::uuid[]) AS asked (id) CROSS JOIN any_later
		LEFT JOIN spread_totals total ON total.area_id = ${ORGANIZATION_ID} AND total.pattern_id = asked.id`;
	return new Map(rows.map(({ patternId, late, sums }) => [patternId, { late, sums }]));
}

/** The same of one pattern as known on a day in the past, from its adoptions and their measurements. */
export async function beforeAfterOn(
	db: Db,
	areaId: string,
	asOf: string,
	patternId: string
): Promise<BeforeAfterLists> {
	const [row] = await db<BeforeAfterLists[]>`
		WITH derived AS (
			SELECT stays.* FROM stays JOIN team_areas area USING (team_id)
			WHERE pattern_id = ${patternId} AND stays.from_on <= ${asOf}
				AND area_id = ${areaId} AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
		), measurements AS (SELECT * FROM measurements WHERE measured_on <= ${asOf}
		), sums AS (
			SELECT pattern_id, metric_id, count(*)::int AS teams, sum(before)::int AS before, sum(sum_before) AS sum_before,
				sum(after)::int AS after, sum(sum_after) AS sum_after
			FROM (${db.unsafe(around)}) around WHERE before + after > 0 GROUP BY pattern_id, metric_id
		)
		SELECT ${db.unsafe(lists)}`;
	return row!;
}
