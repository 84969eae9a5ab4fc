import { boolean, doublePrecision, index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { day, id, recordColumns } from './columns.ts';
import { metrics } from './metrics.ts';
import { people } from './people.ts';

/** A management coalition spans areas, and needs backing wherever it goes. */
export const coalitions = pgTable(
	'coalitions',
	{
		...recordColumns(),
		key: text('key').notNull().unique(),
		name: text('name').notNull(),
		kind: text('kind', { enum: ['team', 'management'] }).notNull(),
		purpose: text('purpose'),
		foundedOn: day('founded_on'),
		endedOn: day('ended_on')
	},
	(t) => [primaryKey({ columns: [t.id] })]
);

const coalition = () =>
	id('coalition_id')
		.notNull()
		.references(() => coalitions.id);

/** Who is in it, in [from_on, until_on), and what they hold of RISE. */
export const coalitionMembers = pgTable(
	'coalition_members',
	{
		...recordColumns(),
		coalitionId: coalition(),
		personId: id('person_id')
			.notNull()
			.references(() => people.id),
		representation: boolean('representation').notNull(),
		influence: boolean('influence').notNull(),
		sovereignty: boolean('sovereignty').notNull(),
		expertise: boolean('expertise').notNull(),
		fromOn: day('from_on'),
		untilOn: day('until_on')
	},
	(t) => [
		primaryKey({ columns: [t.id] }),
		unique().on(t.coalitionId, t.personId, t.fromOn).nullsNotDistinct(),
		index('coalition_members_person').on(t.personId)
	]
);

/** What a coalition is there to reach. Goals change; `changes` keeps what they were. */
export const goals = pgTable(
	'goals',
	{
		...recordColumns(),
		key: text('key').notNull().unique(),
		coalitionId: coalition(),
		statement: text('statement').notNull(),
		domain: text('domain', { enum: ['technology', 'product', 'organization'] }).notNull(),
		metricId: id('metric_id').references(() => metrics.id),
		baseline: doublePrecision('baseline'),
		target: doublePrecision('target'),
		setOn: day('set_on').notNull(),
		dueOn: day('due_on').notNull(),
		endedOn: day('ended_on'),
		endedAs: text('ended_as', { enum: ['reached', 'invalid', 'replaced', 'dropped'] })
	},
	(t) => [primaryKey({ columns: [t.id] })]
);

/** Something that a coalition should look at in its own cycle, raised by the product or missed by it. */
export const signals = pgTable(
	'signals',
	{
		...recordColumns(),
		coalitionId: coalition(),
		kind: text('kind', {
			enum: ['goal reached', 'goal invalid', 'mission off', 'approach failing', 'other']
		}).notNull(),
		source: text('source', { enum: ['product', 'missed'] }).notNull(),
		raisedOn: day('raised_on').notNull(),
		words: text('words').notNull(),
		decision: text('decision'),
		decidedOn: day('decided_on'),
		/** What made the product raise it; null where a person did. One cause raises once. */
		cause: text('cause')
	},
	(t) => [
		primaryKey({ columns: [t.id] }),
		unique().on(t.coalitionId, t.kind, t.raisedOn, t.words),
		unique().on(t.coalitionId, t.cause)
	]
);
