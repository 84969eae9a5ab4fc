import { doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, decimal, id } from './columns.ts';
import { imports } from './imports.ts';

/** A figure per team and day; `direction` is the better way. */
export const metrics = pgTable('metrics', {
	id: id().primaryKey(),
	key: text('key').notNull().unique(),
	name: text('name').notNull(),
	unit: text('unit').notNull(),
	direction: text('direction', { enum: ['up', 'down'] }).notNull(),
	importId: id('import_id')
		.notNull()
		.references(() => imports.id)
});

/** What one unit of the metric is worth to one team in one month, from a day on. */
export const metricWorths = pgTable(
	'metric_worths',
	{
		metricId: id('metric_id')
			.notNull()
			.references(() => metrics.id),
		fromOn: day('from_on').notNull(),
		valuePerUnit: decimal('value_per_unit').notNull(),
		currency: text('currency').notNull(),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [primaryKey({ columns: [t.metricId, t.fromOn] })]
);

/**
 * A value of a metric. Without foreign keys: they would make an import of measurements three times as slow, and it
 * finds every id by its key. Metric first: effects read one metric over all teams, a team's page a few metrics.
 */
export const measurements = pgTable(
	'measurements',
	{
		teamId: id('team_id').notNull(),
		metricId: id('metric_id').notNull(),
		measuredOn: day('measured_on').notNull(),
		value: doublePrecision('value').notNull(),
		importId: id('import_id').notNull()
	},
	(t) => [primaryKey({ columns: [t.metricId, t.teamId, t.measuredOn] })]
);
