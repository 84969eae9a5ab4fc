import type { Db } from '../connect.ts';

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
};
/** Which changes: of whom or about what (`search`), of a kind or a record, from a day to a day (both included). */
export type ChangeFilter = {
	search: string | null;
	kind: string | null;
	recordId: string | null;
	from: string | null;
	to: string | null;
};

/** The audit trail, newest first. */
export async function changesOf(
	db: Db,
	{ search, kind, recordId, from, to }: ChangeFilter,
	{ limit, offset }: { limit: number; offset: number }
): Promise<{ total: number; changes: ChangeRow[] }> {
	const like = search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
	const where = db`
		WHERE (${like}::text IS NULL OR by ILIKE ${like} OR on_behalf_of ILIKE ${like}
				OR before::text ILIKE ${like} OR after::text ILIKE ${like})
			AND (${kind}::text IS NULL OR kind = ${kind})
			AND (${recordId}::uuid IS NULL OR record_id = ${recordId})
			AND (${from}::date IS NULL OR at >= ${from}::date)
			AND (${to}::date IS NULL OR at < ${to}::date + 1)`;
	const [changes, [count]] = await Promise.all([
		db<ChangeRow[]>`
			SELECT id, to_jsonb(at) #>> '{}' AS at, by, on_behalf_of AS "onBehalfOf", kind, record_id AS "recordId",
				action, before, after, undoes
			FROM changes ${where} ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}`,
		db<{ total: number }[]>`SELECT count(*)::int AS total FROM changes ${where}`
	]);
	return { total: count!.total, changes };
}
