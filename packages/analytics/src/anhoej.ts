import { logGamma } from './log-gamma.ts';
import { runs } from './runs.ts';

/** Runs and crossings of a run chart, and how long and how few they may be by chance. */
export type Anhoej = {
	usefulPoints: number;
	longestRun: number;
	longestRunMax: number;
	crossings: number;
	crossingsMin: number;
};

/**
 * Does a series stay on one side of its centre for unusually long, or cross it unusually seldom? A test for a
 * shift that no single point shows.
 *
 * @param values in order; those exactly on the line are ignored
 * @returns null where no point is off the line
 * @see Anhøj & Olesen 2014, PLoS ONE 9:e113825; R qicharts2
 * @example
 * anhoej([1, 1, 3, 3, 1], 2).crossings; // => 2
 */
export function anhoej(values: readonly number[], line: number): Anhoej | null {
	const useful = values.filter((value) => value !== line);
	if (useful.length === 0) return null;
	const found = runs(
		useful.map((value, i) => ({ at: i + 1, value })),
		line
	);
	return {
		usefulPoints: useful.length,
		longestRun: Math.max(...found.map((run) => run.length)),
		longestRunMax: Math.round(Math.log2(useful.length)) + 3,
		crossings: found.length - 1,
		crossingsMin: coinQuantile(0.05, useful.length - 1)
	};
}

/** The smallest number of heads in n throws that is reached with at least chance p. */
function coinQuantile(p: number, n: number): number {
	let sum = 0;
	for (let k = 0; k <= n; k++) {
		sum += Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) - n * Math.LN2);
		// As in R's qbinom, a sum that is p but for rounding has reached it.
		if (sum >= p * (1 - 64 * Number.EPSILON)) return k;
	}
	return n;
}
