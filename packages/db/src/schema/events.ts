import { sql } from 'drizzle-orm';
import { integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { coalitions } from './coalitions.ts';
import { day, id, instant, recordColumns } from './columns.ts';
import { patterns } from './patterns.ts';
import { people } from './people.ts';
import { teams } from './teams.ts';

/** A Scale Across event. `code`: the short link by which its participants come in. */
export const events = pgTable(
	'events',
	{
		...recordColumns(),
		key: text('key').notNull().unique(),
		name: text('name').notNull(),
		state: text('state', { enum: ['planned', 'held', 'cancelled'] }).notNull(),
		startsAt: instant('starts_at').notNull(),
		minutes: integer('minutes').notNull(),
		place: text('place'),
		summary: text('summary'),
		/** 48 bits of chance, in hexadecimal digits. */
		code: text('code')
			.notNull()
			.unique()
			.default(sql`left(replace(gen_random_uuid()::text, '-', ''), 12)`)
	},
	(t) => [primaryKey({ columns: [t.id] })]
);

const event = () =>
	id('event_id')
		.notNull()
		.references(() => events.id);

export const eventTriggers = pgTable(
	'event_triggers',
	{
		...recordColumns(),
		eventId: event(),
		trigger: text('trigger', {
			enum: ['significant progress', 'pattern discovery', 'relevant learnings', 'quarterly cadence']
		}).notNull(),
		why: text('why')
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.eventId, t.trigger)]
);

/** One coalition, or several that share the event. */
export const eventCoalitions = pgTable(
	'event_coalitions',
	{
		...recordColumns(),
		eventId: event(),
		coalitionId: id('coalition_id')
			.notNull()
			.references(() => coalitions.id)
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.eventId, t.coalitionId)]
);

/** What is shown at the event. */
export const eventPatterns = pgTable(
	'event_patterns',
	{
		...recordColumns(),
		eventId: event(),
		patternId: id('pattern_id')
			.notNull()
			.references(() => patterns.id)
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.eventId, t.patternId)]
);

export const participants = pgTable(
	'participants',
	{
		...recordColumns(),
		eventId: event(),
		personId: id('person_id')
			.notNull()
			.references(() => people.id),
		role: text('role', { enum: ['adopter', 'sponsor', 'coalition'] }).notNull(),
		function: text('function', {
			enum: ['adjacent leader', 'platform owner', 'process owner', 'other']
		}),
		teamId: id('team_id').references(() => teams.id),
		state: text('state', { enum: ['invited', 'coming', 'attended', 'absent'] }).notNull()
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.eventId, t.personId)]
);

/** The agenda: activities with their time boxes, all optional. */
export const activities = pgTable(
	'activities',
	{
		...recordColumns(),
		eventId: event(),
		position: integer('position').notNull(),
		name: text('name').notNull(),
		purpose: text('purpose'),
		minutes: integer('minutes').notNull(),
		/** When it began at the event; the last one that began is the current one. */
		beganAt: instant('began_at')
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.eventId, t.position)]
);

/** What people say at an event: 'we could use this', 'this would break here because', what they learnt, a decline. */
export const voices = pgTable(
	'voices',
	{
		...recordColumns(),
		eventId: event(),
		kind: text('kind', { enum: ['could use', 'would break', 'learnt', 'declined'] }).notNull(),
		raisedAt: instant('raised_at').notNull(),
		patternId: id('pattern_id').references(() => patterns.id),
		teamId: id('team_id').references(() => teams.id),
		personId: id('person_id').references(() => people.id),
		words: text('words')
	},
	(t) => [
		primaryKey({ columns: [t.id] }),
		unique('voices_identity')
			.on(t.eventId, t.kind, t.raisedAt, t.patternId, t.teamId, t.personId, t.words)
			.nullsNotDistinct()
	]
);

/** What a coalition will do after the event to promote its outcomes. */
export const promotionActions = pgTable(
	'promotion_actions',
	{
		...recordColumns(),
		eventId: event(),
		coalitionId: id('coalition_id')
			.notNull()
			.references(() => coalitions.id),
		words: text('words').notNull(),
		ownerId: id('owner_id')
			.notNull()
			.references(() => people.id),
		dueOn: day('due_on').notNull(),
		doneOn: day('done_on')
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.eventId, t.coalitionId, t.words)]
);
