/**
 * The smallest value that is not exceeded with chance p, where each item counts by its weight.
 *
 * @param items any order
 * @param value of an item
 * @param p chance, 0 to 1
 * @throws RangeError for no items
 * @see inverse of the weighted distribution function
 * @example
 * weightedQuantile([{ x: 1, weight: 0.2 }, { x: 5, weight: 0.8 }], ({ x }) => x, 0.5); // => 5
 */
export function weightedQuantile<T extends { weight: number }>(
	items: readonly T[],
	value: (item: T) => number,
	p: number
): number {
	if (items.length === 0) throw new RangeError('weightedQuantile: no items');
	const sorted = items
		.map((item) => ({ x: value(item), weight: item.weight }))
		.sort((one, other) => one.x - other.x);
	let left = p * sorted.reduce((sum, { weight }) => sum + weight, 0);
	return (sorted.find(({ weight }) => (left -= weight) <= 0) ?? sorted.at(-1)!).x;
}
