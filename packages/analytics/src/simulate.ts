import { correlatedUniforms } from './correlated-uniforms.ts';
import { quantileFunction } from './quantile-function.ts';
import type { Correlation, Distribution, Quantity } from './quantity.ts';
import { uniformDraws } from './uniform-draws.ts';

/** How many draws, and the seed that makes them repeatable. */
export type Draws = { draws?: number; seed?: number };

/**
 * Draws of an uncertain quantity: sums, products and present values of uncertain parts, without assuming that
 * the result has a shape with a name.
 *
 * @param options.draws how many, 10,000 unless given
 * @param options.seed the same seed gives the same draws
 * @returns one value per draw, in no order
 * @throws RangeError for impossible parameters, or correlated parts that are made of parts themselves
 * @see inverse transform sampling; correlation by a Gaussian copula (for normal and lognormal parts it is that
 *   of the values or their logarithms)
 * @example
 * simulate({ kind: 'sum', terms: [{ kind: 'constant', value: 2 }, { kind: 'constant', value: 3 }] }, { draws: 1 })[0]; // => 5
 */
export function simulate(quantity: Quantity, { draws = 10_000, seed = 1 }: Draws = {}): Float64Array {
	let streams = 0;
	const uniforms = () => uniformDraws(draws, seed, streams++);
	const drawn = (own: Quantity): Float64Array => {
		if (own.kind === 'sum') return combine(parts(own.terms, own.correlation), 0, (sum, x) => sum + x);
		if (own.kind === 'product')
			return combine(parts(own.factors, own.correlation), 1, (product, x) => product * x);
		if (own.kind !== 'npv') return transformed(own, uniforms());
		const rate = 1 + own.discountRate;
		if (!(rate > 0)) throw new RangeError(`npv: the rate must be above -1, got ${own.discountRate}`);
		return combine(parts(own.flows, own.correlation), 0, (sum, x, year) => sum + x / rate ** year);
	};
	const parts = (list: readonly Quantity[], correlation?: Correlation): Float64Array[] => {
		if (correlation === undefined) return list.map(drawn);
		const leaves = list.map((own): Distribution => {
			if (own.kind === 'sum' || own.kind === 'product' || own.kind === 'npv') {
				throw new RangeError(`a ${own.kind} cannot be correlated: correlate its parts`);
			}
			return own;
		});
		const together = correlatedUniforms(leaves.map(uniforms), correlation);
		return leaves.map((own, k) => transformed(own, together[k]!));
	};
	const combine = (
		list: Float64Array[],
		start: number,
		step: (result: number, x: number, part: number) => number
	) => {
		const result = new Float64Array(draws).fill(start);
		for (const [k, values] of list.entries())
			for (let i = 0; i < draws; i++) result[i] = step(result[i]!, values[i]!, k);
		return result;
	};
	return drawn(quantity);
}

/** Overwrites uniform draws with those of a distribution. */
function transformed(own: Distribution, uniforms: Float64Array): Float64Array {
	const quantile = quantileFunction(own);
	for (let i = 0; i < uniforms.length; i++) uniforms[i] = quantile(uniforms[i]!);
	return uniforms;
}
