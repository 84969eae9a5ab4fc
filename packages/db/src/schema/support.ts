import { index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { coalitions } from './coalitions.ts';
import { day, decimal, id, instant, recordColumns } from './columns.ts';
import { events } from './events.ts';
import { patterns } from './patterns.ts';
import { people } from './people.ts';
import { teams } from './teams.ts';

const team = () =>
	id('team_id')
		.notNull()
		.references(() => teams.id);
const pattern = () =>
	id('pattern_id')
		.notNull()
		.references(() => patterns.id);

/**
 * What a coalition promised to an adoption, within which limit (`amount` in days, or pieces of artifacts); `none` says
 * explicitly that nothing is needed.
 */
export const agreements = pgTable(
	'agreements',
	{
		...recordColumns(),
		teamId: team(),
		patternId: pattern(),
		agreedOn: day('agreed_on').notNull(),
		kind: text('kind', { enum: ['time', 'coaching', 'artifacts', 'none'] }).notNull(),
		amount: decimal('amount'),
		/** The day by which the team wants to have adopted. */
		targetOn: day('target_on'),
		coalitionId: id('coalition_id').references(() => coalitions.id),
		fromOn: day('from_on'),
		untilOn: day('until_on'),
		/** Who gives the support, and who receives it. */
		ownerId: id('owner_id').references(() => people.id),
		receiverId: id('receiver_id').references(() => people.id),
		eventId: id('event_id').references(() => events.id),
		words: text('words')
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.id] }),
		unique().on(t.teamId, t.patternId, t.agreedOn),
		// what a coalition promised
		index('agreements_coalition').on(t.coalitionId)
	]
);

/** What was used of an agreement, or given back unused. */
export const supportLog = pgTable(
	'support_log',
	{
		...recordColumns(),
		teamId: team(),
		patternId: pattern(),
		/** Of the agreement: team, pattern and this day name it. */
		agreedOn: day('agreed_on').notNull(),
		loggedOn: day('logged_on').notNull(),
		kind: text('kind', { enum: ['used', 'released'] }).notNull(),
		amount: decimal('amount').notNull(),
		words: text('words')
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.id] }),
		unique('support_log_identity')
			.on(t.teamId, t.patternId, t.agreedOn, t.loggedOn, t.kind, t.words)
			.nullsNotDistinct(),
		// what was used in a week
		index('support_log_day').on(t.loggedOn)
	]
);

/** What a coalition can give in a week, from a day until the next row. */
export const capacities = pgTable(
	'capacities',
	{
		...recordColumns(),
		coalitionId: id('coalition_id')
			.notNull()
			.references(() => coalitions.id),
		kind: text('kind', { enum: ['time', 'coaching', 'artifacts'] }).notNull(),
		fromOn: day('from_on').notNull(),
		perWeek: decimal('per_week').notNull()
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.coalitionId, t.kind, t.fromOn)]
);

/** Whoever holds sovereignty over the area backs a pattern or a coalition there, or withholds it, until withdrawn. */
export const backings = pgTable(
	'backings',
	{
		...recordColumns(),
		areaId: id('area_id')
			.notNull()
			.references(() => teams.id),
		patternId: id('pattern_id').references(() => patterns.id),
		coalitionId: id('coalition_id').references(() => coalitions.id),
		stance: text('stance', { enum: ['backed', 'withheld'] })
			.notNull()
			.default('backed'),
		backedFrom: day('backed_from').notNull(),
		withdrawnOn: day('withdrawn_on'),
		personId: id('person_id').references(() => people.id),
		words: text('words')
	},
	(t) => [
		primaryKey({ columns: [t.id] }),
		unique('backings_identity').on(t.patternId, t.coalitionId, t.areaId, t.backedFrom).nullsNotDistinct(),
		// what stands in an area
		index('backings_area').on(t.areaId)
	]
);

/** Who owns an adoption in the team, and the day by which it is wanted. */
export const adoptionPlans = pgTable(
	'adoption_plans',
	{
		...recordColumns(),
		teamId: team(),
		patternId: pattern(),
		ownerId: id('owner_id').references(() => people.id),
		targetOn: day('target_on')
	},
	(t) => [primaryKey({ columns: [t.teamId, t.id] }), unique().on(t.teamId, t.patternId)]
);

export const checkIns = pgTable(
	'check_ins',
	{
		...recordColumns(),
		teamId: team(),
		patternId: pattern(),
		checkedOn: day('checked_on').notNull(),
		state: text('state', { enum: ['on track', 'slow', 'stuck'] }).notNull(),
		because: text('because')
	},
	(t) => [primaryKey({ columns: [t.teamId, t.id] }), unique().on(t.teamId, t.patternId, t.checkedOn)]
);

export const comments = pgTable(
	'comments',
	{
		...recordColumns(),
		teamId: team(),
		patternId: pattern(),
		writtenAt: instant('written_at').notNull(),
		personId: id('person_id').references(() => people.id),
		words: text('words').notNull()
	},
	(t) => [primaryKey({ columns: [t.teamId, t.id] }), unique().on(t.teamId, t.patternId, t.writtenAt, t.words)]
);

/** A team decided by a failure pattern not to start it, or not to repeat it; what that avoided is never added to value. */
export const heeded = pgTable(
	'heeded',
	{
		...recordColumns(),
		teamId: team(),
		patternId: pattern(),
		heededOn: day('heeded_on').notNull(),
		kind: text('kind', { enum: ['will not start', 'will not repeat'] }).notNull(),
		costAvoided: decimal('cost_avoided'),
		currency: text('currency'),
		words: text('words')
	},
	(t) => [primaryKey({ columns: [t.teamId, t.id] }), unique().on(t.teamId, t.patternId, t.heededOn)]
);
