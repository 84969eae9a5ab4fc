import { bassShape } from './bass-shape.ts';
import { bassShare, type BassParameters } from './bass-curve.ts';
import { fitScaledShape, type ScaledFit } from './fit-scaled-shape.ts';
import { mean } from './mean.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** A Bass curve fitted to adoptions, with how well it fits. */
export type BassFit = BassParameters & {
	kind: 'bass';
	/** Null where the series does not tell the parameters apart. */
	stdErr: BassParameters | null;
	/** Covariance of [m, p, q]; null as `stdErr`. */
	covariance: number[][] | null;
	/** True where the curve has begun to bend and every parameter exceeds its error: else it is too early to say. */
	identified: boolean;
	sse: number;
	rmse: number;
	/** Null for a constant series. */
	r2: number | null;
	residualDf: number;
	fitted: number[];
	fittedCumulative: number[];
};

/**
 * The diffusion of a pattern as outside influence and imitation, fitted to the adoptions per period since its
 * launch: where it is heading and when it will be half way.
 *
 * @param periodic new adopters in periods 1, 2, ..., T since launch
 * @returns p and q per period, m in adopters; `too-little` for fewer than four periods or no adoptions
 * @throws RangeError for a count that is no finite number
 * @see Srinivasan & Mason 1986, Marketing Science 5:169 (nonlinear least squares on m[F(t) − F(t−1)])
 * @example
 * bassFit([5.4, 14.4, 30.3, 42.2, 35.3, 18.1, 6.9, 2.3]).kind; // => 'bass'
 */
export function bassFit(periodic: readonly number[]): BassFit | TooLittle {
	if (!periodic.every(Number.isFinite)) throw new RangeError('bassFit: counts must be finite numbers');
	if (periodic.length < 4) return tooLittle('four periods since the launch or more');
	const times = periodic.map((_, i) => i + 1);
	const fit = fitScaledShape(bassShape(times, true), periodic);
	if (fit === null) return tooLittle('adoptions to fit a curve to');
	const own = { p: Math.exp(fit.a), q: Math.exp(fit.b), m: fit.scale };
	return { ...described(own, fit, periodic), fittedCumulative: times.map((t) => own.m * bassShare(own, t)) };
}

/**
 * The same curve fitted to the running total instead. Its errors depend on each other, so it has no honest
 * standard error; it is given for comparison.
 *
 * @param periodic new adopters in periods 1, 2, ..., T since launch
 * @returns as {@link bassFit}
 * @throws RangeError for a count that is no finite number
 * @see least squares on X_t − m F(t)
 * @example
 * bassCumulativeFit([5.4, 14.4, 30.3, 42.2, 35.3, 18.1, 6.9, 2.3]).kind; // => 'bass'
 */
export function bassCumulativeFit(periodic: readonly number[]): BassFit | TooLittle {
	if (!periodic.every(Number.isFinite))
		throw new RangeError('bassCumulativeFit: counts must be finite numbers');
	if (periodic.length < 4) return tooLittle('four periods since the launch or more');
	let sum = 0;
	const totals = periodic.map((count) => (sum += count));
	const times = periodic.map((_, i) => i + 1);
	const fit = fitScaledShape(bassShape(times, false), totals);
	if (fit === null) return tooLittle('adoptions to fit a curve to');
	const own = { p: Math.exp(fit.a), q: Math.exp(fit.b), m: fit.scale };
	return { ...described(own, fit, totals), fittedCumulative: fit.fitted };
}

function described(
	own: BassParameters,
	fit: ScaledFit,
	y: readonly number[]
): Omit<BassFit, 'fittedCumulative'> {
	const { sse, inverse, fitted } = fit;
	const residualDf = y.length - 3;
	const centre = mean(y)!;
	const total = y.reduce((sum, value) => sum + (value - centre) ** 2, 0);
	// The fit was made in ln p and ln q: each derivative by them is p (or q) times the derivative by p (or q).
	const unit = [1, own.p, own.q];
	const covariance =
		inverse?.map((row, i) => row.map((v, j) => ((v * sse) / residualDf) * unit[i]! * unit[j]!)) ?? null;
	const [m, p, q] = (covariance ?? []).map((row, i) => Math.sqrt(row[i]!));
	// A curve of which next to nothing has been seen is a straight line or an exponential: any m would do.
	const seen = bassShare(own, y.length);
	const known = [m, p, q].every((se) => se !== undefined && Number.isFinite(se));
	return {
		kind: 'bass',
		...own,
		stdErr: known ? { p: p!, q: q!, m: m! } : null,
		covariance: known ? covariance : null,
		identified: known && seen > 0.01 && m! < own.m && p! < own.p && q! < own.q,
		sse,
		rmse: Math.sqrt(sse / y.length),
		r2: total > 0 ? 1 - sse / total : null,
		residualDf,
		fitted
	};
}
