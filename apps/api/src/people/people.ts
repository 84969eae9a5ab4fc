import type { People, PersonDetail, StoredRecord } from '@app/contract';
import * as db from '@app/db';
import { NotFound } from '../problems.ts';

/** People by words of their name, with what they lead, are in and decide for today. */
export async function people(
	database: db.Db,
	{ q = '', page = 1, pageSize = 50 }: { q?: string; page?: number; pageSize?: number },
	asOf: string
): Promise<People> {
	const range = { limit: pageSize, offset: (page - 1) * pageSize };
	const [found, counts] = await Promise.all([
		db.people(database, q.trim(), asOf, range),
		db.peopleCounts(database, asOf)
	]);
	return { asOf, counts, page, pageSize, ...found };
}

/** More than this of anything is not read on one page. */
const MOST = 200;

/** A person: what they are in and hold, own, owe and back. */
export async function person(database: db.Db, key: string, asOf: string): Promise<PersonDetail> {
	const kept = async <K extends db.RecordKind>(kind: K, where: db.Values) =>
		(await db.recordsOf(database, kind, where, { limit: MOST, offset: 0 }))
			.records as unknown as StoredRecord<K>[];
	const [[record], leads, sovereignties, memberships, owns, supports, actions, backs] = await Promise.all([
		kept('people', { key }),
		kept('team_leads', { person: key }),
		kept('sovereignties', { person: key }),
		kept('coalition_members', { person: key }),
		db.ownedAdoptions(database, key, asOf, MOST),
		kept('agreements', { owner: key }),
		kept('promotion_actions', { owner: key }),
		kept('backings', { person: key })
	]);
	if (!record) throw new NotFound('person', key);
	return { asOf, record, leads, sovereignties, memberships, owns, supports, actions, backs };
}
