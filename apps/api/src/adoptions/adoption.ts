import type { Adoption } from '@app/contract';
import * as db from '@app/db';
import { boundaryWords, fitOf } from '@app/track';
import { NotFound } from '../problems.ts';

const nameOf = ({ key, name }: { key: string; name: string }) => ({ key, name });

/** The pattern and the team with these keys. Throws NotFound for a key that nothing has. */
export async function partiesFor(database: db.Db, key: db.AdoptionKey): Promise<db.Parties> {
	const { pattern, team } = await db.partiesOf(database, key);
	if (!pattern) throw new NotFound('pattern', key.pattern);
	if (!team) throw new NotFound('team', key.team);
	return { pattern, team };
}

/** One team and one pattern, with everything that was ever recorded of them. */
export async function adoption(
	sql: db.Db | db.Transaction,
	{ pattern, team }: db.Parties,
	today: string
): Promise<Adoption> {
	const [entries, misfit] = await Promise.all([
		db.adoptionEntries(sql, team.id, pattern.id),
		db.isMisfit(sql, { teamId: team.id, patternId: pattern.id }, today)
	]);
	const standing = entries.filter(({ stage, supersededBy }) => stage !== null && supersededBy === null);
	const stage = standing.at(-1)?.stage ?? null;
	const warned = misfit && stage !== null && AGREED.includes(stage);
	const warning = warned ? await warningOf(sql, team, pattern, today) : null;
	return { team: nameOf(team), pattern: nameOf(pattern), stage, warning, entries };
}

const AGREED: string[] = ['agreed', 'started', 'adopted', 'sustained'];
type Party = { id: string; name: string };

/** What speaks against a pattern in the context of a team that breaks it. */
async function warningOf(
	sql: db.Db | db.Transaction,
	team: Party,
	pattern: Party,
	today: string
): Promise<string> {
	const conditions = await db.statedConditions(sql, pattern.id);
	const traits = await db.knownTraits(sql, team.id, today);
	const against = fitOf(conditions, traits).decidedBy.map((condition) => {
		return `it ${boundaryWords(condition)} (here ${traits[condition.trait]})`;
	});
	return `${pattern.name} is outside its context in ${team.name}: ${against.join('; ')}. Nothing forbids it: agree what to adapt, or decline with the reason 'context differs'.`;
}
