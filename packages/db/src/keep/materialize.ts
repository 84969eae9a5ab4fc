import type { Transaction } from '../connect.ts';

/** Makes a relation a temporary table that the planner knows the size of. */
export async function materialize(sql: Transaction, name: string, query: string): Promise<void> {
	await sql.unsafe(`CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS ${query}`);
	await sql.unsafe(`ANALYZE ${name}`);
}
