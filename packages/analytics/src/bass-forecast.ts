import type { BassFit } from './bass-fit.ts';
import { bassShape } from './bass-shape.ts';
import { tQuantile } from './t-quantile.ts';

/** One period ahead: new adopters, all so far, and limits of the latter. */
export type BassForecast = {
	t: number;
	periodic: number;
	cumulative: number;
	lower: number | null;
	upper: number | null;
};

/**
 * How the spread goes on if it goes on as it did, with a band: what is not known about the curve, and what
 * happens by chance around it.
 *
 * @param fit from {@link bassFit}
 * @param periods how many periods ahead
 * @returns one entry per period after the last observed; no limits where the fit has no standard errors
 * @see delta method on the covariance of the fit, plus the residual variance of each period ahead, with t
 *   quantiles of T − 3 degrees of freedom; adopters never become fewer
 * @example
 * bassForecast(bassFit([5.4, 14.4, 30.3, 42.2, 35.3, 18.1, 6.9, 2.3]), 2)[1].t; // => 10
 */
export function bassForecast(fit: BassFit, periods: number, confidence = 0.95): BassForecast[] {
	const { p, q, m, fittedCumulative, covariance, residualDf, sse } = fit;
	const now = fittedCumulative.length;
	const times = Array.from({ length: periods + 1 }, (_, h) => now + h);
	const { value, byA, byB } = bassShape(times, false).at(Math.log(p), Math.log(q));
	const width = covariance && residualDf > 0 ? tQuantile(confidence, residualDf) : null;
	return times.slice(1).map((t, i) => {
		const h = i + 1;
		const cumulative = m * value[h]!;
		const ahead = { t, periodic: m * (value[h]! - value[i]!), cumulative };
		if (width === null) return { ...ahead, lower: null, upper: null };
		// Growth from now on, since the adopters so far are known; derivatives by m, p and q.
		const slope = [value, byA.map((v) => (m * v) / p), byB.map((v) => (m * v) / q)].map((v) => v[h]! - v[0]!);
		const variance = slope.reduce(
			(sum, own, j) => sum + slope.reduce((s, other, k) => s + own * other * covariance![j]![k]!, 0),
			(h * sse) / residualDf
		);
		const half = width * Math.sqrt(Math.max(0, variance));
		const lower = Math.max(fittedCumulative.at(-1)!, cumulative - half);
		return { ...ahead, lower, upper: cumulative + half };
	});
}
