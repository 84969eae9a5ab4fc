/**
 * The mean. A second pass takes out the rounding of the first, so that the mean of ten times 0.1 is 0.1: on a
 * chart of a constant series no point may lie beside the centre line.
 *
 * @returns null for no values
 * @see R's mean.default
 * @example
 * mean([1, 2, 6]); // => 3
 */
export function mean(values: ArrayLike<number>): number | null {
	const n = values.length;
	if (n === 0) return null;
	let sum = 0;
	for (let i = 0; i < n; i++) sum += values[i]!;
	const first = sum / n;
	let rest = 0;
	for (let i = 0; i < n; i++) rest += values[i]! - first;
	return first + rest / n;
}
