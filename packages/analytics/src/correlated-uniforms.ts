import { normalCdf } from './normal-cdf.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { Correlation } from './quantity.ts';

/**
 * Ties independent uniform draws together, so that high goes with high.
 *
 * @param independent one list of draws in (0, 1) per part
 * @param correlation of the normal scores; one number for every pair, or a matrix
 * @returns lists of draws in (0, 1), each still uniform
 * @throws RangeError for a matrix of another size, or correlations that cannot hold together
 * @see Gaussian copula; Cholesky
 * @example
 * correlatedUniforms([new Float64Array([0.3]), new Float64Array([0.9])], 1)[1]; // => [0.3]
 */
export function correlatedUniforms(
	independent: readonly Float64Array[],
	correlation: Correlation
): Float64Array[] {
	const size = independent.length;
	const pair = (i: number, j: number) =>
		typeof correlation === 'number' ? correlation : correlation[i]?.[j];
	const root = cholesky(
		independent.map((_, i) => independent.map((_, j) => (i === j ? 1 : (pair(i, j) ?? NaN))))
	);
	const scores = independent.map((list) => list.map(normalQuantile));
	return independent.map((list, k) =>
		list.map((_, i) => {
			let sum = 0;
			for (let l = 0; l <= Math.min(k, size - 1); l++) sum += root[k]![l]! * scores[l]![i]!;
			// At eight standard deviations rounding reaches 1, which no quantile function takes.
			return Math.min(normalCdf(sum), 1 - Number.EPSILON / 2);
		})
	);
}

function cholesky(matrix: readonly number[][]): number[][] {
	const root: number[][] = matrix.map(() => []);
	for (const [i, row] of matrix.entries()) {
		for (let j = 0; j <= i; j++) {
			let rest = row[j]!;
			for (let k = 0; k < j; k++) rest -= root[i]![k]! * root[j]![k]!;
			if (i === j && !(rest > -1e-12)) throw new RangeError('these correlations cannot hold together');
			if (i !== j && Number.isNaN(rest)) throw new RangeError('a correlation is missing');
			const diagonal = root[j]![j] ?? 0;
			root[i]![j] = i === j ? Math.sqrt(Math.max(0, rest)) : diagonal > 1e-9 ? rest / diagonal : 0;
		}
	}
	return root;
}
