import type { ScaledShape } from './fit-scaled-shape.ts';

/** From `low` to `high` in `count` equal steps. */
const steps = (low: number, high: number, count: number) =>
	Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

/**
 * The Bass curve F at given times, in ln p and ln q, for {@link fitScaledShape}.
 *
 * @param times periods since launch
 * @param increments true for F(t) − F(t−1) instead of F(t)
 * @see Bass 1969; derivatives by hand
 * @example
 * bassShape([5], false).at(Math.log(0.03), Math.log(0.38)).value; // => [0.331198642]
 */
export function bassShape(times: readonly number[], increments: boolean): ScaledShape {
	const last = Math.max(...times.map(Math.abs));
	return {
		at: (lnP, lnQ) => {
			const points = times.map((t) => point(Math.exp(lnP), Math.exp(lnQ), t));
			const before = increments ? times.map((t) => point(Math.exp(lnP), Math.exp(lnQ), t - 1)) : [];
			const column = (k: 0 | 1 | 2) => points.map((own, i) => own[k] - (before[i]?.[k] ?? 0));
			return { value: column(0), byA: column(1), byB: column(2) };
		},
		// In units of the time observed, so that weeks and quarters start from the same curves.
		grid: {
			a: steps(Math.log(1e-7 / last), Math.log(20 / last), 36),
			b: steps(Math.log(1e-3 / last), Math.log(200 / last), 36)
		}
	};
}

/** F and its derivatives by ln p and ln q. */
function point(p: number, q: number, t: number): [number, number, number] {
	const decay = Math.exp(-(p + q) * t);
	const gone = -Math.expm1(-(p + q) * t);
	const ratio = q / p;
	const under = 1 + ratio * decay;
	const byRate = ((1 + ratio) * t * decay) / under / under;
	const byRatio = (gone * decay * ratio) / under / under;
	return [gone / under, p * byRate + byRatio, q * byRate - byRatio];
}
