import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';

/**
 * Local: something that somebody should look at, opened when its cause comes up and resolved when the cause is gone.
 * `cause` names it once: one finding for one cause at a time.
 */
export const findings = pgTable(
	'findings',
	{
		id: id().primaryKey(),
		kind: text('kind').notNull(),
		cause: text('cause').notNull(),
		teamId: id('team_id'),
		patternId: id('pattern_id'),
		coalitionId: id('coalition_id'),
		eventId: id('event_id'),
		/** Why, in words made from figures, and what to do next. */
		reasons: jsonb('reasons').notNull(),
		step: text('step').notNull(),
		openedAt: instant('opened_at').notNull(),
		acknowledgedAt: instant('acknowledged_at'),
		acknowledgedBy: text('acknowledged_by'),
		snoozedUntil: instant('snoozed_until'),
		resolvedAt: instant('resolved_at'),
		version: integer('version').notNull().default(1)
	},
	(t) => [
		uniqueIndex('findings_open')
			.on(t.cause)
			.where(sql`resolved_at IS NULL`),
		index('findings_kind').on(t.kind, t.openedAt),
		index('findings_pattern').on(t.patternId),
		index('findings_team').on(t.teamId)
	]
);
