import { beside, type Db } from './connect.ts';

/**
 * Asks the database as it is at this instant: through one connection of its own, in one transaction that sees nothing of
 * what is written meanwhile and writes nothing itself. For what rests on many questions about all there is, which get the
 * memory to sort and group it; `ask` must be done with it when it resolves.
 */
export async function snapshot<T>(db: Db, ask: (then: Db) => Promise<T>): Promise<T> {
	const then = beside(db, 1);
	try {
		await then`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`;
		await then`SET LOCAL work_mem = '64MB'`;
		return await ask(then);
	} finally {
		await then.end();
	}
}
