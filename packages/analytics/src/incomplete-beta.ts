import { logGamma, stirlingRest } from './log-gamma.ts';

/** ln B(a, b). For large arguments the parts of ln Γ that nearly cancel are never formed. */
function logBeta(a: number, b: number): number {
	const [p, q] = a < b ? [a, b] : [b, a];
	if (q < 10) return logGamma(p) + logGamma(q) - logGamma(p + q);
	const rest = stirlingRest(q) - stirlingRest(p + q);
	const fold = Math.log1p(-p / (p + q));
	if (p < 10) return logGamma(p) + rest + p - p * Math.log(p + q) + (q - 0.5) * fold;
	const root = (Math.log(2 * Math.PI) - Math.log(q)) / 2;
	return root + stirlingRest(p) + rest + (p - 0.5) * Math.log(p / (p + q)) + q * fold;
}

/** The continued fraction of Abramowitz & Stegun 26.5.8, by Lentz's method. */
function fraction(x: number, a: number, b: number): number {
	let c = 1;
	let d = 1 / (1 - ((a + b) * x) / (a + 1));
	let value = d;
	for (let m = 1; m < 100_000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / (1 + even * d);
		c = 1 + even / c;
		value *= c * d;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / (1 + odd * d);
		c = 1 + odd / c;
		value *= c * d;
		if (Math.abs(c * d - 1) < 1e-16) break;
	}
	return value;
}

/**
 * The share of a beta(a, b) variable that lies at `x` or below. The t distribution and PERT are made of it.
 *
 * @param x in [0, 1]; `1 - x` may be given as `rest` where x is so near 1 that the difference loses digits
 * @throws RangeError for a or b not greater than 0, or x outside [0, 1]
 * @see Abramowitz & Stegun 26.5.8; ln B(a, b) as in DiDonato & Morris 1992
 * @example
 * incompleteBeta(0.5, 2, 4); // => 0.8125
 */
export function incompleteBeta(x: number, a: number, b: number, rest = 1 - x): number {
	if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) {
		throw new RangeError(`incompleteBeta: needs x in [0, 1], a and b > 0, got ${x}, ${a}, ${b}`);
	}
	if (x === 0 || rest === 0) return x === 0 ? 0 : 1;
	// The logarithm is taken of the smaller part: near 1 it would lose the digits that a large exponent needs.
	const logX = x < rest ? Math.log(x) : Math.log1p(-rest);
	const logRest = x < rest ? Math.log1p(-x) : Math.log(rest);
	const scale = Math.exp(a * logX + b * logRest - logBeta(a, b));
	return x <= (a + 1) / (a + b + 2)
		? (scale * fraction(x, a, b)) / a
		: 1 - (scale * fraction(rest, b, a)) / b;
}
