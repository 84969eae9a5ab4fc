import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Db, Transaction } from './connect.ts';
import { cancellable, transaction } from './transaction.ts';

/** Milliseconds; a reader who takes nothing for so long is gone, and should not hold a snapshot of the database. */
const PATIENCE = 60_000;

/**
 * Streams what `query` finds as CSV with a header, no faster than it is read. `$1`, `$2` ... in it stand for the
 * `values`. A stream that is destroyed ends the statement in the server too; one that fails is destroyed with the error.
 * `lane` is the pool whose connection it keeps meanwhile, `db` the one that says when to stop.
 */
export function copyOut(db: Db, lane: Db, query: string, values: (string | null)[]): Readable {
	const out = new PassThrough();
	const left = new AbortController();
	out.once('close', () => left.abort());
	transaction(lane, async (sql) => {
		const copy = `COPY (${await written(sql, query, values)}) TO STDOUT WITH (FORMAT csv, HEADER)`;
		await cancellable(db, sql, left.signal, () => pour(sql, copy, out, left.signal));
	}).then(
		() => out.end(),
		(error) => out.destroy(error)
	);
	return out;
}

/** What a file holds: a query, in which `$1`, `$2` ... stand for the `values`. */
export type FileQuery = { name: string; query: string; values: (string | null)[] };

/**
 * Writes what queries find as CSV with a header, one file after the other and no faster than it is taken, all as it was
 * at one instant. `open` says where a file goes. Ends, in the server too, when the signal aborts. `lane` and `db` as in
 * copyOut.
 */
export async function copyFilesOut(
	db: Db,
	lane: Db,
	files: FileQuery[],
	open: (name: string) => Writable,
	signal: AbortSignal
): Promise<void> {
	await transaction(lane, async (sql) => {
		await sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`;
		for (const { name, query, values } of files) {
			const copy = `COPY (${await written(sql, query, values)}) TO STDOUT WITH (FORMAT csv, HEADER)`;
			const out = open(name);
			await cancellable(db, sql, signal, () => pour(sql, copy, out, signal));
			out.end();
		}
	});
}

/** COPY takes no parameters: the server writes the values into the query as literals. */
async function written(sql: Transaction, query: string, values: (string | null)[]): Promise<string> {
	const literals = await sql<{ literal: string }[]>`
		SELECT quote_nullable(value) AS literal FROM unnest(${values}::text[]) WITH ORDINALITY AS v (value, n) ORDER BY n`;
	return query.replace(/\$(\d+)/g, (_, n) => literals[n - 1]!.literal);
}

async function pour(sql: Transaction, copy: string, out: Writable, signal: AbortSignal): Promise<void> {
	const rows = await sql.unsafe(copy).readable();
	const ended = finished(rows);
	ended.catch((error) => out.destroy(error)); // even while nobody reads
	try {
		for await (const some of rows.iterator({ destroyOnReturn: false }))
			if (!out.write(some)) await drained(out, signal);
	} finally {
		// the connection is of use again when the last row has come, or the refusal to send more
		rows.resume();
		await ended;
		rows._read(0); // postgres.js leaves its socket paused where the last rows had to wait
	}
}

async function drained(out: Writable, signal: AbortSignal): Promise<void> {
	const gone = setTimeout(() => out.destroy(new Error('Nobody reads what is exported')), PATIENCE);
	try {
		await once(out, 'drain', { signal });
	} finally {
		clearTimeout(gone);
	}
}
