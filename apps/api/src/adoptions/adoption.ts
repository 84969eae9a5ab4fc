import type { Adoption } from '@app/contract';
import * as db from '@app/db';
import { NotFound } from '../problems.ts';

const nameOf = ({ key, name }: { key: string; name: string }) => ({ key, name });

/** One team and one pattern, with everything that was ever recorded of them. */
export async function adoption(sql: db.Db | db.Transaction, key: db.AdoptionKey): Promise<Adoption> {
	const { pattern, team } = await db.partiesOf(sql, key);
	if (!pattern) throw new NotFound('pattern', key.pattern);
	if (!team) throw new NotFound('team', key.team);
	const entries = await db.adoptionEntries(sql, team.id, pattern.id);
	const standing = entries.filter(({ stage, supersededBy }) => stage !== null && supersededBy === null);
	return { team: nameOf(team), pattern: nameOf(pattern), stage: standing.at(-1)?.stage ?? null, entries };
}
