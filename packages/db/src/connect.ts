import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export type Sql = postgres.Sql;
export type Transaction = postgres.TransactionSql;
/** The database: drizzle's builder for plain reads, `$client` for the questions that are written in SQL. */
export type Db = PostgresJsDatabase & { $client: Sql };

/**
 * Opens a pool on the database at `url`. Days and instants arrive as ISO text, never as a Date: a day has no
 * time zone. Throws nothing by itself; the first query does.
 */
export function connect(url: string, { connections = 8 }: { connections?: number } = {}): Db {
	const client = postgres(url, {
		max: connections,
		onnotice: () => {},
		connection: { TimeZone: 'UTC', application_name: 'scale-across' }
	});
	return drizzle(client);
}
