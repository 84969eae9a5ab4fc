import { v7 } from 'uuid';
import { ChangedMeanwhile, Missing, Refused, type Changing } from '../changes/change.ts';
import type { Db, Transaction } from '../connect.ts';
import { countUp } from '../keep/versions.ts';
import { columnOf, KINDS, type Kind, type RecordKind } from './kinds.ts';
import { RULES } from './rules.ts';

/** The values of a record by field; one that names a record is its key. */
export type Values = Record<string, unknown>;
/** A record as it is stored; what it names comes as key and name. */
export type Stored = { id: string; version: number } & Values;

const camel = (column: string) => column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
const nouns: Partial<Record<RecordKind, string>> = {
	people: 'person',
	capacities: 'capacity',
	sovereignties: 'sovereignty',
	activities: 'activity',
	support_log: 'support entry',
	heeded: 'heeded failure'
};
/** One of the kind, in words. */
export const nounOf = (kind: RecordKind): string =>
	nouns[kind] ?? kind.replace(/s$/, '').replaceAll('_', ' ');

/** SQL that reads records of a kind as JSON, `where` being more SQL about `r`. */
function reading(kind: RecordKind): string {
	const { refers } = KINDS[kind];
	const names = Object.entries(refers).map(
		([field, table]) => `'${field}', (SELECT jsonb_build_object('key', key, 'name', name)
			FROM ${table} WHERE id = r.${columnOf(KINDS[kind], field)})`
	);
	return `SELECT to_jsonb(r) AS row, jsonb_build_object(${names.join(', ')}) AS named FROM ${kind} r`;
}

/** Columns that are no fields: where a record came from, and the way in for those who are at an event. */
const UNTOLD = ['import_id', 'code'];
type Read = { row: Record<string, unknown>; named: Record<string, unknown> };
/** A stored record as it is answered; an empty text is nothing. */
function storedOf(kind: RecordKind, { row, named }: Read): Stored {
	const ids = new Set(Object.keys(KINDS[kind].refers).map((field) => columnOf(KINDS[kind], field)));
	for (const column of UNTOLD) ids.add(column);
	const own = Object.entries(row).filter(([column]) => !ids.has(column));
	return {
		...Object.fromEntries(own.map(([column, value]) => [camel(column), value === '' ? null : value])),
		...named
	} as Stored;
}

/** A record by its id; undefined where there is none. */
export async function recordOf(
	sql: Db | Transaction,
	kind: RecordKind,
	id: string
): Promise<Stored | undefined> {
	const [read] = await sql.unsafe<Read[]>(`${reading(kind)} WHERE r.id = $1`, [id]);
	return read && storedOf(kind, read);
}

/**
 * The records of a kind whose fields are as in `where` (names of records by their keys), in the order of what says
 * which they are, and how many there are in all. A field may be null: not filled.
 */
export async function recordsOf(
	db: Db | Transaction,
	kind: RecordKind,
	where: Values,
	{ limit, offset }: { limit: number; offset: number }
): Promise<{ total: number; records: Stored[] }> {
	const own = KINDS[kind];
	const values: unknown[] = [];
	const is = Object.entries(where).map(([field, value]) => {
		const column = `r.${columnOf(own, field)}`;
		if (value === null) return `${column} IS NULL`;
		values.push(value);
		const table = own.refers[field];
		return table
			? `${column} = (SELECT id FROM ${table} WHERE key = $${values.length})`
			: `${column}::text = $${values.length}`;
	});
	const condition = is.length > 0 ? `WHERE ${is.join(' AND ')}` : '';
	const [read, [count]] = await Promise.all([
		db.unsafe<Read[]>(
			`${reading(kind)} ${condition} ORDER BY ${own.identity.map((field) => `r.${columnOf(own, field)}`).join(', ')}
			LIMIT ${limit} OFFSET ${offset}`,
			values as never[]
		),
		db.unsafe<{ total: number }[]>(
			`SELECT count(*)::int AS total FROM ${kind} r ${condition}`,
			values as never[]
		)
	]);
	return { total: count!.total, records: read.map((row) => storedOf(kind, row)) };
}

