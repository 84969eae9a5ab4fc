import { v7 } from 'uuid';
import { keepOne } from '../keep/keep.ts';
import { countUp } from '../keep/versions.ts';
import { adoptionEntries, partiesOf, type Parties } from '../queries/adoption.ts';
import type { Stage } from '../queries/stage.ts';
import { audit, type Values } from '../records/records.ts';
import { ChangedMeanwhile, Refused, type Changing } from './change.ts';

/** A transition to be recorded; pattern and team are told by their keys. */
export type NewTransition = {
	/** Chosen by whoever may send it twice. */
	id?: string | undefined;
	pattern: string;
	team: string;
	/** Null takes back the one it supersedes: that never happened. */
	stage: Stage | null;
	/** ISO day, not after the day of the change. */
	occurredOn: string;
	note?: string | null | undefined;
	/** Why it was declined or abandoned. */
	reason?: string | null | undefined;
	supersedes?: string | null | undefined;
	/** How many entries the adoption had when this was decided; with others since then it is not entered. */
	version?: number | undefined;
	/** The change that it takes back. */
	undoes?: string | undefined;
};

/** `created`: not where the same was recorded under this id before. `keepMs`: how long keeping up the counts took. */
export type Recorded = { id: string; created: boolean; keepMs: number; parties: Parties };

/**
 * Records one transition with all that is kept from it. Whoever changes the pattern at the same time waits.
 *
 * @throws Refused where it cannot have been so, ChangedMeanwhile with the entries there are now where somebody else
 * corrected the same, or entered something after `version`
 */
export async function enterTransition(changing: Changing, transition: NewTransition): Promise<Recorded> {
	const { sql, by, at } = changing;
	const { id = v7(), pattern, team, stage, occurredOn, undoes } = transition;
	const { note = null, reason = null, supersedes = null, version = null } = transition;
	assertPossible(transition, at.slice(0, 10));
	const found = await partiesOf(sql, transition);
	if (!found.pattern) throw new Refused(`There is no pattern with the key '${pattern}'. Check the spelling.`);
	if (!found.team) throw new Refused(`There is no team with the key '${team}'. Check the spelling.`);
	const parties = { pattern: found.pattern, team: found.team };
	const [patternId, teamId] = [found.pattern.id, found.team.id];
	const entry = sql`FROM transitions WHERE team_id = ${teamId} AND pattern_id = ${patternId}`;
	const [, [before]] = await Promise.all([
		// first of all: the row of the pattern is what two changes wait for each other by
		countUp(sql, sql`SELECT ${patternId}::uuid`),
		sql<Before[]>`
			SELECT (SELECT (stage, occurred_on, supersedes) IS NOT DISTINCT FROM (${stage}::text, ${occurredOn}::date, ${supersedes}::uuid)
					${entry} AND id = ${id}) AS same,
				(SELECT json_build_object('stage', stage, 'occurredOn', occurred_on, 'reason', reason)
					${entry} AND id = ${supersedes}) AS superseded,
				EXISTS (SELECT ${entry} AND supersedes = ${supersedes}) AS "isSuperseded",
				(SELECT count(*)::int ${entry}) AS version`
	]);
	const { same, superseded, isSuperseded } = before!;
	if (same) return { id, created: false, keepMs: 0, parties };
	const where = `Read /api/adoptions/${pattern}/${team} for what is recorded.`;
	const refuse = async (why: string) => {
		throw new ChangedMeanwhile(`${why} ${where}`, { entries: await adoptionEntries(sql, teamId, patternId) });
	};
	if (same === false)
		await refuse(`Another entry has the id ${id} already. Leave the id out, or make a new one.`);
	if (supersedes && !superseded) {
		throw new Refused(`There is no entry ${supersedes} of this adoption to correct. ${where}`);
	}
	if (isSuperseded) await refuse(`Entry ${supersedes} was corrected by somebody else meanwhile.`);
	if (version !== null && version !== before!.version) {
		await refuse(
			'Somebody else recorded something of this adoption meanwhile. Look at it, and decide again.'
		);
	}
	const adoption = { pattern, team };
	const written = Promise.all([
		sql`
			WITH entry AS (
				INSERT INTO imports (id, recorded_by, recorded_at, source, simulated, counts)
				VALUES (${id}, ${by}, ${at}, 'entered', false, '[]')
			), adoption AS (
				INSERT INTO adoptions (team_id, pattern_id) VALUES (${teamId}, ${patternId}) ON CONFLICT DO NOTHING
			), entered AS (
				-- a correction stays where it was in its day, unless the day is another one
				INSERT INTO transitions (team_id, pattern_id, id, stage, occurred_on, day_order, recorded_at, supersedes, reason, import_id)
				SELECT ${teamId}, ${patternId}, ${id}, ${stage}, ${occurredOn}, coalesce(
						(SELECT day_order ${entry} AND id = ${supersedes} AND occurred_on = ${occurredOn}),
						(SELECT max(day_order) + 1 ${entry} AND occurred_on = ${occurredOn}), 1),
					${at}, ${supersedes}, ${reason}, ${id}
			)
			INSERT INTO evidence (team_id, pattern_id, transition_id, id, fact, recorded_at, import_id)
			SELECT ${teamId}, ${patternId}, ${id}, ${id}, ${note}, ${at}, ${id} WHERE ${note}::text IS NOT NULL`,
		audit(changing, {
			...{ kind: 'transitions', recordId: id, ...(undoes && { undoes }) },
			before: superseded && { ...adoption, ...superseded },
			after: { ...adoption, stage, occurredOn, reason, note, supersedes }
		})
	]).then(() => performance.now());
	// on its way with them, to be begun when they are done
	const [began] = await Promise.all([written, keepOne(sql, teamId, patternId)]);
	return { id, created: true, keepMs: performance.now() - began, parties };
}

type Before = { same: boolean | null; superseded: Values | null; isSuperseded: boolean; version: number };

function assertPossible({ stage, occurredOn, reason, supersedes }: NewTransition, today: string): void {
	if (occurredOn > today) {
		throw new Refused(`${occurredOn} is still to come (today is ${today}). Say when it happened.`);
	}
	if (stage === null && !supersedes) {
		throw new Refused(`Name the stage it entered, or in 'supersedes' the entry that never happened.`);
	}
	if (reason && stage !== 'declined' && stage !== 'abandoned') {
		throw new Refused(
			'A reason belongs to declined or abandoned. Put what else there is to say into the note.'
		);
	}
}

/**
 * Takes a transition that was entered back by superseding it: with what it had corrected, or with nothing.
 *
 * @throws as enterTransition
 */
export async function undoTransition(
	changing: Changing,
	change: { id: string; recordId: string; before: Values | null; after: Values }
): Promise<void> {
	const was = { ...change.after, stage: null, reason: null, ...change.before } as Values & NewTransition;
	const { pattern, team, stage, occurredOn, reason } = was;
	await enterTransition(changing, {
		...{ pattern, team, stage, occurredOn, reason },
		...{ supersedes: change.recordId, undoes: change.id }
	});
}
