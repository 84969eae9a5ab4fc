import { leastSquares } from './least-squares.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** One value per term of the model. */
export type ItsTerms<T = number> = Record<'intercept' | 'trend' | 'levelChange' | 'slopeChange', T>;

/** A series before and after a day, and what it would have been had the earlier trend gone on. */
export type InterruptedSeries = {
	kind: 'its';
	coef: ItsTerms;
	/** Errors as if periods were independent; null with four periods. */
	seClassical: ItsTerms | null;
	/** Errors that allow for neighbouring periods being alike, one entry per lag asked for. */
	neweyWest: { lag: number; se: ItsTerms; seAdjusted: ItsTerms | null; z: ItsTerms<number | null> }[];
	fitted: number[];
	/** The earlier trend carried on. */
	counterfactual: number[];
	effectAtEnd: number;
	/** Sum of fitted minus counterfactual from the intervention on. */
	cumulativeEffect: number;
};

const names = ['intercept', 'trend', 'levelChange', 'slopeChange'] as const;
const terms = <T>(f: (j: number) => T) =>
	Object.fromEntries(names.map((name, j) => [name, f(j)])) as ItsTerms<T>;

/**
 * Did the level or the trend of a series change at a point in time? One team, no controls: weaker evidence than
 * a difference in differences, stronger than a before-and-after mean.
 *
 * @param y one value per period, in order
 * @param interventionIndex the first period (1-based) after the intervention
 * @param lags how many neighbouring periods may be alike; one set of errors each
 * @returns coefficients in the unit of y (trend and slope per period); `too-little` where a side is too short
 * @see Wagner et al. 2002 (segmented regression); Newey & West 1987 (Bartlett weights, no prewhitening)
 * @example
 * interruptedSeries([1, 2, 3, 14, 16, 18], 4, [1]).coef.levelChange; // => 10
 */
export function interruptedSeries(
	y: readonly number[],
	interventionIndex: number,
	lags: readonly number[] = [Math.floor(4 * (y.length / 100) ** (2 / 9))]
): InterruptedSeries | TooLittle {
	const n = y.length;
	const since = y.map((_, i) => Math.max(0, i + 1 - interventionIndex));
	const after = y.map((_, i) => (i + 1 >= interventionIndex ? 1 : 0));
	const columns = [y.map(() => 1), y.map((_, i) => i + 1), after, since];
	const fit = n < 4 ? null : leastSquares(columns, y);
	if (fit === null) return tooLittle('two periods before the intervention and two after it');
	const { coef, inverse, fitted, residuals, sse } = fit;
	// Each period's pull on each coefficient: row of (X'X)⁻¹X' times its residual.
	const pull = inverse.map((row) =>
		residuals.map((e, t) => e * columns.reduce((sum, column, k) => sum + row[k]! * column[t]!, 0))
	);
	const counterfactual = y.map((_, i) => coef[0]! + coef[1]! * (i + 1));
	const gaps = fitted.map((value, i) => (after[i] ? value - counterfactual[i]! : 0));
	return {
		kind: 'its',
		coef: terms((j) => coef[j]!),
		seClassical: n > 4 ? terms((j) => Math.sqrt((sse / (n - 4)) * inverse[j]![j]!)) : null,
		neweyWest: lags.map((lag) => {
			const se = terms((j) => Math.sqrt(bartlett(pull[j]!, lag)));
			const adjust = Math.sqrt(n / (n - 4));
			return {
				lag,
				se,
				seAdjusted: n > 4 ? terms((j) => se[names[j]!] * adjust) : null,
				z: terms((j) => (se[names[j]!] > 0 ? coef[j]! / se[names[j]!] : null))
			};
		}),
		fitted,
		counterfactual,
		effectAtEnd: coef[2]! + coef[3]! * (n - interventionIndex),
		cumulativeEffect: gaps.reduce((sum, gap) => sum + gap, 0)
	};
}

/** The sum of squares, and of products of neighbours with weights that fall to 0 after `lag`. */
function bartlett(pull: readonly number[], lag: number): number {
	let sum = 0;
	for (let l = 0; l <= Math.min(lag, pull.length - 1); l++) {
		let products = 0;
		for (let t = l; t < pull.length; t++) products += pull[t]! * pull[t - l]!;
		sum += (l === 0 ? 1 : 2 * (1 - l / (lag + 1))) * products;
	}
	return Math.max(0, sum);
}
