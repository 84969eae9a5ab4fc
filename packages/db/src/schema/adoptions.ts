import { sql } from 'drizzle-orm';
import {
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp
} from 'drizzle-orm/pg-core';
import { day, id } from './columns.ts';
import { patterns } from './patterns.ts';
import { teams } from './teams.ts';
import { STAGES } from '../words.ts';

const stage = (name = 'stage') => text(name, { enum: STAGES });

/** One team, one pattern; its stage today is kept from its transitions. */
export const adoptions = pgTable(
	'adoptions',
	{
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		patternId: id('pattern_id')
			.notNull()
			.references(() => patterns.id),
		owner: text('owner'),
		targetOn: day('target_on')
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.patternId] }),
		index('adoptions_pattern').on(t.patternId),
		index('adoptions_target')
			.on(t.targetOn)
			.where(sql`target_on IS NOT NULL`)
	]
);

/**
 * The adoption entered a stage on a day (`occurred_on`), learnt at an instant (`recorded_at`). Only ever added:
 * a row with `supersedes` stands in for the row it names. `day_order` orders the transitions of one day.
 */
export const transitions = pgTable(
	'transitions',
	{
		teamId: id('team_id').notNull(),
		patternId: id('pattern_id').notNull(),
		id: id().notNull(),
		stage: stage().notNull(),
		occurredOn: day('occurred_on').notNull(),
		dayOrder: integer('day_order').notNull(),
		recordedAt: timestamp('recorded_at', { withTimezone: true, mode: 'string' }).notNull(),
		supersedes: id('supersedes'),
		/** Of `imports`; without a foreign key, which would cost an import more than storing the row. */
		importId: id('import_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.patternId, t.id] }),
		foreignKey({ columns: [t.teamId, t.patternId], foreignColumns: [adoptions.teamId, adoptions.patternId] })
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
		/** Of `imports`, as in transitions. */
		importId: id('import_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.patternId, t.transitionId, t.id] }),
		foreignKey({
			columns: [t.teamId, t.patternId, t.transitionId],
			foreignColumns: [transitions.teamId, transitions.patternId, transitions.id],
			name: 'evidence_transition_fk'
		})
	]
);

/**
 * Kept from the transitions: the adoption was in the stage in [from_on, until_on). A stay may last zero days, and
 * entering a stage again without leaving it prolongs the stay.
 * Derived, so without a foreign key, which would cost more than storing the row.
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
		// dwell times of a pattern's stage, and the open adoptions of a day
		index('stays_pattern_stage').on(t.patternId, t.stage, t.fromOn),
		// the open adoptions of a day: few stays end after any recent one
		index('stays_open')
			.on(t.untilOn)
			.where(sql`stage IN ('observed', 'identified', 'agreed', 'started')`)
	]
);

/** How many teams of an area entered (+) or left (-) a state of a pattern; counted in three tables below. */
const counts = () => ({
	adopted: integer('adopted').notNull(),
	sustained: integer('sustained').notNull(),
	open: integer('open').notNull(),
	declined: integer('declined').notNull(),
	abandoned: integer('abandoned').notNull(),
	outside: integer('outside').notNull()
});

/**
 * Kept, local: the changes of a day. A sum up to a day is the state at the end of that day. `adopted` includes
 * `sustained`; `outside` are teams with a record that are not joined leaf teams, which makes them eligible all the same.
 */
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

/** Kept, local: the same, summed over the month that begins on `on_day`, so that long histories are short sums. */
export const spreadMonths = pgTable(
	'spread_months',
	{
		areaId: id('area_id').notNull(),
		patternId: id('pattern_id').notNull(),
		onDay: day('on_day').notNull(),
		...counts()
	},
	(t) => [primaryKey({ columns: [t.areaId, t.patternId, t.onDay] })]
);

/** Kept, local: the same, summed over all time: the state on any day from `last_on`, the last change, on. */
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
