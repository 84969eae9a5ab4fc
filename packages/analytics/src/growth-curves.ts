import { fitScaledShape } from './fit-scaled-shape.ts';
import { growthShape, type GrowthModel } from './growth-shapes.ts';
import { mean } from './mean.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** A growth curve fitted to levels, with what is needed to choose among curves. */
export type GrowthFit = {
	kind: 'growth';
	model: GrowthModel;
	/** L, k, t0 of logistic and Gompertz; m, p, q of Bass. */
	params: Record<string, number>;
	/** Null where the data do not tell the parameters apart. */
	stdErr: Record<string, number> | null;
	/** True where every parameter but a place in time exceeds its standard error. */
	identified: boolean;
	sse: number;
	rmse: number;
	r2: number | null;
	/** Null for a perfect fit, where the likelihood has no bound; `aicc` also for five points or fewer. */
	aic: number | null;
	aicc: number | null;
	bic: number | null;
	aicFull: number | null;
	fitted: number[];
	/** Where growth is fastest; null for Bass, see {@link bassPeak}. */
	inflection: { time: number; value: number } | null;
};

/** Three parameters and the error variance. */
const K = 4;

/**
 * One growth curve through a series of levels.
 *
 * @param t times, any unit; for Bass, since launch
 * @param y levels at those times
 * @returns parameters in the units of t and y; `too-little` for fewer than four points or no height
 * @throws RangeError where lengths differ or a number is not finite
 * @see unweighted nonlinear least squares; Burnham & Anderson 2002 for the criteria
 * @example
 * growthCurve('logistic', [0, 1, 2, 3, 4, 5], [2, 5, 9, 17, 20, 21]).kind; // => 'growth'
 */
export function growthCurve(
	model: GrowthModel,
	t: readonly number[],
	y: readonly number[]
): GrowthFit | TooLittle {
	if (t.length !== y.length || ![...t, ...y].every(Number.isFinite)) {
		throw new RangeError('growthCurve: needs as many finite times as levels');
	}
	const n = y.length;
	if (n < K) return tooLittle('four points or more');
	const fit = fitScaledShape(growthShape(model, t), y);
	if (fit === null) return tooLittle('levels above 0');
	const { scale, a, b, sse, inverse } = fit;
	const bass = model === 'bass';
	const names = bass ? ['m', 'p', 'q'] : ['L', 'k', 't0'];
	const values = [scale, Math.exp(a), bass ? Math.exp(b) : b];
	// The fit was made in logarithms of what must be above 0: its errors are relative there.
	const unit = [1, values[1]!, bass ? values[2]! : 1];
	const errors =
		n > 3 ? inverse?.map((row, j) => unit[j]! * Math.sqrt((row[j]! * sse) / (n - 3))) : undefined;
	const named = (list: readonly number[]) => Object.fromEntries(names.map((name, j) => [name, list[j]!]));
	const centre = mean(y)!;
	const total = y.reduce((sum, level) => sum + (level - centre) ** 2, 0);
	return {
		kind: 'growth',
		model,
		params: named(values),
		stdErr: errors?.every(Number.isFinite) ? named(errors) : null,
		identified: errors?.every((se, j) => se < values[j]! || names[j] === 't0') ?? false,
		sse,
		rmse: Math.sqrt(sse / n),
		r2: total > 0 ? 1 - sse / total : null,
		...criteria(sse, n, y),
		fitted: fit.fitted,
		inflection: bass ? null : { time: b, value: model === 'logistic' ? scale / 2 : scale / Math.E }
	};
}

function criteria(
	sse: number,
	n: number,
	y: readonly number[]
): Pick<GrowthFit, 'aic' | 'aicc' | 'bic' | 'aicFull'> {
	const size = y.reduce((sum, level) => sum + level * level, 0);
	if (!(sse > 1e-26 * size)) return { aic: null, aicc: null, bic: null, aicFull: null };
	const misfit = n * Math.log(sse / n);
	const aic = misfit + 2 * K;
	const aicc = n - K - 1 > 0 ? aic + (2 * K * (K + 1)) / (n - K - 1) : null;
	return { aic, aicc, bic: misfit + K * Math.log(n), aicFull: aic + n * (1 + Math.log(2 * Math.PI)) };
}

/**
 * Logistic, Gompertz and Bass through the same levels, and the one to trust.
 *
 * @param t times since launch
 * @param y levels at those times
 * @returns `bestByAicc` allows for short series and is the one to show; null where nothing could be compared
 * @throws RangeError as {@link growthCurve}
 * @see Burnham & Anderson 2002
 * @example
 * growthCurves([1, 2, 3, 4, 5, 6, 7], [2, 5, 9, 17, 20, 21, 22]).bestByAicc; // => 'logistic'
 */
export function growthCurves(t: readonly number[], y: readonly number[]) {
	const models = (['logistic', 'gompertz', 'bass'] as const).map((model) => ({
		model,
		...growthCurve(model, t, y)
	}));
	const fits = models.filter((fit) => fit.kind === 'growth');
	const best = (criterion: (fit: GrowthFit) => number) =>
		fits.length === 0
			? null
			: fits.reduce((one, other) => (criterion(other) < criterion(one) ? other : one)).model;
	// A perfect fit has no criterion and is the best there is; short series have no AICc, where AIC must do.
	const perfect = fits.some((fit) => fit.aic === null);
	const short = fits.some((fit) => fit.aicc === null);
	return {
		models,
		bestByAic: best((fit) => (perfect ? fit.sse : fit.aic!)),
		bestByAicc: best((fit) => (perfect || short ? fit.sse : fit.aicc!))
	};
}

/**
 * The level of a fitted curve at any time.
 *
 * @returns in the unit of the levels
 * @example
 * growthValue({ model: 'logistic', params: { L: 10, k: 1, t0: 3 } }, 3); // => 5
 */
export function growthValue({ model, params }: Pick<GrowthFit, 'model' | 'params'>, t: number): number {
	const [scale, k, place] = model === 'bass' ? ['m', 'p', 'q'] : ['L', 'k', 't0'];
	const second = model === 'bass' ? Math.log(params[place!]!) : params[place!]!;
	return params[scale!]! * growthShape(model, [t]).at(Math.log(params[k!]!), second).value[0]!;
}
