import { boolean, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
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

/**
 * What came of every attempt to import, written or not. `state` is running until it ends; an attempt that died says so
 * by not having been heard of lately.
 */
export const importReports = pgTable(
	'import_reports',
	{
		/** The id of the import, which `imports` has if something was written. */
		id: id().primaryKey(),
		recordedBy: text('recorded_by').notNull(),
		source: text('source').notNull(),
		dryRun: boolean('dry_run').notNull(),
		startedAt: timestamp('started_at', { withTimezone: true, mode: 'string' }).notNull(),
		heardAt: timestamp('heard_at', { withTimezone: true, mode: 'string' }).notNull(),
		state: text('state', { enum: ['running', 'imported', 'unchanged', 'rejected', 'failed'] }).notNull(),
		/** While it runs: what it is doing, and the rows read so far. */
		progress: jsonb('progress').notNull(),
		/** The contract's ImportReport, once there is one. */
		report: jsonb('report')
	},
	(t) => [index('import_reports_started').on(t.startedAt)]
);
