import { auditEdits } from '../records/records.ts';
import { columnOf, KINDS, type RecordKind } from '../records/kinds.ts';
import type { Importing, Stored, Target } from './target.ts';

/** What a record's own key is called in files. */
const KEYS: Partial<Record<RecordKind, string>> = {
	people: 'person_key',
	coalitions: 'coalition_key',
	goals: 'goal_key',
	events: 'event_key'
};

/** The files of the kinds: new records are added, those that are there are brought up to date. */
export const records = (kinds: RecordKind[]): Target[] => kinds.map(record);

function record(kind: RecordKind): Target {
	const own = KINDS[kind];
	const refers = Object.entries(own.refers).map(([field, of]) => {
		const id = columnOf(own, field);
		return { id, column: id.replace(/_id$/, '_key'), of };
	});
	const fileColumn = (column: string) => (column === 'key' ? KEYS[kind]! : column.replace(/_id$/, '_key'));
	return {
		file: `${kind}.csv`,
		staged: `staged_${kind}`,
		columns: 'text',
		identity: own.identity.map((field) => fileColumn(columnOf(own, field))),
		refersTo: Object.fromEntries(refers.map(({ column, of }) => [column, of])),
		makesIds: true,
		store: (importing) => store(importing)
	};

	async function store(importing: Importing): Promise<Stored> {
		const { sql, importId, columns } = importing;
		const types = await sql<{ name: string; type: string }[]>`
			SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
			WHERE attrelid = ${kind}::regclass AND attnum > 0 AND NOT attisdropped
				AND attname NOT IN ('id', 'version', 'import_id')`;
		const identity = own.identity.map((field) => columnOf(own, field));
		const told = types
			.filter(({ name }) => identity.includes(name) || columns.includes(fileColumn(name)))
			.map(({ name, type }) => {
				const k = refers.findIndex(({ id }) => id === name);
				const said = k === -1 ? `s.${fileColumn(name)}::${type}` : `k${k}.id`;
				const otherwise = own.defaults?.[name];
				return { name, said: otherwise === undefined ? said : `coalesce(${said}, '${String(otherwise)}')` };
			});
		const joins = refers.map(({ column, of }, i) => `LEFT JOIN ${of} k${i} ON k${i}.key = s.${column}`);
		// rows that name what there is not were rejected already
		const known = refers.map(({ column }, i) => `(s.${column} IS NULL OR k${i}.id IS NOT NULL)`);
		const from = `FROM staged_${kind} s ${joins.join(' ')} WHERE ${['true', ...known].join(' AND ')}`;
		const names = told.map(({ name }) => name).join(', ');
		await sql.unsafe(
			`CREATE TEMPORARY TABLE told_${kind} ON COMMIT DROP AS
			SELECT s.id, ${told.map(({ name, said }) => `${said} AS ${name}`).join(', ')} ${from}`
		);
		const same = identity.map((name) => `t.${name} IS NOT DISTINCT FROM s.${name}`).join(' AND ');
		const row = (alias: string) => `(${told.map(({ name }) => `${alias}.${name}`).join(', ')})`;
		const differing = await sql.unsafe<{ id: string }[]>(
			`SELECT t.id FROM ${kind} t JOIN told_${kind} s ON ${same} WHERE ROW${row('t')} IS DISTINCT FROM ROW${row('s')}`
		);
		await auditEdits(
			importing,
			kind,
			differing.map(({ id }) => id),
			async () => {
				await sql.unsafe(
					`UPDATE ${kind} t SET (${names}) = ROW${row('s')}, version = t.version + 1, import_id = $1
				FROM told_${kind} s WHERE ${same} AND t.id = ANY ($2)`,
					[importId, differing.map(({ id }) => id)]
				);
			}
		);
		const added = await sql.unsafe(
			`INSERT INTO ${kind} (id, ${names}, import_id) SELECT s.id, ${names.replaceAll(/\w+/g, 's.$&')}, $1
			FROM told_${kind} s WHERE NOT EXISTS (SELECT FROM ${kind} t WHERE ${same})`,
			[importId]
		);
		if (added.count + differing.length > 0) importing.moved.track = true;
		return { added: added.count, changed: differing.length };
	}
}
