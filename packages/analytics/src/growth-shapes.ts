import { bassShape } from './bass-shape.ts';
import type { ScaledShape } from './fit-scaled-shape.ts';

/** The curves that a spread may follow. */
export type GrowthModel = 'logistic' | 'gompertz' | 'bass';

/** ln k and t0 to start from, in units of the time observed: t0 may lie far beyond what has been seen. */
function grid(times: readonly number[]): ScaledShape['grid'] {
	const first = Math.min(...times);
	const span = Math.max(...times) - first || 1;
	const places = [
		-3,
		-2,
		-1.5,
		-1,
		-0.5,
		-0.2,
		...Array.from({ length: 21 }, (_, i) => i / 20),
		1.3,
		1.7,
		2.5,
		4,
		8,
		16,
		32
	];
	return {
		a: Array.from({ length: 30 }, (_, i) => Math.log(0.05 / span) + (i / 29) * Math.log(4000)),
		b: places.map((place) => first + place * span)
	};
}

/** 1 / (1 + exp(-k(t - t0))), in ln k and t0. */
function logistic(times: readonly number[]): ScaledShape {
	return {
		grid: grid(times),
		at: (lnK, t0) => {
			const k = Math.exp(lnK);
			const value = times.map((t) => 1 / (1 + Math.exp(-k * (t - t0))));
			const slope = times.map((t, i) => value[i]! / (1 + Math.exp(k * (t - t0))));
			return { value, byA: slope.map((s, i) => s * k * (times[i]! - t0)), byB: slope.map((s) => -s * k) };
		}
	};
}

/** exp(-exp(-k(t - t0))), in ln k and t0. */
function gompertz(times: readonly number[]): ScaledShape {
	return {
		grid: grid(times),
		at: (lnK, t0) => {
			const k = Math.exp(lnK);
			const inner = times.map((t) => Math.min(Math.exp(-k * (t - t0)), 1e4));
			const value = inner.map((x) => Math.exp(-x));
			const slope = inner.map((x, i) => x * value[i]!);
			return { value, byA: slope.map((s, i) => s * k * (times[i]! - t0)), byB: slope.map((s) => -s * k) };
		}
	};
}

/**
 * A growth curve of height 1 at given times, for {@link fitScaledShape}.
 *
 * @param times in any unit; for Bass, since launch
 * @see Verhulst 1838; Gompertz 1825; Bass 1969
 * @example
 * growthShape('logistic', [3]).at(0, 3).value; // => [0.5]
 */
export function growthShape(model: GrowthModel, times: readonly number[]): ScaledShape {
	return model === 'bass' ? bassShape(times, false) : { logistic, gompertz }[model](times);
}
