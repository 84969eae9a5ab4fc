import { daysBetween, fiscalQuarter } from './fiscal.ts';

/** A metric in a calendar month: its last day, and the mean of the teams that were measured in it. */
export type MonthFigure = { on: string; mean: number };
/** What a goal is measured by: `lastOn`, the last day on which the metric was measured, null where it never was. */
export type Measured = {
	baseline: number | null;
	target: number | null;
	metric: { direction: 'up' | 'down'; lastOn: string | null } | null;
	/** Oldest first; months without a figure are left out. */
	months: MonthFigure[];
};

/** A month alone says little: where a goal stands is the mean of so many. */
const MONTHS = 3;
/** No figure for so many days: nobody measures it any more. */
const SILENT_DAYS = 183;
/** What is lost of the way to the target in two quarters is more than a wobble from this share on. */
const WOBBLE = 0.05;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const wayUp = ({ baseline, target, metric }: Measured) =>
	baseline !== null && target !== null && baseline !== target
		? target > baseline
		: (metric?.direction ?? 'up') === 'up';

/** The figure that shows where a goal stands: the mean of the last three months on record; null without any. */
export const figureNow = ({ months }: Measured): number | null =>
	months.length === 0 ? null : mean(months.slice(-MONTHS).map((month) => month.mean));

/**
 * How much of the way from baseline to target is done: 0 nothing, 1 all, below 0 the wrong way. Null where one of the
 * figures is not known.
 *
 * @example progressOf({ baseline: 12, target: 8, metric: null, months: [{ on: '2026-01-31', mean: 11 }] }) // => 0.25
 */
export function progressOf(goal: Measured): number | null {
	const [{ baseline, target }, now] = [goal, figureNow(goal)];
	if (baseline === null || target === null || now === null || baseline === target) return null;
	return (now - baseline) / (target - baseline);
}

/** Whether the metric is at its target, or beyond; false where that is not known. */
export function isReached(goal: Measured): boolean {
	const now = figureNow(goal);
	if (now === null || goal.target === null) return false;
	return wayUp(goal) ? now >= goal.target : now <= goal.target;
}

/** The last day on which the metric was measured, where nobody has measured it for half a year since; null otherwise. */
export function silentSince({ metric }: Measured, today: string): string | null {
	return metric?.lastOn && daysBetween(metric.lastOn, today) > SILENT_DAYS ? metric.lastOn : null;
}

/**
 * The first day of the quarters in which the metric goes the wrong way, each worse than the one before, where these are
 * two or more and reach up to the last whole quarter before today; null otherwise, and where it is but a wobble: less
 * than a twentieth of the way from baseline to target.
 */
export function worseSince(goal: Measured, today: string, firstMonth: number): string | null {
	const current = fiscalQuarter(today, firstMonth).from;
	const quarters = [...Map.groupBy(goal.months, ({ on }) => fiscalQuarter(on, firstMonth).from)]
		.filter(([from]) => from < current)
		.map(([from, months]) => ({ from, mean: mean(months.map((month) => month.mean)) }));
	const [newest] = quarters.slice(-1);
	if (!newest || fiscalQuarter(dayBefore(current), firstMonth).from !== newest.from) return null;
	const worse = (i: number) =>
		i > 0 &&
		(wayUp(goal) ? quarters[i]!.mean < quarters[i - 1]!.mean : quarters[i]!.mean > quarters[i - 1]!.mean);
	let first = quarters.length;
	while (worse(first - 1)) first--;
	if (quarters.length - first < 2) return null;
	const lost = Math.abs(newest.mean - quarters[first - 1]!.mean);
	const way = goal.baseline !== null && goal.target !== null ? Math.abs(goal.target - goal.baseline) : 0;
	return lost < WOBBLE * way ? null : quarters[first]!.from;
}

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
