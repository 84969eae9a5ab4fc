import { mean } from './mean.ts';

/**
 * How far values typically lie from their mean, with n − 1: the mean was itself estimated from them.
 *
 * @returns null for fewer than two values
 * @see Bessel's correction
 * @example
 * standardDeviation([2, 4, 6]); // => 2
 */
export function standardDeviation(values: ArrayLike<number>): number | null {
	if (values.length < 2) return null;
	const centre = mean(values)!;
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
	return Math.sqrt(sum / (values.length - 1));
}
