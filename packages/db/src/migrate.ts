import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { fileURLToPath } from 'node:url';
import { connect } from './connect.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));
/** Any number will do, as long as nobody else in this database locks by it. */
const MIGRATION_LOCK = 7_305_216;

/** Brings the database at `url` to the newest schema. Two processes at once: the second waits, then finds nothing to do. */
export async function migrate(url: string): Promise<void> {
	const db = connect(url, { connections: 1 });
	try {
		await db.$client`SELECT pg_advisory_lock(${MIGRATION_LOCK})`;
		await runMigrations(db, { migrationsFolder });
	} finally {
		await db.$client.end();
	}
}
