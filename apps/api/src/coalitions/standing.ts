import type { GoalStanding } from '@app/contract';
import * as db from '@app/db';
import { daysBetween, figureNow, isReached, progressOf, silentSince, type Measured } from '@app/track';
import type { Known } from '../known.ts';

/** Metrics and days whose months are remembered: a few kilobytes each. */
const MOST = 300;

/** The months in which metrics were measured up to a day, remembered until the next import. */
export function monthsOf(database: db.Db, known: Known) {
	const months = known.remember(
		MOST,
		(key) => {
			const [metricId, asOf] = key.split(' ');
			return db.monthMeans(database, metricId!, asOf!);
		},
		'imports'
	);
	return async (metric: { id: string } | null, asOf: string): Promise<db.MonthMean[]> =>
		metric === null ? [] : months(`${metric.id} ${asOf}`);
}
export type Months = ReturnType<typeof monthsOf>;

/** A goal as the rules take it. */
export const measured = (goal: db.GoalRow, months: db.MonthMean[]): Measured => ({ ...goal, months });

/** Where a goal stands on a day. */
export function standingOf(goal: db.GoalRow, months: db.MonthMean[], asOf: string): GoalStanding {
	const by = measured(goal, months);
	const { key, statement, baseline, target, dueOn, metric } = goal;
	return {
		...{ key, statement, baseline, target, dueOn },
		metric: metric && { key: metric.key, name: metric.name, unit: metric.unit, direction: metric.direction },
		daysLeft: daysBetween(asOf, dueOn),
		now: figureNow(by),
		progress: progressOf(by),
		reached: isReached(by),
		silentSince: silentSince(by, asOf)
	};
}
