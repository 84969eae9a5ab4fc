/** Every value as often as it is counted, as survival curves want it. */
export function repeated(values: ArrayLike<number | boolean>, counts: number[]): Float64Array {
	const all = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
	let at = 0;
	counts.forEach((count, i) => all.fill(Number(values[i]), at, (at += count)));
	return all;
}
