/** The Bass model: p the pull from outside, q the pull from those who adopted, m how many will in the end. */
export type BassParameters = { p: number; q: number; m: number };

/**
 * The share of eventual adopters that have adopted by time t since launch.
 *
 * @param t periods since launch, 0 or more
 * @returns share in [0, 1)
 * @see Bass 1969, Management Science 15:215
 * @example
 * bassShare({ p: 0.03, q: 0.38 }, 5); // => 0.331198642
 */
export function bassShare({ p, q }: Pick<BassParameters, 'p' | 'q'>, t: number): number {
	return -Math.expm1(-(p + q) * t) / (1 + (q / p) * Math.exp(-(p + q) * t));
}

/**
 * The share of eventual adopters that adopt per period at time t.
 *
 * @param t periods since launch, 0 or more
 * @returns share per period
 * @see Bass 1969
 * @example
 * bassDensity({ p: 0.03, q: 0.38 }, 0); // => 0.03
 */
export function bassDensity({ p, q }: Pick<BassParameters, 'p' | 'q'>, t: number): number {
	const decay = Math.exp(-(p + q) * t);
	return ((p + q) ** 2 * decay) / p / (1 + (q / p) * decay) ** 2;
}

/**
 * When a share of the eventual adopters will have adopted: 0.5 gives the date by which half is expected.
 *
 * @param share in [0, 1)
 * @returns periods since launch
 * @throws RangeError for a share outside [0, 1)
 * @see Bass 1969, solved for t
 * @example
 * bassTime({ p: 0.03, q: 0.38 }, 0.5); // => 6.550188647
 */
export function bassTime({ p, q }: Pick<BassParameters, 'p' | 'q'>, share: number): number {
	if (!(share >= 0 && share < 1)) throw new RangeError(`bassTime: share must be in [0, 1), got ${share}`);
	return (Math.log1p((q / p) * share) - Math.log1p(-share)) / (p + q);
}

/**
 * When adoption is fastest, how fast, and how many have adopted by then.
 *
 * @returns time in periods since launch (0 where imitation never carries it), rate per period, cumulative
 * @see Bass 1969
 * @example
 * bassPeak({ p: 0.03, q: 0.38, m: 1000 }); // => { time: 6.19261919770311, rate: 110.592105263158, cumulative: 460.526315789474 }
 */
export function bassPeak({ p, q, m }: BassParameters): { time: number; rate: number; cumulative: number } {
	if (q <= p) return { time: 0, rate: m * p, cumulative: 0 };
	return {
		time: Math.log(q / p) / (p + q),
		rate: (m * (p + q) ** 2) / (4 * q),
		cumulative: m * (0.5 - p / (2 * q))
	};
}
