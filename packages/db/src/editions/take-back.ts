import type { Transaction } from '../connect.ts';
import { columnOf, KINDS, RECORD_KINDS, type RecordKind } from '../records/kinds.ts';

/**
 * Fills the tables of the kinds of records, which are empty and before those of the present on the search path, with the
 * records as they were at an instant: as they are, except that those that were changed since, by the audit trail, are
 * what they were before the first of these changes. What came with an import is in no audit trail: it was always there.
 */
export async function takeBackChanges(sql: Transaction, knownAt: string): Promise<void> {
	await sql`
		CREATE TEMPORARY TABLE was ON COMMIT DROP AS
		SELECT DISTINCT ON (kind, record_id) kind, record_id, before,
			count(*) OVER record AS changes, bool_and(action = 'edited') OVER record AS stayed
		FROM public.changes WHERE at > ${knownAt} AND kind = ANY (${RECORD_KINDS})
		WINDOW record AS (PARTITION BY kind, record_id)
		ORDER BY kind, record_id, at, id`;
	for (const kind of RECORD_KINDS) {
		// in this order, since it is looked up by key what a record names
		await sql.unsafe(`
			INSERT INTO ${kind} SELECT r.* FROM public.${kind} r
			WHERE NOT EXISTS (SELECT FROM was WHERE kind = '${kind}' AND record_id = r.id)`);
		await sql.unsafe(
			`INSERT INTO ${kind} SELECT own.* FROM (${asTheyWere(kind)}) was,
				jsonb_populate_record(NULL::${kind}, was.row) own`,
			[knownAt, sql.json((KINDS[kind].defaults ?? {}) as never)] as never[]
		);
	}
}

/** SQL that gives the records of a kind that were changed since, as they were, with the columns of their table. */
function asTheyWere(kind: RecordKind): string {
	const own = KINDS[kind];
	const named = Object.entries(own.refers).map(
		([field, table]) => `CASE WHEN before ? '${field}' THEN jsonb_build_object('${columnOf(own, field)}',
			(SELECT id FROM ${table} WHERE key = before ->> '${field}')) ELSE '{}' END`
	);
	const fields = `
		SELECT jsonb_object_agg(lower(regexp_replace(field, '([A-Z])', '_\\1', 'g')),
			CASE WHEN value = 'null' THEN coalesce($2::jsonb -> field, value) ELSE value END)
		FROM jsonb_each(before) AS each (field, value) WHERE field <> ALL ('{${Object.keys(own.refers).join()}}')`;
	const version = `CASE WHEN stayed AND r.id IS NOT NULL THEN r.version - changes
		ELSE 1 + (SELECT count(*) FROM public.changes WHERE record_id = was.record_id AND action = 'edited' AND at <= $1) END`;
	// the way in to an event that was removed is gone for good
	const unlike = kind === 'events' ? `jsonb_build_object('code', record_id)` : `'{}'`;
	return `
		SELECT ${[unlike, `coalesce(to_jsonb(r), '{}')`, `(${fields})`, ...named].join(' || ')}
			|| jsonb_build_object('id', record_id, 'version', ${version}) AS row
		FROM was LEFT JOIN public.${kind} r ON r.id = record_id WHERE was.kind = '${kind}' AND before IS NOT NULL`;
}
