import type { Limits, SurvivalCurve } from './kaplan-meier.ts';

/** The time by which a share `p` has had the event, and its limits; null where the curve never gets there. */
export type SurvivalQuantile = {
	p: number;
	t: number | null;
	/** The first time at which the curve is that low, without the midpoint rule. */
	tFirst: number | null;
	loglog: { lower: number | null; upper: number | null };
	plain: { lower: number | null; upper: number | null };
};

/** As in R's survival: shares closer than this are the same share. */
const tolerance = 1.5e-8;

/**
 * The time by which a share `p` of teams has got there: the median for 0.5. Null, not a guess, where fewer
 * than that share are known to have got there.
 *
 * @param curve from {@link kaplanMeier}
 * @param p share that has had the event, 0 to 1
 * @returns times in the unit of the curve
 * @throws RangeError for p outside [0, 1]
 * @see R survival 3.5, quantile.survfit: where the curve is flat at the share, the middle of the flat stretch
 * @example
 * survivalQuantile(kaplanMeier({ time: [2, 4, 6, 8], event: [1, 1, 1, 1] }), 0.5).t; // => 5
 */
export function survivalQuantile(curve: SurvivalCurve, p: number): SurvivalQuantile {
	if (!(p >= 0 && p <= 1)) throw new RangeError(`survivalQuantile: p must be in [0, 1], got ${p}`);
	const { time, surv } = curve;
	const first = surv.findIndex((s) => s <= 1 - p + tolerance);
	const limits = ({ lower, upper }: Limits) => ({
		lower: crossing(time, lower, 1 - p),
		upper: crossing(time, upper, 1 - p)
	});
	return {
		p,
		t: crossing(time, surv, 1 - p),
		tFirst: time[first] ?? null,
		// As on the curve itself, limits are worked out when looked at.
		get loglog() {
			return limits(curve.loglog);
		},
		get plain() {
			return limits(curve.plain);
		}
	};
}

/** Where a falling curve reaches `share`; entries that are null are skipped. */
function crossing(time: number[], curve: (number | null)[], share: number): number | null {
	const first = curve.findIndex((s) => s !== null && s <= share + tolerance);
	if (first < 0) return null;
	if (curve[first]! < share - tolerance) return time[first]!;
	const below = curve.findIndex((s, i) => i > first && s !== null && s < share - tolerance);
	return (time[first]! + (time[below] ?? time.at(-1)!)) / 2;
}
