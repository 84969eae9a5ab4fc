import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';

/** Who did what, when, from what to what. Only ever added. Records in it are told by their keys. */
export const changes = pgTable(
	'changes',
	{
		id: id().primaryKey(),
		at: instant('at').notNull(),
		by: text('by').notNull(),
		/** The key of a person. */
		onBehalfOf: text('on_behalf_of'),
		kind: text('kind').notNull(),
		recordId: id('record_id').notNull(),
		action: text('action', { enum: ['created', 'edited', 'removed'] }).notNull(),
		before: jsonb('before'),
		after: jsonb('after'),
		/** The change that it took back. */
		undoes: id('undoes')
	},
	(t) => [
		index('changes_at').on(t.at),
		index('changes_record').on(t.recordId),
		// was it taken back
		index('changes_undoes')
			.on(t.undoes)
			.where(sql`${t.undoes} IS NOT NULL`)
	]
);

/** Requests that came with a key, and what was answered: sent again, they get the same answer and change nothing. */
export const requests = pgTable('requests', {
	key: text('key').primaryKey(),
	/** A digest of what was asked: the same key with something else is a mistake. */
	asked: text('asked').notNull(),
	at: instant('at').notNull(),
	status: integer('status').notNull(),
	/** Its body, and the ids of the changes that were made. */
	answer: jsonb('answer').notNull()
});
