import { normalQuantile } from './normal-quantile.ts';

/** A share with its limits, all in [0, 1]; null where there were no trials. */
export type Share = { share: number | null; lower: number | null; upper: number | null; n: number };

/**
 * A success rate with limits that stay honest for few trials: 2 of 2 is not "100 %, certainly".
 *
 * @param successes 0 to n
 * @param n trials
 * @throws RangeError for successes outside 0..n
 * @see Wilson 1927; Brown, Cai & DasGupta 2001
 * @example
 * wilsonInterval(8, 10); // => { share: 0.8, lower: 0.490162472, upper: 0.943317849, n: 10 }
 */
export function wilsonInterval(successes: number, n: number, confidence = 0.95): Share {
	if (!(successes >= 0 && successes <= n)) throw new RangeError(`wilsonInterval: ${successes} of ${n}`);
	if (n === 0) return { share: null, lower: null, upper: null, n };
	const z = normalQuantile((1 + confidence) / 2);
	const share = successes / n;
	const centre = share + (z * z) / (2 * n);
	const width = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
	const limit = (x: number) => Math.min(1, Math.max(0, x / (1 + (z * z) / n)));
	// At the ends the formula is exactly 0 or 1, and only rounding says otherwise.
	const lower = successes === 0 ? 0 : limit(centre - width);
	const upper = successes === n ? 1 : limit(centre + width);
	return { share, lower, upper, n };
}
