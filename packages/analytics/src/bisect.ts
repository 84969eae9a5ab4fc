/**
 * The place between `low` and `high` where `f` changes sign, to the last digit.
 *
 * @param f continuous, with different signs (or a zero) at the two ends
 * @throws RangeError where the ends have the same sign
 * @see halving: slow and sure, which is what a root that is shown to people needs
 * @example
 * bisect((x) => x * x - 2, 0, 2); // => 1.4142135623730951
 */
export function bisect(f: (x: number) => number, low: number, high: number): number {
	const atLow = f(low);
	if (atLow === 0) return low;
	if (f(high) === 0) return high;
	if (atLow > 0 === f(high) > 0) throw new RangeError('bisect: the ends have the same sign');
	for (;;) {
		const middle = low + (high - low) / 2;
		if (middle <= low || middle >= high) return middle;
		const value = f(middle);
		if (value === 0) return middle;
		if (value > 0 === atLow > 0) low = middle;
		else high = middle;
	}
}
