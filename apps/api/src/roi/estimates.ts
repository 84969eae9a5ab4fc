import type { Effect } from '@app/contract';
import * as db from '@app/db';
import { MOST_DAYS, type PerDay, type Records } from '../records.ts';
import { adoptionEffect, type AdoptionEffect } from './effect.ts';
import { panelPeriod, type PanelPeriod } from './period.ts';

/** A metric that a pattern should move, and what it did to it. */
export type Valued = { effect: Effect; metric: db.ValuedMetric; measured: AdoptionEffect; by: PanelPeriod };
/** The effects of all patterns as known on a day. */
export type Estimates = PerDay<Valued[]>;

/** What a pattern did to a metric as known on a day. */
export async function effectOn(database: db.Db, metric: db.ValuedMetric, asOf: string): Promise<Valued> {
	const by = panelPeriod(await db.measurementGap(database, metric.metricId));
	const measured = adoptionEffect(await db.panel(database, metric.metricId, metric.patternId, by, asOf), by);
	const { metricKey: key, metricName: name, unit, direction, claimed } = metric;
	const { adopters, controls, estimate, interval, tooLittle } = measured;
	const grade = estimate !== null ? 'measured' : claimed !== null ? 'claimed' : null;
	return {
		metric,
		measured,
		by,
		effect: {
			metric: { key, name, unit, direction },
			claimed,
			grade,
			adopters,
			controls,
			estimate,
			interval,
			tooLittle
		}
	};
}

/** Estimates the effects of all patterns. */
export const estimatesOf = (database: db.Db, records: Records): Estimates =>
	records.remember(MOST_DAYS, async (asOf) => {
		const metrics = await db.valuedMetrics(database, asOf);
		return Promise.all(metrics.map((metric) => effectOn(database, metric, asOf)));
	});
