import type { SurvivalCurve } from './kaplan-meier.ts';

/**
 * The mean time without the event within the first `tau`: what can be said of the mean when some are still
 * on the way.
 *
 * @param curve from {@link kaplanMeier}
 * @param tau horizon in the unit of the curve, 0 or more; beyond the last time the last share is carried on
 * @returns mean and its standard error, in that unit
 * @throws RangeError for a tau that is no finite number of 0 or more
 * @see Klein & Moeschberger 2003, section 4.5; R survival, print.survfit(rmean)
 * @example
 * restrictedMean(kaplanMeier({ time: [2, 4], event: [1, 1] }), 4); // => { tau: 4, mean: 3, se: 0.707106781 }
 */
export function restrictedMean(curve: SurvivalCurve, tau: number): { tau: number; mean: number; se: number } {
	if (!(tau >= 0 && tau < Infinity))
		throw new RangeError(`restrictedMean: tau must be 0 or more, got ${tau}`);
	const { time, atRisk, nEvent, surv } = curve;
	let area = 0;
	let variance = 0;
	let end = tau;
	// From the right, so that `area` is always the area under the curve from the time at hand to tau.
	for (let i = time.length - 1; i >= 0; i--) {
		const t = time[i]!;
		if (t > tau) continue;
		area += surv[i]! * (end - t);
		end = t;
		const left = atRisk[i]! - nEvent[i]!;
		if (left > 0) variance += (area * area * nEvent[i]!) / (atRisk[i]! * left);
	}
	return { tau, mean: area + end, se: Math.sqrt(variance) };
}
