import { bigint, doublePrecision, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { day, decimal, id } from './columns.ts';
import { imports } from './imports.ts';

/** A figure per team and day; `direction` is the better way. */
export const metrics = pgTable('metrics', {
	id: id().primaryKey(),
	key: text('key').notNull().unique(),
	name: text('name').notNull(),
	unit: text('unit').notNull(),
	direction: text('direction', { enum: ['up', 'down'] }).notNull(),
	/** Kept: the last day on which it was measured; null where it never was. */
	lastOn: day('last_on'),
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

/** Measurements in the days before a team adopted a pattern, and from then on: how many, and their sum. */
const sums = () => ({
	before: integer('before').notNull(),
	sumBefore: decimal('sum_before').notNull(),
	after: integer('after').notNull(),
	sumAfter: decimal('sum_after').notNull()
});

/**
 * Kept: a metric in the twelve weeks before and after a team first adopted a pattern that should move it; a row for
 * every adopter, measured or not. Derived, so without foreign keys.
 */
export const beforeAfter = pgTable(
	'before_after',
	{
		teamId: id('team_id').notNull(),
		patternId: id('pattern_id').notNull(),
		metricId: id('metric_id').notNull(),
		adoptedOn: day('adopted_on').notNull(),
		...sums()
	},
	(t) => [primaryKey({ columns: [t.teamId, t.patternId, t.metricId] })]
);

/**
 * Kept, local: the same, summed over the teams that lie below an area today; the area itself, as a team, is not in it.
 * `teams`: those that were measured in these weeks.
 */
export const beforeAfterAreas = pgTable(
	'before_after_areas',
	{
		areaId: id('area_id').notNull(),
		patternId: id('pattern_id').notNull(),
		metricId: id('metric_id').notNull(),
		teams: integer('teams').notNull(),
		...sums()
	},
	(t) => [primaryKey({ columns: [t.areaId, t.patternId, t.metricId] })]
);

/**
 * What a pattern did to a metric as known at the end of a day (`infinity`: by all there is), worked out beside the
 * requests. It holds as long as pattern and metric have the versions that it was worked out from; who empties
 * `versions` must empty this as well.
 */
export const effectEstimates = pgTable(
	'effect_estimates',
	{
		patternId: id('pattern_id').notNull(),
		metricId: id('metric_id').notNull(),
		asOf: day('as_of').notNull(),
		patternVersion: bigint('pattern_version', { mode: 'number' }).notNull(),
		metricVersion: bigint('metric_version', { mode: 'number' }).notNull(),
		/** The calendar period in which the metric was compared: month, quarter or year. */
		period: text('period').notNull(),
		/** The mean change with its error, or what is missing for it; and the change step by step since adopting. */
		measured: jsonb('measured').notNull(),
		study: jsonb('study')
	},
	(t) => [primaryKey({ columns: [t.patternId, t.metricId, t.asOf] })]
);
