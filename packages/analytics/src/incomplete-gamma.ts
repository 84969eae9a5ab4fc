import { logGamma, stirlingRest } from './log-gamma.ts';

/**
 * The upper share Q(a, x) of the gamma integral: the chance that a gamma variable of shape `a` exceeds `x`.
 *
 * @param a shape, greater than 0
 * @param x 0 or more
 * @throws RangeError outside those ranges
 * @see Abramowitz & Stegun 6.5.29 (series) and 6.5.31 (continued fraction, by Lentz's method)
 * @example
 * incompleteGamma(1, 2); // => 0.1353352832366127
 */
export function incompleteGamma(a: number, x: number): number {
	if (!(a > 0 && x >= 0)) throw new RangeError(`incompleteGamma: needs a > 0 and x >= 0, got ${a} and ${x}`);
	if (x === 0) return 1;
	const scale = Math.exp(logScale(a, x));
	return x < a + 1 ? 1 - scale * series(a, x) : scale * fraction(a, x);
}

/** ln(x^a e^-x / Γ(a)); for large a by Stirling, where the three terms would cancel. */
function logScale(a: number, x: number): number {
	if (a < 10) return a * Math.log(x) - x - logGamma(a);
	const excess = (x - a) / a;
	return a * (Math.log1p(excess) - excess) + Math.log(a / (2 * Math.PI)) / 2 - stirlingRest(a);
}

function series(a: number, x: number): number {
	let term = 1 / a;
	let sum = term;
	for (let n = 1; term > sum * 1e-17; n++) {
		term *= x / (a + n);
		sum += term;
	}
	return sum;
}

function fraction(a: number, x: number): number {
	let b = x + 1 - a;
	let c = 1e300;
	let d = 1 / b;
	let value = d;
	for (let n = 1; n < 10_000; n++) {
		const step = n * (a - n);
		b += 2;
		d = 1 / (step * d + b);
		c = b + step / c;
		value *= c * d;
		if (Math.abs(c * d - 1) < 1e-16) break;
	}
	return value;
}
