import type { Db } from '../connect.ts';
import { keepOne } from '../keep/keep.ts';
import { countUp } from '../keep/versions.ts';
import type { Stage } from '../queries/stage.ts';
import { transaction } from '../transaction.ts';

/** A transition to be recorded. Without a stage it takes back the one it supersedes: that never happened. */
export type NewTransition = {
	id: string;
	teamId: string;
	patternId: string;
	stage: Stage | null;
	occurredOn: string;
	note: string | null;
	supersedes: string | null;
	recordedBy: string;
	/** ISO instant. */
	recordedAt: string;
};

/** What came of it; `keepMs`: how long keeping up the counts took. */
export type Recorded =
	| { outcome: 'recorded'; keepMs: number }
	/** The same was recorded under this id before, by the same request sent twice. */
	| { outcome: 'repeated' }
	/** Something else has this id. */
	| { outcome: 'taken' }
	/** There is no such transition of this adoption to correct. */
	| { outcome: 'unknown' }
	/** Somebody else corrected that transition before. */
	| { outcome: 'superseded' };

/** Records one transition with all that is kept from it, in one transaction. Whoever changes the pattern at the same time waits. */
export async function recordTransition(db: Db, transition: NewTransition): Promise<Recorded> {
	const { id, teamId, patternId, stage, occurredOn, note, supersedes, recordedBy, recordedAt } = transition;
	return transaction(db, async (sql) => {
		// first of all: the row of the pattern is what two changes wait for each other by
		await countUp(sql, sql`SELECT ${patternId}::uuid`);
		const [before] = await sql<{ same: boolean | null; found: boolean; superseded: boolean }[]>`
			SELECT (SELECT (stage, occurred_on, supersedes) IS NOT DISTINCT FROM (${stage}::text, ${occurredOn}::date, ${supersedes}::uuid)
					FROM transitions WHERE team_id = ${teamId} AND pattern_id = ${patternId} AND id = ${id}) AS same,
				EXISTS (SELECT FROM transitions WHERE team_id = ${teamId} AND pattern_id = ${patternId}
					AND id = ${supersedes}) AS found,
				EXISTS (SELECT FROM transitions WHERE team_id = ${teamId} AND pattern_id = ${patternId}
					AND supersedes = ${supersedes}) AS superseded`;
		const { same, found, superseded } = before!;
		if (same !== null) return { outcome: same ? 'repeated' : 'taken' };
		if (supersedes && !found) return { outcome: 'unknown' };
		if (supersedes && superseded) return { outcome: 'superseded' };
		await sql`
			WITH entry AS (
				INSERT INTO imports (id, recorded_by, recorded_at, source, simulated, counts)
				VALUES (${id}, ${recordedBy}, ${recordedAt}, 'entered', false, '[]')
			), adoption AS (
				INSERT INTO adoptions (team_id, pattern_id) VALUES (${teamId}, ${patternId}) ON CONFLICT DO NOTHING
			), entered AS (
				-- a correction stays where it was in its day, unless the day is another one
				INSERT INTO transitions (team_id, pattern_id, id, stage, occurred_on, day_order, recorded_at, supersedes, import_id)
				SELECT ${teamId}, ${patternId}, ${id}, ${stage}, ${occurredOn}, coalesce(
						(SELECT day_order FROM transitions WHERE team_id = ${teamId} AND pattern_id = ${patternId}
							AND id = ${supersedes} AND occurred_on = ${occurredOn}),
						(SELECT max(day_order) + 1 FROM transitions WHERE team_id = ${teamId} AND pattern_id = ${patternId}
							AND occurred_on = ${occurredOn}), 1), ${recordedAt}, ${supersedes}, ${id}
			)
			INSERT INTO evidence (team_id, pattern_id, transition_id, id, fact, recorded_at, import_id)
			SELECT ${teamId}, ${patternId}, ${id}, ${id}, ${note}, ${recordedAt}, ${id} WHERE ${note}::text IS NOT NULL`;
		const began = performance.now();
		await keepOne(sql, teamId, patternId);
		return { outcome: 'recorded', keepMs: performance.now() - began };
	});
}
