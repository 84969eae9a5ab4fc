import { lognormalParameters, pertParameters, type Distribution, type Quantity } from './quantity.ts';

/** The exact mean and standard deviation. */
export type Moments = { mean: number; sd: number };

/**
 * The exact mean and standard deviation of a quantity of independent parts: what its simulation must come to.
 *
 * @returns null where parts are correlated, for which there is no general formula
 * @throws RangeError for impossible parameters
 * @see standard formulas; var of a product of independent parts is the product of (var + mean²) less mean²
 * @example
 * moments({ kind: 'product', factors: [{ kind: 'uniform', min: 0, max: 2 }, { kind: 'constant', value: 3 }] }).mean; // => 3
 */
export function moments(quantity: Quantity): Moments | null {
	if (quantity.kind !== 'sum' && quantity.kind !== 'product' && quantity.kind !== 'npv')
		return ofDistribution(quantity);
	if (quantity.correlation !== undefined) return null;
	const list =
		quantity.kind === 'sum' ? quantity.terms : quantity.kind === 'npv' ? quantity.flows : quantity.factors;
	const parts = list.map(moments).filter((part) => part !== null);
	if (parts.length < list.length) return null;
	if (quantity.kind === 'product') {
		const mean = parts.reduce((product, part) => product * part.mean, 1);
		const square = parts.reduce((product, part) => product * (part.sd ** 2 + part.mean ** 2), 1);
		return { mean, sd: Math.sqrt(Math.max(0, square - mean * mean)) };
	}
	const weight = (year: number) => (quantity.kind === 'npv' ? (1 + quantity.discountRate) ** -year : 1);
	return {
		mean: parts.reduce((sum, part, i) => sum + weight(i) * part.mean, 0),
		sd: Math.sqrt(parts.reduce((sum, part, i) => sum + (weight(i) * part.sd) ** 2, 0))
	};
}

function ofDistribution(own: Distribution): Moments {
	switch (own.kind) {
		case 'constant':
			return { mean: own.value, sd: 0 };
		case 'normal':
			return { mean: own.mean, sd: own.sd };
		case 'uniform':
			return { mean: (own.min + own.max) / 2, sd: (own.max - own.min) / Math.sqrt(12) };
		case 'triangular': {
			const { min, mode, max } = own;
			const variance = (min * min + mode * mode + max * max - min * mode - min * max - mode * max) / 18;
			return { mean: (min + mode + max) / 3, sd: Math.sqrt(Math.max(0, variance)) };
		}
		case 'pert': {
			if (own.min === own.max) return { mean: own.min, sd: 0 };
			const { alpha, beta } = pertParameters(own);
			const sum = alpha + beta;
			const sd = ((own.max - own.min) / sum) * Math.sqrt((alpha * beta) / (sum + 1));
			return { mean: own.min + ((own.max - own.min) * alpha) / sum, sd };
		}
		case 'lognormal': {
			const { mu, sigma } = lognormalParameters(own);
			const mean = Math.exp(mu + (sigma * sigma) / 2);
			return { mean, sd: mean * Math.sqrt(Math.expm1(sigma * sigma)) };
		}
	}
}
