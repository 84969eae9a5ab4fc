import type { Transaction } from '../connect.ts';

/**
 * Counts up the versions of subjects, `subjects` being SQL that gives their ids as `id`; in one order, so that two
 * changes wait for each other by these rows and never in a circle.
 */
export async function countUp(sql: Transaction, subjects: ReturnType<Transaction>): Promise<void> {
	await sql`
		INSERT INTO versions AS kept (subject_id, version)
		SELECT DISTINCT id, 1 FROM (${subjects}) subjects (id) ORDER BY id
		ON CONFLICT (subject_id) DO UPDATE SET version = kept.version + 1`;
}
