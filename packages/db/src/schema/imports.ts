import { boolean, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { id } from './columns.ts';

/** One import: who brought records in, when, from what. Records point here, so each says who made it. */
export const imports = pgTable('imports', {
	id: id().primaryKey(),
	recordedBy: text('recorded_by').notNull(),
	recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'string' }).notNull(),
	source: text('source').notNull(),
	/** True where the records come from the demo simulation: every page that shows them says so. */
	simulated: boolean('simulated').notNull(),
	/** Rows by file: added, changed, unchanged. */
	counts: jsonb('counts').notNull()
});
