import type { Db } from '../connect.ts';
import { KINDS, type RecordKind } from '../records/kinds.ts';

/** Names by kind and key. */
export type Names = Record<string, Record<string, string>>;
/** What changes name that are of no kind of record. */
const ADOPTION = { pattern: 'patterns', team: 'teams' };

export type ChangeRow = {
	id: string;
	at: string;
	by: string;
	onBehalfOf: string | null;
	kind: string;
	recordId: string;
	action: 'created' | 'edited' | 'removed';
	before: Record<string, unknown> | null;
	after: Record<string, unknown> | null;
	undoes: string | null;
	undone: boolean;
};
/** Which changes: of whom or about what (`search`), of a kind or a record, on behalf of a person, from a day to a day (both
 * included). */
export type ChangeFilter = {
	search: string | null;
	kind: string | null;
	recordId: string | null;
	person: string | null;
	from: string | null;
	to: string | null;
};

/** The audit trail, newest first; `names` of what is named in it, by kind and key. */
export async function changesOf(
	db: Db,
	{ search, kind, recordId, person, from, to }: ChangeFilter,
	{ limit, offset }: { limit: number; offset: number }
): Promise<{ total: number; changes: ChangeRow[]; names: Names }> {
	const like = search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
	const where = db`
		WHERE (${like}::text IS NULL OR by ILIKE ${like} OR on_behalf_of ILIKE ${like}
				OR before::text ILIKE ${like} OR after::text ILIKE ${like})
			AND (${kind}::text IS NULL OR kind = ${kind})
			AND (${recordId}::uuid IS NULL OR record_id = ${recordId})
			AND (${person}::text IS NULL OR on_behalf_of = ${person})
			AND (${from}::date IS NULL OR at >= ${from}::date)
			AND (${to}::date IS NULL OR at < ${to}::date + 1)`;
	const [changes, [count]] = await Promise.all([
		db<ChangeRow[]>`
			SELECT id, to_jsonb(at) #>> '{}' AS at, by, on_behalf_of AS "onBehalfOf", kind, record_id AS "recordId",
				action, before, after, undoes,
				EXISTS (SELECT FROM changes later WHERE later.undoes = changes.id) AS undone
			FROM changes ${where} ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}`,
		db<{ total: number }[]>`SELECT count(*)::int AS total FROM changes ${where}`
	]);
	return { total: count!.total, changes, names: await namesIn(db, changes) };
}

async function namesIn(db: Db, changes: ChangeRow[]): Promise<Names> {
	const keys: Record<string, Set<unknown>> = { people: new Set(changes.map((row) => row.onBehalfOf)) };
	for (const { kind, before, after } of changes)
		for (const [field, of] of Object.entries(KINDS[kind as RecordKind]?.refers ?? ADOPTION))
			for (const values of [before, after])
				if (typeof values?.[field] === 'string') (keys[of] ??= new Set()).add(values[field]);
	const named = Object.entries(keys).map(async ([of, some]) => {
		const rows = await db<{ key: string; name: string }[]>`
			SELECT key, name FROM ${db(of)} WHERE key = ANY (${[...some] as string[]})`;
		return [of, Object.fromEntries(rows.map(({ key, name }) => [key, name]))] as const;
	});
	return Object.fromEntries(await Promise.all(named));
}
