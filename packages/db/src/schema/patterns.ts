import {
	type AnyPgColumn,
	doublePrecision,
	integer,
	pgTable,
	primaryKey,
	text,
	unique
} from 'drizzle-orm/pg-core';
import { coalitions } from './coalitions.ts';
import { day, decimal, id, recordColumns } from './columns.ts';
import { imports } from './imports.ts';
import { metrics } from './metrics.ts';
import { people } from './people.ts';
import { teams } from './teams.ts';

/** A way of working that succeeded, or failed. */
export const patterns = pgTable('patterns', {
	id: id().primaryKey(),
	key: text('key').notNull().unique(),
	name: text('name').notNull(),
	kind: text('kind', { enum: ['success', 'failure'] }).notNull(),
	summary: text('summary').notNull(),
	discoveredOn: day('discovered_on'),
	originTeamId: id('origin_team_id').references(() => teams.id),
	state: text('state', { enum: ['draft', 'published', 'retired'] })
		.notNull()
		.default('published'),
	/** How to reproduce it, or how not to repeat it. */
	steps: text('steps'),
	coalitionId: id('coalition_id').references(() => coalitions.id),
	/** The pattern that it turned out to be; its adoptions were moved there. */
	mergedIntoId: id('merged_into_id').references((): AnyPgColumn => patterns.id),
	version: integer('version').notNull().default(1),
	importId: id('import_id').references(() => imports.id)
});

/** A trait under which the pattern works, or breaks. */
export const conditions = pgTable(
	'conditions',
	{
		...recordColumns(),
		patternId: id('pattern_id')
			.notNull()
			.references(() => patterns.id),
		kind: text('kind', { enum: ['works', 'breaks'] }).notNull(),
		trait: text('trait').notNull(),
		operator: text('operator', { enum: ['is', 'is not', 'at least', 'at most'] }).notNull(),
		value: text('value').notNull(),
		evidence: text('evidence')
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.patternId, t.kind, t.trait, t.operator, t.value)]
);

/** A finance owner signed what the pattern does to the metric: the highest grade of evidence. */
export const validations = pgTable(
	'validations',
	{
		...recordColumns(),
		patternId: id('pattern_id')
			.notNull()
			.references(() => patterns.id),
		metricId: id('metric_id')
			.notNull()
			.references(() => metrics.id),
		validatedOn: day('validated_on').notNull(),
		personId: id('person_id')
			.notNull()
			.references(() => people.id),
		words: text('words')
	},
	(t) => [primaryKey({ columns: [t.id] }), unique().on(t.patternId, t.metricId, t.validatedOn)]
);

/** A metric that the pattern is meant to move, and by how much its discoverers say it does (in the metric's unit). */
export const patternMetrics = pgTable(
	'pattern_metrics',
	{
		patternId: id('pattern_id')
			.notNull()
			.references(() => patterns.id),
		metricId: id('metric_id')
			.notNull()
			.references(() => metrics.id),
		claimedEffect: doublePrecision('claimed_effect'),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [primaryKey({ columns: [t.patternId, t.metricId] })]
);

/** What adopting costs: effort and support once per adopting team, one-off once for the pattern. */
export const patternCosts = pgTable(
	'pattern_costs',
	{
		patternId: id('pattern_id')
			.notNull()
			.references(() => patterns.id),
		kind: text('kind', { enum: ['effort', 'support', 'one-off'] }).notNull(),
		amount: decimal('amount').notNull(),
		currency: text('currency').notNull(),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [primaryKey({ columns: [t.patternId, t.kind] })]
);