/** The values of a stored record, so that they could be entered again. */
export function valuesOf(kind: RecordKind, record: Stored): Values {
	const { refers } = KINDS[kind];
	return Object.fromEntries(
		Object.entries(record)
			.filter(([field]) => field !== 'id' && field !== 'version')
			.map(([field, value]) => [field, field in refers && value ? (value as { key: string }).key : value])
	);
}

/** The columns of the values, with ids for keys. */
async function columns(sql: Transaction, own: Kind, values: Values): Promise<Record<string, unknown>> {
	const found: Record<string, unknown> = {};
	for (const [field, value] of Object.entries(values)) {
		const table = own.refers[field];
		found[columnOf(own, field)] = value ?? own.defaults?.[field] ?? null;
		if (!table || value === null || value === undefined) continue;
		const [row] = await sql.unsafe<{ id: string }[]>(`SELECT id FROM ${table} WHERE key = $1`, [
			value as string
		]);
		if (!row) {
			throw new Refused(
				`There is no ${nounOf(table as RecordKind)} with the key '${value as string}' (${field}). Check the spelling.`
			);
		}
		found[columnOf(own, field)] = row.id;
	}
	return found;
}

/** Records a change of a record in the audit trail. */
export async function audit(
	{ sql, by, onBehalfOf, at, changes }: Changing,
	entry: { kind: string; recordId: string; before: Values | null; after: Values | null; undoes?: string }
): Promise<void> {
	const action = !entry.before ? 'created' : !entry.after ? 'removed' : 'edited';
	const json = (values: Values | null) => (values === null ? null : sql.json(values as never));
	const id = v7();
	changes.push(id);
	await sql`
		INSERT INTO changes (id, at, by, on_behalf_of, kind, record_id, action, before, after, undoes)
		VALUES (${id}, ${at}, ${by}, ${onBehalfOf}, ${entry.kind}, ${entry.recordId}, ${action},
			${json(entry.before)}, ${json(entry.after)}, ${entry.undoes ?? null})`;
}

/** Does a write that edits many records, and records in the audit trail what it changed. */
export async function auditEdits(
	{
		sql,
		recordedBy,
		recordedAt,
		onBehalfOf = null
	}: { sql: Transaction; recordedBy: string; recordedAt: string; onBehalfOf?: string | null },
	kind: RecordKind,
	ids: string[],
	write: () => Promise<void>
): Promise<void> {
	if (ids.length === 0) return;
	const read = async () =>
		(await sql.unsafe<Read[]>(`${reading(kind)} WHERE r.id = ANY ($1) ORDER BY r.id`, [ids])).map((row) =>
			storedOf(kind, row)
		);
	const before = await read();
	await write();
	const after = await read();
	const entries = before.map((record, i) => ({
		...{
			id: v7(),
			at: recordedAt,
			by: recordedBy,
			on_behalf_of: onBehalfOf,
			kind,
			record_id: record.id,
			action: 'edited'
		},
		...{ before: valuesOf(kind, record), after: valuesOf(kind, after[i]!) }
	}));
	await sql`INSERT INTO changes SELECT * FROM jsonb_populate_recordset(NULL::changes, ${sql.json(entries as never)})`;
}

/** Says what the database has against a write in words. */
async function told<T>(kind: RecordKind, write: () => Promise<T>): Promise<T> {
	try {
		return await write();
	} catch (error) {
		const { code } = error as { code?: string };
		const noun = nounOf(kind);
		if (code === '23505') {
			throw new Refused(
				`There is such a ${noun} already (${KINDS[kind].identity.join(', ')}). Edit that one, or tell them apart.`,
				{
					cause: error
				}
			);
		}
		if (code === '23503') {
			throw new Refused(`Other records still name this ${noun}. Remove or change those first, or end it.`, {
				cause: error
			});
		}
		throw error;
	}
}

/** The key of what a field names, as it was entered or as it is stored. */
const keyIn = (value: unknown): string | null =>
	typeof value === 'string' ? value : ((value as { key: string } | null | undefined)?.key ?? null);

