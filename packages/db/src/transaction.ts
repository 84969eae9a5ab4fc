import { asOwner } from './append-only.ts';
import type { Db, Transaction } from './connect.ts';

/**
 * Does `work` in a transaction, which is taken back when it throws. When the connection is lost it rejects at once:
 * left to itself, postgres.js would then roll back on a socket that is gone, and end the process.
 */
export function transaction<T>(sql: Db, work: (sql: Transaction) => Promise<T>): Promise<T> {
	return sql.begin((tx) => unlessLost(work(tx))) as Promise<T>;
}

/** Does `work` as a part of a transaction, which alone is taken back when it throws. */
export function part<T>(sql: Transaction, work: (sql: Transaction) => Promise<T>): Promise<T> {
	return sql.savepoint((own) => unlessLost(work(own))) as Promise<T>;
}

const unlessLost = <T>(work: Promise<T>): Promise<T> =>
	work.catch((error) => {
		// `begin` learns of the loss by itself
		if (isLost(error)) return new Promise<never>(() => {});
		throw error;
	});

/** The server ended the connection (57P01 to 57P03), or it broke. */
const isLost = ({ code = '' }: { code?: string }) =>
	/^(57P0|08|CONNECTION_|ECONN|EPIPE|ERR_STREAM_DESTROYED)/.test(code);

const stop = (db: Db, pid: number) =>
	db.begin((sql) => asOwner(sql, () => sql`SELECT pg_cancel_backend(${pid})`));

/**
 * Does `work` in a transaction whose running statement, and with it the transaction, ends when the signal aborts. `db`
 * is a pool that can say so meanwhile. Rejects with what the work does, or with the reason of a signal aborted before.
 */
export async function cancellable(
	db: Db,
	sql: Transaction,
	signal: AbortSignal | undefined,
	work: () => Promise<void>
): Promise<void> {
	const [backend] = await sql<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
	signal?.throwIfAborted();
	let cancelled: Promise<unknown> | undefined;
	const cancel = () => (cancelled = stop(db, backend!.pid).catch(() => {}));
	signal?.addEventListener('abort', cancel);
	try {
		await work();
	} finally {
		signal?.removeEventListener('abort', cancel);
		await cancelled; // or it would hit what the connection does next
	}
}
