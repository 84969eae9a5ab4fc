import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
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

/** Where findings are announced. `secret` signs what is sent to a webhook. */
export const channels = pgTable('channels', {
	id: id().primaryKey(),
	name: text('name').notNull(),
	kind: text('kind', { enum: ['slack', 'teams', 'webhook'] }).notNull(),
	url: text('url').notNull(),
	secret: text('secret'),
	/** The kinds of findings that it hears of; none: all. */
	findings: text('findings').array().notNull(),
	createdAt: instant('created_at').notNull()
});

/** One message: a finding to a channel. Written with the finding; sent, and tried again, by a job. */
export const deliveries = pgTable(
	'deliveries',
	{
		id: id().primaryKey(),
		findingId: id('finding_id')
			.notNull()
			.references(() => findings.id),
		channelId: id('channel_id')
			.notNull()
			.references(() => channels.id, { onDelete: 'cascade' }),
		state: text('state', { enum: ['waiting', 'delivered', 'failed'] }).notNull(),
		attempts: integer('attempts').notNull().default(0),
		lastError: text('last_error'),
		deliveredAt: instant('delivered_at')
	},
	(t) => [
		unique().on(t.channelId, t.findingId),
		index('deliveries_waiting')
			.on(t.state)
			.where(sql`state = 'waiting'`)
	]
);
