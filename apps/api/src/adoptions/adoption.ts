import type { Adoption, NewEntry } from '@app/contract';
import * as db from '@app/db';
import { patternFor } from '../known.ts';
import { dayOf } from '../periods.ts';
import { Conflict, NotFound, Unanswerable } from '../problems.ts';

type Key = { pattern: string; team: string };

async function partsOf(database: db.Db, { pattern, team }: Key) {
	const [foundPattern, foundTeam] = await Promise.all([
		patternFor(database, pattern),
		db.teamOf(database, team)
	]);
	if (!foundTeam) throw new NotFound('team', team);
	return { pattern: foundPattern, team: foundTeam };
}

const nameOf = ({ key, name }: { key: string; name: string }) => ({ key, name });

/** One team and one pattern, with everything that was ever recorded of them. */
export async function adoption(database: db.Db, key: Key): Promise<Adoption> {
	const { pattern, team } = await partsOf(database, key);
	const entries = await db.adoptionEntries(database, team.id, pattern.id);
	const standing = entries.filter(({ stage, supersededBy }) => stage !== null && supersededBy === null);
	return { team: nameOf(team), pattern: nameOf(pattern), stage: standing.at(-1)?.stage ?? null, entries };
}

/** Records that an adoption entered a stage, or corrects what was recorded. `keepMs`: what of it keeping the counts took. */
export async function enter(
	database: db.Db,
	key: Key,
	{ id = db.newId(), stage, occurredOn, note, supersedes }: NewEntry,
	{ now, recordedBy }: { now: Date; recordedBy: string }
): Promise<{ id: string; created: boolean; keepMs: number }> {
	const { pattern, team } = await partsOf(database, key);
	if (occurredOn > dayOf(now)) {
		throw new Unanswerable(`${occurredOn} is still to come (today is ${dayOf(now)}). Say when it happened.`);
	}
	if (stage === null && !supersedes) {
		throw new Unanswerable(`Name the stage it entered, or in 'supersedes' the entry that never happened.`);
	}
	const recorded = await db.recordTransition(database, {
		...{ id, teamId: team.id, patternId: pattern.id, stage, occurredOn, recordedBy },
		...{ note: note ?? null, supersedes: supersedes ?? null, recordedAt: now.toISOString() }
	});
	const where = `Read /api/adoptions/${key.pattern}/${key.team} for what is recorded.`;
	switch (recorded.outcome) {
		case 'unknown':
			throw new Unanswerable(`There is no entry ${supersedes} of this adoption to correct. ${where}`);
		case 'superseded':
			throw new Conflict(`Entry ${supersedes} was corrected by somebody else meanwhile. ${where}`);
		case 'taken':
			throw new Conflict(
				`Another entry has the id ${id} already. Leave the id out, or make a new one. ${where}`
			);
		case 'repeated':
			return { id, created: false, keepMs: 0 };
		case 'recorded':
			return { id, created: true, keepMs: recorded.keepMs };
	}
}
