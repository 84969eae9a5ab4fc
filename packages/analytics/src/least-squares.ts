/** A least-squares fit of y on columns. */
export type LeastSquares = {
	coef: number[];
	/** (X'X)⁻¹: times the error variance it is the covariance of the coefficients. */
	inverse: number[][];
	fitted: number[];
	residuals: number[];
	sse: number;
};

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/**
 * The coefficients that bring the sum of the columns nearest to y.
 *
 * @param columns of X, each as long as y
 * @returns null where a column is a combination of the others (then no coefficient is defined)
 * @see Gram-Schmidt QR, each column orthogonalised twice (Giraud et al. 2005); never forms X'X, which would
 *   square the condition number
 * @example
 * leastSquares([[1, 1, 1], [0, 1, 2]], [1, 3, 5]).coef; // => [1, 2]
 */
export function leastSquares(
	columns: readonly (readonly number[])[],
	y: readonly number[]
): LeastSquares | null {
	const q: number[][] = [];
	const r = columns.map(() => columns.map(() => 0));
	for (const [j, column] of columns.entries()) {
		const rest = [...column];
		for (let pass = 0; pass < 2; pass++) {
			for (const [i, unit] of q.entries()) {
				const share = dot(unit, rest);
				r[i]![j]! += share;
				for (let t = 0; t < rest.length; t++) rest[t]! -= share * unit[t]!;
			}
		}
		const length = Math.sqrt(dot(rest, rest));
		if (!(length > 1e-12 * Math.sqrt(dot(column, column)))) return null;
		r[j]![j] = length;
		q.push(rest.map((x) => x / length));
	}
	const unit = columns.map((_, j) => columns.map((_, i) => (i === j ? 1 : 0)));
	const rows = unit.map((e) => backSubstitute(r, e));
	const coef = backSubstitute(r, project(q, y));
	const fitted = y.map((_, t) => columns.reduce((sum, column, j) => sum + coef[j]! * column[t]!, 0));
	const residuals = y.map((value, t) => value - fitted[t]!);
	// rows[j] is column j of R⁻¹, and (X'X)⁻¹ = R⁻¹R⁻ᵀ.
	const inverse = coef.map((_, a) => coef.map((_, b) => rows.reduce((sum, c) => sum + c[a]! * c[b]!, 0)));
	return { coef, inverse, fitted, residuals, sse: dot(residuals, residuals) };
}

/** Q'y, each share taken out before the next is measured, as exact as the columns allow. */
function project(q: readonly number[][], y: readonly number[]): number[] {
	const rest = [...y];
	return q.map((unit) => {
		const share = dot(unit, rest);
		for (let t = 0; t < rest.length; t++) rest[t]! -= share * unit[t]!;
		return share;
	});
}

function backSubstitute(r: readonly number[][], right: readonly number[]): number[] {
	const x = right.map(() => 0);
	for (let i = right.length - 1; i >= 0; i--) {
		let rest = right[i]!;
		for (let j = i + 1; j < right.length; j++) rest -= r[i]![j]! * x[j]!;
		x[i] = rest / r[i]![i]!;
	}
	return x;
}
