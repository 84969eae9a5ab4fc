import { normalQuantile } from './normal-quantile.ts';

/** An uncertain number given by its shape. */
export type Distribution =
	| { kind: 'constant'; value: number }
	| { kind: 'uniform'; min: number; max: number }
	| { kind: 'triangular'; min: number; mode: number; max: number }
	| { kind: 'pert'; min: number; mode: number; max: number; lambda?: number }
	| { kind: 'normal'; mean: number; sd: number }
	| { kind: 'lognormal'; mu: number; sigma: number }
	| { kind: 'lognormal'; p10: number; p90: number };

/** How parts go together: one number for every pair, or a matrix. Independent if absent. */
export type Correlation = number | readonly (readonly number[])[];

/** An uncertain number, alone or made of others. Flows of an npv are at years 0, 1, 2, ... */
export type Quantity =
	| Distribution
	| { kind: 'sum'; terms: readonly Quantity[]; correlation?: Correlation }
	| { kind: 'product'; factors: readonly Quantity[]; correlation?: Correlation }
	| { kind: 'npv'; discountRate: number; flows: readonly Quantity[]; correlation?: Correlation };

/**
 * The mean and standard deviation of the logarithm of a lognormal quantity, also where it is given by what it
 * falls below in 10 % and in 90 % of cases.
 *
 * @throws RangeError where p10 and p90 are not positive and ascending, or sigma is negative
 * @example
 * lognormalParameters({ kind: 'lognormal', p10: 100, p90: 400 }).mu; // => 5.298317366548
 */
export function lognormalParameters(own: Extract<Distribution, { kind: 'lognormal' }>): {
	mu: number;
	sigma: number;
} {
	if ('mu' in own) {
		if (!(own.sigma >= 0)) throw new RangeError(`lognormal: sigma must be 0 or more, got ${own.sigma}`);
		return { mu: own.mu, sigma: own.sigma };
	}
	if (!(own.p10 > 0 && own.p90 >= own.p10))
		throw new RangeError(`lognormal: needs 0 < p10 <= p90, got ${own.p10}, ${own.p90}`);
	const [low, high] = [Math.log(own.p10), Math.log(own.p90)];
	return { mu: (low + high) / 2, sigma: (high - low) / (2 * normalQuantile(0.9)) };
}

/**
 * The two shape parameters of the beta distribution behind a PERT estimate.
 *
 * @throws RangeError unless min ≤ mode ≤ max and min < max
 * @see Malcolm et al. 1959; lambda 4 unless given
 * @example
 * pertParameters({ kind: 'pert', min: 2, mode: 5, max: 14 }); // => { alpha: 2, beta: 4 }
 */
export function pertParameters(own: Extract<Distribution, { kind: 'pert' }>): {
	alpha: number;
	beta: number;
} {
	const { min, mode, max, lambda = 4 } = own;
	if (!(min <= mode && mode <= max && min < max))
		throw new RangeError(`pert: needs min <= mode <= max, got ${min}, ${mode}, ${max}`);
	return {
		alpha: 1 + (lambda * (mode - min)) / (max - min),
		beta: 1 + (lambda * (max - mode)) / (max - min)
	};
}
