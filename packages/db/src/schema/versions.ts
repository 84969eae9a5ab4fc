import { bigint, pgTable } from 'drizzle-orm/pg-core';
import { id } from './columns.ts';

/**
 * How often what a subject's answers rest on was changed: one row a pattern, and one (IMPORTS_ID) for everything that
 * is not about a single pattern. Counted up in the transaction of each change, so that a reader who finds the same
 * version has seen all there is.
 */
export const versions = pgTable('versions', {
	subjectId: id('subject_id').primaryKey(),
	version: bigint('version', { mode: 'number' }).notNull()
});
