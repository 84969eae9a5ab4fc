import type { Transaction } from '../connect.ts';

/** What nothing else is made from: it need not be known how much there is of it. */
const LAST = ['series', 'lengths', 'running', 'around_areas'];

/** Makes a relation a temporary table that the planner knows the size of. */
export async function materialize(sql: Transaction, name: string, query: string): Promise<void> {
	await sql.unsafe(`CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS ${query}`);
	if (!LAST.includes(name)) await sql.unsafe(`ANALYZE ${name}`);
}
