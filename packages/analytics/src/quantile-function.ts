import { incompleteBeta } from './incomplete-beta.ts';
import { normalQuantile } from './normal-quantile.ts';
import { lognormalParameters, pertParameters, type Distribution } from './quantity.ts';

/**
 * The value below which a distribution lies with chance u. Drawing by this function from the same numbers u
 * makes two runs differ only by what was changed between them: a slider moves the result, not the dice.
 *
 * @returns a function of u in (0, 1)
 * @throws RangeError for impossible parameters, as a mode outside min and max
 * @see inverse transform; PERT by a table of the beta distribution, exact to 1e-6 of its range
 * @example
 * quantileFunction({ kind: 'triangular', min: 10, mode: 20, max: 50 })(0.25); // => 20
 */
export function quantileFunction(own: Distribution): (u: number) => number {
	switch (own.kind) {
		case 'constant':
			return () => own.value;
		case 'uniform':
			ascending(own.kind, own.min, own.max);
			return (u) => own.min + u * (own.max - own.min);
		case 'triangular':
			return triangular(own.min, own.mode, own.max);
		case 'pert':
			return own.min === own.max ? () => own.min : pert(own);
		case 'normal':
			if (!(own.sd >= 0)) throw new RangeError(`normal: sd must be 0 or more, got ${own.sd}`);
			return (u) => own.mean + own.sd * normalQuantile(u);
		case 'lognormal': {
			const { mu, sigma } = lognormalParameters(own);
			return (u) => Math.exp(mu + sigma * normalQuantile(u));
		}
	}
}

function ascending(kind: string, ...values: number[]): void {
	if (values.some((value, i) => !Number.isFinite(value) || value < values[i - 1]!)) {
		throw new RangeError(`${kind}: needs ascending parameters, got ${values.join(', ')}`);
	}
}

function triangular(min: number, mode: number, max: number): (u: number) => number {
	ascending('triangular', min, mode, max);
	const left = max > min ? (mode - min) / (max - min) : 1;
	return (u) =>
		u < left
			? min + Math.sqrt(u * (max - min) * (mode - min))
			: max - Math.sqrt((1 - u) * (max - min) * (max - mode));
}

/** Places of the table, dense at both ends where the quantile function is steep. */
const places = Array.from({ length: 2049 }, (_, i) => Math.sin((Math.PI * i) / 4096) ** 2);

function pert(own: Extract<Distribution, { kind: 'pert' }>): (u: number) => number {
	const { alpha, beta } = pertParameters(own);
	const table = Float64Array.from(places, (x) => incompleteBeta(x, alpha, beta));
	return (u) => {
		let [low, high] = [0, table.length - 1];
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if (table[middle]! <= u) low = middle;
			else high = middle;
		}
		const inside = (u - table[low]!) / (table[high]! - table[low]!);
		return own.min + (own.max - own.min) * (places[low]! + inside * (places[high]! - places[low]!));
	};
}
