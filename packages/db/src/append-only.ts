import type { Transaction } from './connect.ts';

/** The role that the product works as: it may do what it needs, and not change what was recorded. */
const WRITER = 'scale_across_writer';
/** What is only ever added to. */
const APPEND_ONLY = ['transitions', 'evidence', 'changes', 'sealed_reports'];

/** `url`, for connections that work as the role that may only add to the log and the audit trail. */
export const asWriter = (url: string): string => {
	const own = new URL(url);
	own.searchParams.set('role', WRITER);
	return own.href;
};

/**
 * Sees to it that transitions, evidence and changes are append-only by the database's own grants: makes the role for
 * it, once for all databases of a server, and gives it what it needs in this one. Answers the `url` to work with, and
 * whether it holds there: the user of `url` may not be allowed to make a role.
 */
export async function holdAppendOnly(
	sql: Transaction,
	url: string
): Promise<{ url: string; appendOnly: boolean }> {
	if (await holds(sql)) return { url: asWriter(url), appendOnly: true };
	// others may be at it in their databases of the same server; what is not allowed is seen in the end
	await sql.unsafe(`
		DO $$ BEGIN
			CREATE ROLE ${WRITER} NOLOGIN;
		EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN END $$;
		DO $$ BEGIN
			IF NOT ${MAY_WORK_AS} THEN GRANT ${WRITER} TO CURRENT_USER; END IF;
		EXCEPTION WHEN unique_violation OR undefined_object OR insufficient_privilege THEN END $$;
		DO $$ BEGIN
			GRANT USAGE ON SCHEMA public TO ${WRITER};
			GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO ${WRITER};
			REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(', ')} FROM ${WRITER};
			GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${WRITER};
			EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO ${WRITER}', current_database());
		EXCEPTION WHEN undefined_object OR insufficient_privilege THEN END $$`);
	return (await holds(sql)) ? { url: asWriter(url), appendOnly: true } : { url, appendOnly: false };
}

const MAY_WORK_AS = `(SELECT pg_has_role('${WRITER}',
	CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END))`;

async function holds(sql: Transaction): Promise<boolean> {
	const [made] = await sql`SELECT FROM pg_roles WHERE rolname = ${WRITER}`;
	if (!made) return false;
	const [is] = await sql.unsafe<{ held: boolean }[]>(`
		SELECT ${MAY_WORK_AS} AND has_database_privilege('${WRITER}', current_database(), 'TEMPORARY')
			AND bool_and(has_table_privilege('${WRITER}', oid, 'SELECT')
				AND has_table_privilege('${WRITER}', oid, 'INSERT')
				AND has_table_privilege('${WRITER}', oid, 'UPDATE') = (relname <> ALL ('{${APPEND_ONLY.join()}}'))
				AND has_table_privilege('${WRITER}', oid, 'DELETE') = (relname <> ALL ('{${APPEND_ONLY.join()}}'))) AS held
		FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`);
	return is!.held;
}

/** Does `work` as who owns the tables: what only owners may, such as ANALYZE, or stopping another connection. */
export async function asOwner<T>(sql: Transaction, work: () => Promise<T>): Promise<T> {
	const [is] = await sql<{ role: string }[]>`
		SELECT current_setting('role') AS role, set_config('role', 'none', true)`;
	const result = await work();
	await sql`SELECT set_config('role', ${is!.role}, true)`;
	return result;
}

/** Lets that role, where there is one, read all of a schema, and write the tables in it that are `written`. */
export async function letRead(sql: Transaction, schema: string, written: string[]): Promise<void> {
	const [made] = await sql`SELECT FROM pg_roles WHERE rolname = ${WRITER}`;
	if (!made) return;
	await sql.unsafe(`
		GRANT USAGE ON SCHEMA ${schema} TO ${WRITER};
		GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${WRITER};
		GRANT INSERT, UPDATE, DELETE ON ${written.map((table) => `${schema}.${table}`).join(', ')} TO ${WRITER}`);
}

/** What to say where `appendOnly` does not hold. */
export const notAppendOnly = (url: string): string =>
	`The log and the audit trail are append-only by the product alone, not by the database: the user of DATABASE_URL may not make the role for it. ` +
	`To have the database hold it, let an administrator run once: CREATE ROLE ${WRITER} NOLOGIN; GRANT ${WRITER} TO "${decodeURIComponent(new URL(url).username)}";`;
