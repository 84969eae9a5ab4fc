/**
 * What Stirling's formula leaves over: ln Γ(x) = (x − ½) ln x − x + ½ ln 2π + stirlingRest(x), for x ≥ 10.
 *
 * @see Abramowitz & Stegun 6.1.41
 * @example
 * stirlingRest(10); // => 0.0083305634
 */
export function stirlingRest(x: number): number {
	const z = 1 / (x * x);
	const series = [1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];
	return series.reduce((sum, coefficient) => sum * z + coefficient, 0) / x;
}

/**
 * The logarithm of the gamma function, the base of the t, chi-square and beta distributions.
 *
 * @param x greater than 0
 * @throws RangeError for x ≤ 0
 * @see Abramowitz & Stegun 6.1.41, shifted up to x ≥ 10 by the recurrence Γ(x+1) = xΓ(x)
 * @example
 * logGamma(5); // => 3.1780538303479458
 */
export function logGamma(x: number): number {
	if (!(x > 0)) throw new RangeError(`logGamma: x must be greater than 0, got ${x}`);
	let shift = 1;
	while (x < 10) shift *= x++;
	return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + stirlingRest(x) - Math.log(shift);
}
