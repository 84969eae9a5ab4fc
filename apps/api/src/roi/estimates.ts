import type { Effect } from '@app/contract';
import * as db from '@app/db';
import { adoptionEffect, type AdoptionEffect } from './effect.ts';
import { panelPeriod, type PanelPeriod } from './period.ts';

/** A metric that a pattern should move, and what it did to it. */
export type Valued = { effect: Effect; metric: db.ValuedMetric; measured: AdoptionEffect; by: PanelPeriod };
/** The effects of all patterns as known on a day. */
export type Estimates = (asOf: string) => Promise<Valued[]>;

const MOST_DAYS = 50;

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

/**
 * Estimates effects once for a day and a state of the records: several pages ask for them, and each rests on all
 * measurements of a metric. A new import makes them anew.
 */
export function estimatesOf(database: db.Db): Estimates {
	const known = new Map<string, Promise<Valued[]>>();
	return async (asOf) => {
		const key = `${await db.lastImportId(database)} ${asOf}`;
		const found = known.get(key);
		if (found) return found;
		const made = db
			.valuedMetrics(database, asOf)
			.then((metrics) => Promise.all(metrics.map((metric) => effectOn(database, metric, asOf))));
		known.set(key, made);
		made.catch(() => known.delete(key));
		if (known.size > MOST_DAYS) known.delete(known.keys().next().value!);
		return made;
	};
}
