import { kaplanMeier } from './kaplan-meier.ts';
import { percentileCont } from './percentile-cont.ts';
import { restrictedMean } from './restricted-mean.ts';
import { survivalQuantile } from './survival-quantile.ts';

/** One stay in a stage: its length so far in days, and whether it has been left. */
export type Stay = { days: number; left: boolean };

/** A percentile of time in a stage with its limits, in days; null where the records do not reach it. */
export type DwellPercentile = {
	p: number;
	t: number | null;
	/** As `t`, but at the start of a stretch where the curve is flat at p. */
	tFirst: number | null;
	lower: number | null;
	upper: number | null;
};

/**
 * The time in days by which a share `p` of stays in a stage is over, with the stays still running counted as
 * such: the line beyond which an adoption is called stalled.
 *
 * @param stays any order
 * @param p share of stays that are over, 0 to 1
 * @returns null for what the records do not reach (too many still running)
 * @throws RangeError for negative days or p outside [0, 1]
 * @see Kaplan-Meier quantile with log-log limits, as in {@link survivalQuantile}
 * @example
 * dwellPercentile([{ days: 2, left: true }, { days: 4, left: true }, { days: 9, left: false }], 0.5).t; // => 4
 */
export function dwellPercentile(stays: readonly Stay[], p: number): DwellPercentile {
	const curve = kaplanMeier({ time: stays.map((stay) => stay.days), event: stays.map((stay) => stay.left) });
	const { t, tFirst, loglog } = survivalQuantile(curve, p);
	return { p, t, tFirst, ...loglog };
}

/** What is known of the time in a stage, beside the two naive answers and how wrong they are. */
export type DwellTime = {
	n: number;
	completed: number;
	dwell: number[];
	event: number[];
	kaplanMeier: DwellPercentile[];
	/** Percentiles of the finished stays only: too short, since the long ones are still running. */
	naiveCompletedOnly: (number | null)[];
	/** Percentiles with running stays taken as finished: too short as well. */
	naiveAllAsComplete: (number | null)[];
	/** Mean within the longest finished stay; null where none is finished. */
	restrictedMean: { tau: number; mean: number; se: number } | null;
	naiveMeanCompleted: number | null;
	biasOfNaiveMedian: number | null;
};

/**
 * How long things stay in a stage, from the day each entered and the day it left, as seen on one day.
 *
 * @param stage.entry day of entering, one per item
 * @param stage.exit day of leaving; null for those still inside on `asOf`
 * @param stage.asOf the day of looking
 * @param probs shares to give percentiles for
 * @returns in the unit of the days
 * @throws RangeError where lengths differ or something left before it entered
 * @see Kaplan-Meier as in {@link kaplanMeier}; naive percentiles by Hyndman & Fan type 7
 * @example
 * dwellTime({ entry: [0, 0, 1], exit: [4, null, 3], asOf: 10 }, [0.5]).kaplanMeier[0].t; // => 4
 */
export function dwellTime(
	stage: { entry: readonly number[]; exit: readonly (number | null)[]; asOf: number },
	probs: readonly number[]
): DwellTime {
	const { entry, exit, asOf } = stage;
	if (entry.length !== exit.length) throw new RangeError(`${entry.length} entries but ${exit.length} exits`);
	const dwell = entry.map((from, i) => (exit[i] ?? asOf) - from);
	const event = exit.map((day) => (day === null ? 0 : 1));
	const stays = dwell.map((days, i) => ({ days, left: event[i] === 1 }));
	const finished = dwell.filter((_, i) => event[i] === 1);
	const median = dwellPercentile(stays, 0.5).t;
	const naiveMedian = percentileCont(finished, 0.5);
	const curve = kaplanMeier({ time: dwell, event });
	return {
		n: dwell.length,
		completed: finished.length,
		dwell,
		event,
		kaplanMeier: probs.map((p) => dwellPercentile(stays, p)),
		naiveCompletedOnly: probs.map((p) => percentileCont(finished, p)),
		naiveAllAsComplete: probs.map((p) => percentileCont(dwell, p)),
		restrictedMean: finished.length > 0 ? restrictedMean(curve, Math.max(...finished)) : null,
		naiveMeanCompleted: finished.length > 0 ? finished.reduce((a, b) => a + b) / finished.length : null,
		biasOfNaiveMedian: median === null || naiveMedian === null ? null : naiveMedian - median
	};
}
