/** Cody's rational approximations, highest power first: centre (in x²), middle (in |x|) and tail (in 1/x²). */
const centre = [
	[0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356],
	[1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673]
] as const;
const middle = [
	[
		1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
		2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978
	],
	[
		1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
		34900.95272114598, 38912.00328609327, 19685.429676859992
	]
] as const;
const tail = [
	[
		0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
		0.000029112874951168793
	],
	[
		1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824,
		0.00007297515550839662
	]
] as const;

function ratio([top, bottom]: readonly [readonly number[], readonly number[]], x: number): number {
	let over = 0;
	let under = 0;
	for (let i = 0; i < top.length; i++) {
		over = over * x + top[i]!;
		under = under * x + bottom[i]!;
	}
	return over / under;
}

function lowerTail(y: number): number {
	if (y > 38.6) return 0;
	const density = Math.exp((-y * y) / 2);
	if (y < 5.656854249492381) return density * ratio(middle, y);
	const z = 1 / (y * y);
	return (density * (1 / Math.sqrt(2 * Math.PI) - z * ratio(tail, z))) / y;
}

/**
 * The chance that a standard normal value is `x` or less. `1 - normalCdf(x)` loses digits for large x: write
 * `normalCdf(-x)`, which keeps them all, for a p-value.
 *
 * @see Cody 1969, Math. Comp. 23:631 (as in R's pnorm), relative accuracy about 1e-15
 * @example
 * normalCdf(1.959963984540054); // => 0.975
 */
export function normalCdf(x: number): number {
	const y = Math.abs(x);
	if (y <= 0.67448975) return 0.5 + x * ratio(centre, x * x);
	return x < 0 ? lowerTail(y) : 1 - lowerTail(y);
}