/** Counts up the pattern that a record is about: what is remembered of it holds no more. */
async function touch(
	changing: Changing,
	kind: RecordKind,
	...records: (Stored | Values | null)[]
): Promise<void> {
	const { sql } = changing;
	const keys = records.flatMap((record) => {
		const pattern = kind === 'patterns' ? record?.['key'] : record?.['pattern'];
		return pattern ? [keyIn(pattern)!] : [];
	});
	// whoever backs a coalition backs its patterns
	const backed = kind === 'backings' ? records.map((record) => keyIn(record?.['coalition'])) : [];
	if (keys.length + backed.length > 0) {
		await countUp(
			sql,
			sql`SELECT id FROM patterns WHERE key = ANY (${keys})
				OR coalition_id IN (SELECT id FROM coalitions WHERE key = ANY (${backed}))`
		);
	}
	if (KINDS[kind].lasting) changing.lasting = true;
}

/**
 * Enters a record. `undoes`: the change that this takes back.
 *
 * @throws Refused where it names what there is not, where there is such a record already, or a rule is against it
 */
export async function createRecord(
	changing: Changing,
	kind: RecordKind,
	values: Values,
	{ id = v7(), undoes }: { id?: string; undoes?: string } = {}
): Promise<Stored> {
	const { sql } = changing;
	await touch(changing, kind, values);
	const row = {
		...(await columns(sql, KINDS[kind], { ...KINDS[kind].defaults, ...values })),
		id,
		version: 1
	};
	const names = Object.keys(row).join(', ');
	await told(kind, () =>
		sql.unsafe(
			`INSERT INTO ${kind} (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::${kind}, $1)`,
			[sql.json(row as never)] as never[]
		)
	);
	const after = (await recordOf(sql, kind, id))!;
	await RULES[kind]?.(changing, null, after);
	await audit(changing, {
		kind,
		recordId: id,
		before: null,
		after: valuesOf(kind, after),
		...(undoes && { undoes })
	});
	return after;
}

/**
 * Changes fields of a record that was seen in `version`.
 *
 * @throws Missing, ChangedMeanwhile with what it is now, Refused as createRecord
 */
export async function editRecord(
	changing: Changing,
	kind: RecordKind,
	id: string,
	{ version, values, undoes }: { version: number; values: Values; undoes?: string }
): Promise<Stored> {
	const { sql } = changing;
	const before = await currentRecord(changing, kind, id, version);
	if (Object.keys(values).length === 0) return before;
	await touch(changing, kind, before, values);
	const row = await columns(sql, KINDS[kind], values);
	const names = Object.keys(row).join(', ');
	await told(kind, () =>
		sql.unsafe(
			`UPDATE ${kind} SET (${names}) = (SELECT ${names} FROM jsonb_populate_record(NULL::${kind}, $1)),
				version = version + 1 WHERE id = $2`,
			[sql.json(row as never), id] as never[]
		)
	);
	const after = (await recordOf(sql, kind, id))!;
	await RULES[kind]?.(changing, before, after);
	await audit(changing, {
		...{ kind, recordId: id, before: valuesOf(kind, before), after: valuesOf(kind, after) },
		...(undoes && { undoes })
	});
	return after;
}

/**
 * Takes a record out; the audit trail keeps what it was.
 *
 * @throws Missing, ChangedMeanwhile, Refused where others name it
 */
export async function removeRecord(
	changing: Changing,
	kind: RecordKind,
	id: string,
	{ version, undoes }: { version: number; undoes?: string }
): Promise<void> {
	const { sql } = changing;
	const before = await currentRecord(changing, kind, id, version);
	await touch(changing, kind, before);
	await told(kind, () => sql.unsafe(`DELETE FROM ${kind} WHERE id = $1`, [id]));
	await RULES[kind]?.(changing, before, null);
	await audit(changing, {
		...{ kind, recordId: id, before: valuesOf(kind, before), after: null },
		...(undoes && { undoes })
	});
}

/** The record, locked, if it still has the version. */
async function currentRecord(
	{ sql }: Changing,
	kind: RecordKind,
	id: string,
	version: number
): Promise<Stored> {
	await sql.unsafe(`SELECT FROM ${kind} WHERE id = $1 FOR UPDATE`, [id]);
	const record = await recordOf(sql, kind, id);
	if (!record) throw new Missing(`This ${nounOf(kind)} is not there (any more).`);
	if (record.version !== version) {
		throw new ChangedMeanwhile(
			`Somebody else changed this ${nounOf(kind)} meanwhile. Look at what it is now, and decide again.`,
			record
		);
	}
	return record;
}
