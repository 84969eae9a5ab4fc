import type { Db } from '../connect.ts';
import type { Stage } from './stage.ts';

export type AdoptionEntry = {
	id: string;
	stage: Stage | null;
	occurredOn: string;
	recordedAt: string;
	recordedBy: string;
	facts: string[];
	supersedes: string | null;
	/** The entry that stands in for this one. */
	supersededBy: string | null;
};

/** Everything that was ever recorded of an adoption, corrected or not, in the order in which it happened. */
export async function adoptionEntries(db: Db, teamId: string, patternId: string): Promise<AdoptionEntry[]> {
	return db<AdoptionEntry[]>`
		SELECT t.id, t.stage, t.occurred_on AS "occurredOn",
			to_char(t.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt",
			imports.recorded_by AS "recordedBy", t.supersedes, later.id AS "supersededBy",
			(SELECT coalesce(json_agg(fact ORDER BY e.recorded_at, fact), '[]') FROM evidence e
				WHERE e.team_id = t.team_id AND e.pattern_id = t.pattern_id AND e.transition_id = t.id) AS facts
		FROM transitions t JOIN imports ON imports.id = t.import_id
		LEFT JOIN transitions later ON later.team_id = t.team_id AND later.pattern_id = t.pattern_id
			AND later.supersedes = t.id AND later.supersedes IS NOT NULL
		WHERE t.team_id = ${teamId} AND t.pattern_id = ${patternId}
		ORDER BY t.occurred_on, t.day_order, t.recorded_at, t.id`;
}
