import type { Db } from '../connect.ts';
import { observed } from '../keep/misfits.ts';
import type { Cause } from './refresh.ts';

/** Adoptions, from starting on, in teams whose context breaks the pattern on the day. */
export async function misapplications(sql: Db, today: string): Promise<Cause[]> {
	return sql<Cause[]>`
		SELECT concat('misapplication ', stay.team_id, ' ', stay.pattern_id) AS cause, stay.team_id AS "teamId",
			stay.pattern_id AS "patternId", jsonb_build_array('It is ' || stay.stage || ' since ' || stay.from_on
				|| ', outside the context of the pattern: ' || (SELECT string_agg(replace(trait, '_', ' ') || ' is ' || value, ', '
					ORDER BY trait) FROM (${sql.unsafe(observed)}) own WHERE own.team_id = stay.team_id
						AND trait IN (SELECT trait FROM conditions WHERE pattern_id = stay.pattern_id)
						AND own.from_on <= ${today} AND own.until_on > ${today}) || '.') AS reasons,
			'Ask the team how it goes: adapt the pattern, end it with the reason, or correct the condition or the trait.' AS step
		FROM misfits JOIN stays stay USING (team_id, pattern_id)
		WHERE misfits.from_on <= ${today} AND misfits.until_on > ${today} AND stay.from_on <= ${today}
			AND stay.until_on > ${today} AND stay.stage IN ('started', 'adopted', 'sustained')`;
}
