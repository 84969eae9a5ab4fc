import { leastSquares } from './least-squares.ts';

/** A curve known up to its height: y ≈ scale · value, with two parameters that may run over the whole line. */
export type ScaledShape = {
	/** The heights, and their derivatives by the two parameters, at the places of the observations. */
	at: (a: number, b: number) => { value: number[]; byA: number[]; byB: number[] };
	/** Values of the two parameters to start the search from. */
	grid: { a: readonly number[]; b: readonly number[] };
};

/** The least-squares fit: parameters [scale, a, b] and (J'J)⁻¹ in that order. */
export type ScaledFit = {
	scale: number;
	a: number;
	b: number;
	sse: number;
	fitted: number[];
	/** Null where the data do not tell the parameters apart. */
	inverse: number[][] | null;
};

type Candidate = Omit<ScaledFit, 'inverse'> & { columns: number[][]; residuals: number[] };

/**
 * Finds the curve nearest to the observations, whatever its starting point: the best height is known for every
 * shape, so the two shape parameters are searched on a grid, and every dip of that landscape is followed to its
 * bottom.
 *
 * @returns null where no shape has any height (all observations 0)
 * @see Golub & Pereyra 1973 (variable projection); Levenberg 1944, Marquardt 1963
 * @example
 * fitScaledShape({ at: (a, b) => ({ value: [1, a], byA: [0, 1], byB: [0, 0] }), grid: { a: [1], b: [0] } }, [2, 6]).a; // => 3
 */
export function fitScaledShape(shape: ScaledShape, y: readonly number[]): ScaledFit | null {
	const { a, b } = shape.grid;
	const height = a.map((first) => b.map((second) => candidate(shape, y, first, second)?.sse ?? Infinity));
	const dips = a.flatMap((_, i) =>
		b.flatMap((_, j) => (isDip(height, i, j) ? [{ i, j, sse: height[i]![j]! }] : []))
	);
	const starts = dips.sort((one, other) => one.sse - other.sse).slice(0, 8);
	let best: Candidate | null = null;
	for (const { i, j } of starts) {
		const end = descend(shape, y, candidate(shape, y, a[i]!, b[j]!)!);
		if (best === null || end.sse < best.sse) best = end;
	}
	if (best === null) return null;
	const { scale, a: first, b: second, sse, fitted, columns } = best;
	return { scale, a: first, b: second, sse, fitted, inverse: leastSquares(columns, y)?.inverse ?? null };
}

function isDip(height: readonly number[][], i: number, j: number): boolean {
	const own = height[i]![j]!;
	if (own === Infinity) return false;
	for (const di of [-1, 0, 1])
		for (const dj of [-1, 0, 1]) if ((height[i + di]?.[j + dj] ?? Infinity) < own) return false;
	return true;
}

/** The shape at its best height; null where it has none. */
function candidate({ at }: ScaledShape, y: readonly number[], a: number, b: number): Candidate | null {
	const { value, byA, byB } = at(a, b);
	const square = value.reduce((sum, v) => sum + v * v, 0);
	const scale = value.reduce((sum, v, t) => sum + v * y[t]!, 0) / square;
	if (!(scale > 0 && scale < Infinity)) return null;
	const fitted = value.map((v) => scale * v);
	const residuals = y.map((observed, t) => observed - fitted[t]!);
	const sse = residuals.reduce((sum, e) => sum + e * e, 0);
	const columns = [value, byA.map((v) => scale * v), byB.map((v) => scale * v)];
	const finite = Number.isFinite(sse) && columns.every((column) => column.every(Number.isFinite));
	return finite ? { scale, a, b, sse, fitted, columns, residuals } : null;
}

/** Levenberg-Marquardt: Gauss-Newton steps, shortened for as long as they do not lead down. */
function descend(shape: ScaledShape, y: readonly number[], start: Candidate): Candidate {
	let best = start;
	let damping = 1e-3;
	// Steps that gain nothing but rounding: on the way to a bottom at infinity there is no end to them.
	let idle = 0;
	for (let step = 0; step < 1000 && damping < 1e14 && idle < 20; step++) {
		const lengths = best.columns.map((column) => Math.sqrt(column.reduce((sum, v) => sum + v * v, 0)));
		const damped = best.columns.map((column, k) => [
			...column,
			...lengths.map((length, l) => (k === l ? Math.sqrt(damping) * (length || 1) : 0))
		]);
		const move = leastSquares(damped, [...best.residuals, 0, 0, 0])?.coef;
		const next = move && candidate(shape, y, best.a + move[1]!, best.b + move[2]!);
		if (!next || !(next.sse < best.sse)) {
			damping *= 8;
			continue;
		}
		idle = best.sse - next.sse > 1e-15 * best.sse ? 0 : idle + 1;
		const small = Math.abs(move[1]!) + Math.abs(move[2]!) < 1e-13;
		best = next;
		damping = Math.max(damping / 8, 1e-12);
		if (small) break;
	}
	return best;
}
