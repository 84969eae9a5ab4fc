import type { Db } from '../connect.ts';

/**
 * The counts of a row of spread_totals, named `total`, as they were at the end of a day: the total itself from its
 * last change on, before that whole months and the days of the month in question.
 */
export const stateOn = (sql: Db, asOf: string) => sql`
	SELECT total.adopted, total.sustained, total.open, total.declined, total.abandoned, total.outside
	WHERE total.last_on <= ${asOf}
	UNION ALL
	SELECT sum(adopted), sum(sustained), sum(open), sum(declined), sum(abandoned), sum(outside) FROM (
		SELECT * FROM spread_months past
		WHERE past.area_id = total.area_id AND past.pattern_id = total.pattern_id
			AND past.on_day < date_trunc('month', ${asOf}::timestamp)::date
		UNION ALL
		SELECT * FROM spread_changes lately
		WHERE lately.area_id = total.area_id AND lately.pattern_id = total.pattern_id
			AND lately.on_day BETWEEN date_trunc('month', ${asOf}::timestamp)::date AND ${asOf}
	) change
	WHERE total.last_on > ${asOf}
	HAVING total.last_on > ${asOf}`;
