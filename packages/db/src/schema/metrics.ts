import { doublePrecision, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, decimal, id } from './columns.ts';
import { imports } from './imports.ts';
import { teams } from './teams.ts';

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

export const measurements = pgTable(
	'measurements',
	{
		teamId: id('team_id')
			.notNull()
			.references(() => teams.id),
		metricId: id('metric_id')
			.notNull()
			.references(() => metrics.id),
		measuredOn: day('measured_on').notNull(),
		value: doublePrecision('value').notNull(),
		importId: id('import_id')
			.notNull()
			.references(() => imports.id)
	},
	(t) => [
		primaryKey({ columns: [t.teamId, t.metricId, t.measuredOn] }),
		// one metric over all teams: effects
		index('measurements_metric').on(t.metricId, t.measuredOn)
	]
);
