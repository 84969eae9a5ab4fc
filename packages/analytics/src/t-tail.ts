import { incompleteBeta } from './incomplete-beta.ts';

/**
 * The two-sided p-value of a t statistic: the chance of one at least as far from 0 if there were no effect.
 *
 * @param df degrees of freedom, greater than 0
 * @see Abramowitz & Stegun 26.7.1
 * @example
 * tTail(2.2281388519649385, 10); // => 0.05
 */
export function tTail(t: number, df: number): number {
	const square = t * t;
	return incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square));
}
