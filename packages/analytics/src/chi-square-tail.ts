import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * The p-value of a chi-square statistic: the chance of one at least as large if the groups did not differ.
 *
 * @param statistic 0 or more
 * @param df degrees of freedom, greater than 0
 * @see Abramowitz & Stegun 26.4.19
 * @example
 * chiSquareTail(3.841458820694124, 1); // => 0.05
 */
export const chiSquareTail = (statistic: number, df: number) => incompleteGamma(df / 2, statistic / 2);
