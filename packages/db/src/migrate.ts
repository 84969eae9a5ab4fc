import { readMigrationFiles } from 'drizzle-orm/migrator';
import { fileURLToPath } from 'node:url';
import { holdAppendOnly } from './append-only.ts';
import { connect } from './connect.ts';
import { dropLeftEditions } from './editions/edition.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));
/** Any number will do, as long as nobody else in this database locks by it. */
const MIGRATION_LOCK = 7_305_216;

/**
 * Brings the database at `url` to the newest schema, in one transaction. Two processes at once: the second waits, then
 * finds nothing to do. Drizzle's own migrator would do the same, and load all of its query builder (0.5 s and 150 MB
 * at every start); its table is used, so that either can go on from the other. Answers the URL to work with, and whether
 * what is recorded is append-only there (append-only.ts).
 */
export async function migrate(url: string): Promise<{ url: string; appendOnly: boolean }> {
	const db = connect(url, { connections: 1 });
	try {
		return await db.begin(async (sql) => {
			await sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`;
			await dropLeftEditions(sql); // their views would hold the tables as they are
			await sql`CREATE SCHEMA IF NOT EXISTS drizzle`;
			await sql`CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (
				id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)`;
			const [last] = await sql<{ at: number | null }[]>`
				SELECT max(created_at)::float8 AS at FROM drizzle.__drizzle_migrations`;
			for (const migration of readMigrationFiles({ migrationsFolder })) {
				if (last!.at !== null && migration.folderMillis <= last!.at) continue;
				for (const statement of migration.sql) await sql.unsafe(statement);
				await sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at)
					VALUES (${migration.hash}, ${migration.folderMillis})`;
			}
			return holdAppendOnly(sql, url);
		});
	} finally {
		await db.end();
	}
}
