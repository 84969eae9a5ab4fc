import postgres from 'postgres';

/** The database: a pool that is asked in SQL, as a tagged template; `url` leads to it. */
export type Db = postgres.Sql & { readonly url: string };
export type Transaction = postgres.TransactionSql;

/** Days and instants: date, timestamp, timestamptz. */
const DATES = [1082, 1114, 1184];
const asItIs = (text: string) => text;

/**
 * Opens a pool on the database at `url`. Days and instants arrive as ISO text, never as a Date: a day has no
 * time zone. Throws nothing by itself; the first query does.
 */
export function connect(url: string, { connections = 8 }: { connections?: number } = {}): Db {
	const pool = postgres(url, {
		max: connections,
		onnotice: () => {},
		connection: {
			...{ TimeZone: 'UTC', application_name: 'scale-across' },
			// making or compiling a plan takes longer than most of our questions: one is made for a connection
			...{ plan_cache_mode: 'force_generic_plan', jit: 'off' }
		},
		types: { date: { to: DATES[0]!, from: DATES, serialize: asItIs, parse: asItIs } }
	});
	return Object.assign(pool as unknown as postgres.Sql, { url });
}

/** Opens another pool on the database of `db`, for what must neither wait for everybody else nor hold them up. */
export const beside = ({ url }: Db, connections: number): Db => connect(url, { connections });
