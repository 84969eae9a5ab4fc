import { bisect } from './bisect.ts';
import { normalQuantile } from './normal-quantile.ts';
import { tTail } from './t-tail.ts';

/**
 * How many standard errors either side make an interval of this confidence when the error itself was
 * estimated with `df` degrees of freedom: wider than the normal 1.96 where there are few.
 *
 * @param confidence in (0, 1), as 0.95
 * @param df degrees of freedom, greater than 0
 * @see inverse of the t distribution, Abramowitz & Stegun 26.7.1, by bisection to the last digit
 * @example
 * tQuantile(0.95, 10); // => 2.2281388519649385
 */
export function tQuantile(confidence: number, df: number): number {
	const normal = normalQuantile((1 + confidence) / 2);
	let upper = 2 * normal + 1;
	while (tTail(upper, df) > 1 - confidence) upper *= 4;
	return bisect((t) => tTail(t, df) - (1 - confidence), 0, upper);
}
