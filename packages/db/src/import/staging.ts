import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { Transaction } from '../connect.ts';

/** A line of a file whose cells are sound by themselves; `cells` in the order of the columns it was read with. */
export type StagedRow = { line: number; cells: (string | null)[] };

/** What a file is staged as: the temporary table, its columns with their SQL types, and whether rows get an id. */
export type StagedTable = {
	staged: string;
	/** `text`: those that the file has, as they are written, and those that are asked about in any case. */
	columns: Record<string, string> | 'text';
	identity: string[];
	refersTo: Record<string, unknown>;
	makesIds?: boolean;
};

/** Makes the temporary table that a file is copied into; it goes with the transaction. */
export async function createStaged(
	sql: Transaction,
	{ staged, columns, identity, refersTo }: StagedTable,
	fileColumns: string[]
): Promise<void> {
	const definitions =
		columns === 'text'
			? [...new Set([...fileColumns, ...identity, ...Object.keys(refersTo)])].map((name) => `${name} text`)
			: Object.entries(columns).map(([name, type]) => `${name} ${type}`);
	await sql.unsafe(
		`CREATE TEMPORARY TABLE ${staged} (line integer, id uuid, ${definitions.join(', ')}) ON COMMIT DROP`
	);
}

/**
 * Copies rows into a staging table, batch by batch, and returns how many. Rejects when reading the batches does, or the
 * server refuses.
 */
export async function copyRows(
	sql: Transaction,
	{ staged, makesIds }: StagedTable,
	columns: string[],
	batches: AsyncIterable<StagedRow[]>
): Promise<number> {
	const list = ['line', ...(makesIds ? ['id'] : []), ...columns].join(', ');
	const encode = encoder(makesIds ? rowIds() : undefined);
	const copy = await sql.unsafe(`COPY ${staged} (${list}) FROM STDIN`).writable();
	// Without a listener a refusal would end the process; the next write or query reports it.
	copy.on('error', () => {});
	let count = 0;
	try {
		let taken: Promise<unknown> = Promise.resolve();
		for await (const rows of batches) {
			count += rows.length;
			const text = encode(rows); // while the server takes the batch before
			await taken;
			taken = new Promise<void>((resolve, reject) =>
				copy.write(text, (error) => (error ? reject(error) : resolve()))
			);
			taken.catch(() => {}); // awaited in the next round
		}
		await taken;
	} catch (error) {
		copy.destroy(error as Error);
		throw error;
	}
	copy.end();
	// A refusal after the last row never reaches the stream, only the next query: ANALYZE, which planning needs anyway.
	await new Promise(setImmediate);
	await sql.unsafe(`ANALYZE ${staged}`);
	return count;
}

/** An id that sorts by the time it was made. */
export const newId = (): string => v7();

const special = /[\\\t\n\r]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escape = (cell: string) =>
	special.test(cell) ? cell.replace(/[\\\t\n\r]/g, (character) => escapes[character]!) : cell;

/** Makes ids that sort as they are made; what is random in them is drawn for many at once. */
function rowIds(): () => string {
	const random = Buffer.alloc(16 * 1024);
	const msecs = Date.now();
	let seq = 0;
	return () => {
		const at = (16 * seq) % random.length;
		if (at === 0) randomFillSync(random);
		return v7({ random: random.subarray(at, at + 16), msecs, seq: seq++ });
	};
}

/** Writes rows in the text format of COPY, with ids where they get some. */
const encoder = (nextId: (() => string) | undefined) => (rows: StagedRow[]) => {
	let text = '';
	for (const { line, cells } of rows) {
		text += nextId ? `${line}\t${nextId()}` : line;
		for (const cell of cells) text += '\t' + (cell === null ? '\\N' : escape(cell));
		text += '\n';
	}
	return text;
};
