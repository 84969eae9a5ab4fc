/** Coefficients of Wichura's rational approximations, highest power first: centre, middle and tail. */
const centre = [
	[
		2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
		1971.5909503065513, 133.14166789178438, 3.3871328727963665
	],
	[
		5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
		687.1870074920579, 42.31333070160091, 1
	]
] as const;
const middle = [
	[
		0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
		5.769497221460691, 4.630337846156546, 1.4234371107496835
	],
	[
		1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
		1.6763848301838038, 2.053191626637759, 1
	]
] as const;
const tail = [
	[
		2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
		0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103
	],
	[
		2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
		0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1
	]
] as const;

const polynomial = (coefficients: readonly number[], x: number) =>
	coefficients.reduce((value, coefficient) => value * x + coefficient, 0);

/**
 * The standard normal value below which a share `p` lies: 1.96 for 0.975. It turns a confidence into the
 * number of standard errors either side of a figure.
 *
 * @param p share in (0, 1)
 * @throws RangeError outside (0, 1), where the value is infinite
 * @see Wichura 1988, Algorithm AS 241 (PPND16), relative accuracy 1e-16
 * @example
 * normalQuantile(0.975); // => 1.959963984540054
 */
export function normalQuantile(p: number): number {
	if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile: p must be inside (0, 1), got ${p}`);
	const q = p - 0.5;
	if (Math.abs(q) <= 0.425) {
		const r = 0.180625 - q * q;
		return (q * polynomial(centre[0], r)) / polynomial(centre[1], r);
	}
	const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
	const [top, bottom] = r <= 5 ? middle : tail;
	const x = r <= 5 ? r - 1.6 : r - 5;
	return (Math.sign(q) * polynomial(top, x)) / polynomial(bottom, x);
}
