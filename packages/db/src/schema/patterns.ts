import { doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, decimal, id } from './columns.ts';
import { imports } from './imports.ts';
import { metrics } from './metrics.ts';
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
	importId: id('import_id')
		.notNull()
		.references(() => imports.id)
});

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
