import type { Db } from '../connect.ts';
import { PERIOD_NUMBER, STATES } from '../keep/relations.ts';

/** More patterns than this are not picked out: whoever asks leaves out what is too much. */
const FEW = 10;

const each = (write: (state: string) => string) => STATES.map(write).join(', ');

/**
 * The counts of areas as they were at the end of a day, as rows (area_id, pattern_id, adopted, sustained, open,
 * declined, abandoned, outside): of the teams below each area, and more rows of the area itself as a team. The kept
 * total stands from its last change on; before that it is whole months and the days of the month in question. Of these
 * patterns if given.
 */
export const statesOn = (sql: Db, areaIds: string[], asOf: string, patternIds?: string[]) => {
	// all there are would be looked up one by one
	const few = patternIds && patternIds.length <= FEW;
	const ofPattern = few ? sql`AND pattern_id = ANY (${patternIds}::uuid[])` : sql``;
	return sql`
	SELECT area_id, pattern_id, ${sql.unsafe(STATES.join(', '))} FROM spread_totals
	WHERE area_id = ANY (${areaIds}::uuid[]) AND last_on <= ${asOf} ${ofPattern}
	UNION ALL
	SELECT area_id, pattern_id, ${sql.unsafe(each((state) => `past.${state}`))}
	FROM spread_totals total CROSS JOIN LATERAL (
		SELECT ${sql.unsafe(each((state) => `coalesce(sum(${state}), 0)::int AS ${state}`))} FROM (
			SELECT ${sql.unsafe(each((state) => `month.${state}`))} FROM spread_series months
			CROSS JOIN LATERAL unnest(numbers, ${sql.unsafe(each((state) => `months.${state}`))}) AS month (number, ${sql.unsafe(STATES.join(', '))})
			WHERE months.area_id = total.area_id AND months.pattern_id = total.pattern_id AND months.period = 'month'
				AND number < (SELECT ${sql.unsafe(PERIOD_NUMBER.month('asked'))} FROM (SELECT ${asOf}::date AS asked) day)
			UNION ALL
			SELECT ${sql.unsafe(each((state) => `lately.${state}`))} FROM spread_changes lately
			WHERE lately.area_id = total.area_id AND lately.pattern_id = total.pattern_id
				AND lately.on_day BETWEEN date_trunc('month', ${asOf}::timestamp)::date AND ${asOf}
		) change
	) past
	WHERE area_id = ANY (${areaIds}::uuid[]) AND last_on > ${asOf} ${ofPattern}
	UNION ALL
	SELECT team_id, pattern_id, (stage IN ('adopted', 'sustained'))::int, (stage = 'sustained')::int,
		(stage IN ('observed', 'identified', 'agreed', 'started'))::int, (stage = 'declined')::int, (stage = 'abandoned')::int,
		(NOT EXISTS (SELECT FROM leaf_spans leaf WHERE leaf.team_id = stays.team_id
			AND leaf.from_on <= ${asOf} AND leaf.until_on > ${asOf}))::int
	FROM stays WHERE team_id = ANY (${areaIds}::uuid[]) AND from_on <= ${asOf} AND until_on > ${asOf} ${ofPattern}
	UNION ALL
	SELECT team_id, pattern_id, 0, 0, 0, 0, 0, -1
	FROM misfits JOIN leaf_spans leaf USING (team_id) WHERE team_id = ANY (${areaIds}::uuid[]) ${ofPattern}
		AND misfits.from_on <= ${asOf} AND misfits.until_on > ${asOf} AND leaf.from_on <= ${asOf} AND leaf.until_on > ${asOf}
		AND NOT EXISTS (SELECT FROM stays WHERE stays.team_id = misfits.team_id AND stays.pattern_id = misfits.pattern_id
			AND stays.from_on <= ${asOf})`;
};
