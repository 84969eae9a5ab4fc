import type { BassParameters } from './bass-curve.ts';
import { leastSquares } from './least-squares.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** The regression x = a + bY + cY² and what it implies; p, q and m are null where it has no such root. */
export type BassRegression = { kind: 'ols'; a: number; b: number; c: number; valid: boolean } & {
	[name in keyof BassParameters]: number | null;
};

/**
 * Bass's own first estimate: adoptions in a period regressed on the total before it. Quick and biased; kept to
 * compare with published figures.
 *
 * @param periodic new adopters in periods 1, 2, ..., T since launch
 * @returns `valid` is false where the result is no Bass curve (p below 0); `too-little` for fewer than three
 *   different totals
 * @see Bass 1969, Management Science 15:215
 * @example
 * bassRegression([10, 14, 15, 11]).valid; // => true
 */
export function bassRegression(periodic: readonly number[]): BassRegression | TooLittle {
	let sum = 0;
	const before = periodic.map((count) => (sum += count) - count);
	const largest = Math.max(...before.map(Math.abs)) || 1;
	// Squares of large totals beside 1 would cost digits, so totals are regressed in units of the largest.
	const y = before.map((total) => total / largest);
	const fit = periodic.length < 3 ? null : leastSquares([y.map(() => 1), y, y.map((v) => v * v)], periodic);
	if (fit === null) return tooLittle('three periods with adoptions');
	const a = fit.coef[0]!;
	const b = fit.coef[1]! / largest;
	const c = fit.coef[2]! / largest ** 2;
	const root = b * b - 4 * a * c;
	const m = root >= 0 && c !== 0 ? (-b - Math.sqrt(root)) / (2 * c) : null;
	if (m === null || m === 0) return { kind: 'ols', a, b, c, p: null, q: null, m: null, valid: false };
	return { kind: 'ols', a, b, c, p: a / m, q: -m * c, m, valid: a / m >= 0 };
}
