import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { day, id } from './columns.ts';
import { STAGES } from '../words.ts';

const stage = (name = 'stage') => text(name, { enum: STAGES });

/**
 * One team, one pattern; its stage today is kept from its transitions. Adoptions, transitions and evidence are without
 * foreign keys, which would cost an import more than storing the rows; whoever writes them finds every id by its key.
 */
export const adoptions = pgTable(
	'adoptions',
	{
		teamId: id('team_id').notNull(),
		patternId: id('pattern_id').notNull()
	},
	(t) => [primaryKey({ columns: [t.teamId, t.patternId] }), index('adoptions_pattern').on(t.patternId)]
);

/**
 * The adoption entered a stage on a day (`occurred_on`), learnt at an instant (`recorded_at`). Only ever added:
 * a row with `supersedes` stands in for the row it names, and one without a stage says that it never happened.
 * `day_order` orders the transitions of one day.
 */
export const transitions = pgTable(
	'transitions',
	{
		teamId: id('team_id').notNull(),
		patternId: id('pattern_id').notNull(),
		id: id().notNull(),
		stage: stage(),
		occurredOn: day('occurred_on').notNull(),
		dayOrder: integer('day_order').notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'string' }).notNull(),
		supersedes: id('supersedes'),
		/** Why it was declined or abandoned. */
		reason: text('reason'),
		importId: id('import_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.patternId, t.id] }),
		// two corrections of one transition: the second one is told, not stored
		uniqueIndex('transitions_superseded')
			.on(t.teamId, t.patternId, t.supersedes)
			.where(sql`supersedes IS NOT NULL`)
	]
);

/** A dated link or fact behind a transition. */
export const evidence = pgTable(
	'evidence',
	{
		teamId: id('team_id').notNull(),
		patternId: id('pattern_id').notNull(),
		transitionId: id('transition_id').notNull(),
		id: id().notNull(),
		fact: text('fact').notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'string' }).notNull(),
		importId: id('import_id').notNull()
	},
	(t) => [primaryKey({ columns: [t.teamId, t.patternId, t.transitionId, t.id] })]
);

/**
 * Kept from the transitions: the adoption was in the stage in [from_on, until_on). A stay may last zero days, and
 * entering a stage again without leaving it prolongs the stay.
 * Derived, so without foreign keys as well.
 */
export const stays = pgTable(
	'stays',
	{
		teamId: id('team_id').notNull(),
		patternId: id('pattern_id').notNull(),
		step: smallint('step').notNull(),
		stage: stage().notNull(),
		fromOn: day('from_on').notNull(),
		untilOn: day('until_on').notNull(),
		/** The last day on which the stage was entered again: a sign of life. */
		lastOn: day('last_on').notNull(),
		/** The stage that came next; null while it lasts. */
		nextStage: stage('next_stage'),
		/** Where the stretch of open stages led that this stay is part of (adopted, declined, abandoned), and when. */
		outcome: stage('outcome'),
		outcomeOn: day('outcome_on')
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.patternId, t.step] }),
		// dwell times of a pattern's stage
		index('stays_pattern_stage').on(t.patternId, t.stage, t.fromOn),
		// the open adoptions of a pattern on a day: few stays end after any recent one; with all that is asked of them, since
		// those of one pattern lie in as many places of the table
		index('stays_open')
			.on(t.patternId, t.untilOn, t.fromOn, t.lastOn, t.teamId, t.stage)
			.where(sql`stage IN ('observed', 'identified', 'agreed', 'started')`)
	]
);

/**
 * What is counted of the teams below an area, as the change of a day. A sum up to a day is the state at its end.
 * The area's own adoptions, as a team, are not in it: every leaf would have a copy of its stays.
 */
const counts = () => ({
	/** Teams that use it, `sustained` among them. */
	adopted: integer('adopted').notNull(),
	sustained: integer('sustained').notNull(),
	open: integer('open').notNull(),
	declined: integer('declined').notNull(),
	abandoned: integer('abandoned').notNull(),
	/** Teams with a record that are not joined leaf teams, which makes them eligible all the same. */
	outside: integer('outside').notNull(),
	/** Teams that ever used it. */
	adopters: integer('adopters').notNull(),
	/** `adopted` times the number of the day (from DAY_ZERO): what days of use are worked out from. */
	adoptedDays: bigint('adopted_days', { mode: 'number' }).notNull(),
	/** Days of use in the calendar month of adopting, which bring no benefit yet; known once the month is over. */
	unusedDays: integer('unused_days').notNull()
});

/** Kept, local: the changes of a day. */
export const spreadChanges = pgTable(
	'spread_changes',
	{
		areaId: id('area_id').notNull(),
		patternId: id('pattern_id').notNull(),
		onDay: day('on_day').notNull(),
		...counts()
	},
	(t) => [primaryKey({ columns: [t.areaId, t.patternId, t.onDay] })]
);

/** Kept, local: the same, summed over all time: the state on any day from `last_on`, at least the last change, on. */
export const spreadTotals = pgTable(
	'spread_totals',
	{
		areaId: id('area_id').notNull(),
		patternId: id('pattern_id').notNull(),
		lastOn: day('last_on').notNull(),
		...counts()
	},
	(t) => [primaryKey({ columns: [t.areaId, t.patternId] })]
);

/**
 * Kept, local: the same by week and by month, as arrays of what changed in the periods with these `numbers` (from
 * DAY_ZERO, in no order), so that a curve is one row.
 */
export const spreadSeries = pgTable(
	'spread_series',
	{
		areaId: id('area_id').notNull(),
		patternId: id('pattern_id').notNull(),
		period: text('period', { enum: ['week', 'month'] }).notNull(),
		numbers: integer('numbers').array().notNull(),
		adopted: integer('adopted').array().notNull(),
		sustained: integer('sustained').array().notNull(),
		open: integer('open').array().notNull(),
		declined: integer('declined').array().notNull(),
		abandoned: integer('abandoned').array().notNull(),
		outside: integer('outside').array().notNull()
	},
	(t) => [primaryKey({ columns: [t.areaId, t.period, t.patternId] })]
);

/**
 * Kept, local: how many stays in a stage lasted how many days. The scope is a pattern, or an area: the teams that lie
 * below it today, all patterns. `ended`: what came next was declined or abandoned.
 */
export const stayLengths = pgTable(
	'stay_lengths',
	{
		scopeId: id('scope_id').notNull(),
		stage: stage().notNull(),
		ended: boolean('ended').notNull(),
		days: integer('days').notNull(),
		stays: integer('stays').notNull()
	},
	(t) => [primaryKey({ columns: [t.scopeId, t.stage, t.ended, t.days] })]
);

/** Kept, local: how many stays in a stage last since when, in the scopes of `stay_lengths`. */
export const staysRunning = pgTable(
	'stays_running',
	{
		scopeId: id('scope_id').notNull(),
		stage: stage().notNull(),
		since: day('since').notNull(),
		stays: integer('stays').notNull()
	},
	(t) => [primaryKey({ columns: [t.scopeId, t.stage, t.since] })]
);
