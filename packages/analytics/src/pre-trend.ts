import type { Influenced } from './aggregate-effects.ts';
import { chiSquareTail } from './chi-square-tail.ts';
import { leastSquares } from './least-squares.ts';

/** A joint test that all effects before the treatment are 0. */
export type PreTrend = { statistic: number; df: number; p: number };

/**
 * Were the treated already on another path before? A small p says that they were, and that the effects after
 * are in doubt; a large p does not prove that they were not.
 *
 * @param effects of the periods before treatment, with their influence
 * @returns null where there are none, or too few teams to judge them together
 * @see Callaway & Sant'Anna 2021, section 4.3 (Wald test)
 * @example
 * preTrend([]); // => null
 */
export function preTrend(effects: readonly Influenced[]): PreTrend | null {
	// The reference period is 0 by construction and says nothing.
	const judged = effects.filter(({ se }) => se > 0);
	const n = judged[0]?.influence.length ?? 0;
	if (judged.length === 0 || judged.length >= n) return null;
	const covariance = judged.map(() => new Array<number>(judged.length).fill(0));
	for (const [i, a] of judged.entries()) {
		for (let j = 0; j <= i; j++) {
			covariance[i]![j] = covariance[j]![i] = dot(a.influence, judged[j]!.influence) / n ** 2;
		}
	}
	const u = judged.map(({ att }) => att);
	const solved = leastSquares(covariance, u);
	if (solved === null) return null;
	const statistic = Math.max(
		0,
		solved.coef.reduce((sum, x, k) => sum + x * u[k]!, 0)
	);
	return { statistic, df: u.length, p: chiSquareTail(statistic, u.length) };
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
	return sum;
}
