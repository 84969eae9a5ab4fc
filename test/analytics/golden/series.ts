import * as analytics from '../../../packages/analytics/src/index.ts';
import type { Method } from './methods.ts';

type Model = { p: number; q: number; m: number };
type BassInput = {
	periodic?: number[];
	forecastPeriods?: number;
	products?: (Model & { product: string })[];
	times?: number[];
};

export const bass: Method<BassInput> = (
	{ periodic, forecastPeriods = 0, products = [], times = [] },
	golden
) => {
	const closed = products.map((own) => ({
		product: own.product,
		peak: analytics.bassPeak(own),
		F: times.map((t) => analytics.bassShare(own, t)),
		f: times.map((t) => analytics.bassDensity(own, t))
	}));
	if (!periodic) return { actual: { products: closed } };
	const fit = analytics.bassFit(periodic);
	const level = analytics.bassCumulativeFit(periodic);
	const found = fit.kind === 'bass' ? fit : null;
	const periodicFit = found && {
		...found,
		forecast: analytics.bassForecast(found, forecastPeriods),
		peak: analytics.bassPeak(found)
	};
	return {
		actual: {
			periodicFit,
			cumulativeFit: level.kind === 'bass' ? { ...level, peak: analytics.bassPeak(level) } : null,
			ols1969: analytics.bassRegression(periodic),
			truth: found,
			products: closed
		},
		published: { ...found },
		// "SSE should agree to rel 1e-7": it tells a missed optimum apart from a flat one.
		tolerance: (path) =>
			/sse$/.test(path) && (golden.tolerance.abs ?? 0) < 1e-9
				? { ...golden.tolerance, rel: 1e-7 }
				: golden.tolerance
	};
};

type GrowthInput = { t: number[]; y: number[]; forecastT?: number[] };

export const growthCurves: Method<GrowthInput> = ({ t, y, forecastT = [] }, { tolerance, expected }) => {
	const { models, bestByAic } = analytics.growthCurves(t, y);
	const shown = models.map((fit) =>
		fit.kind === 'growth' ? { ...fit, forecast: forecastT.map((at) => analytics.growthValue(fit, at)) } : fit
	);
	const rows = (expected['models'] ?? []) as {
		model: string;
		params: Record<string, number>;
		stdErr: Record<string, number>;
	}[];
	// Where a parameter's standard error exceeds it, the data do not fix it: only the quality of the fit is compared.
	const loose = (path: string) => {
		const row = rows.find(({ model }) => path.startsWith(`models[${model}]`));
		return row
			? Math.max(...Object.entries(row.stdErr ?? {}).map(([name, se]) => se / Math.abs(row.params[name]!)))
			: 0;
	};
	const logistic = models.find((fit) => fit.kind === 'growth' && fit.model === 'logistic');
	const params = logistic?.kind === 'growth' ? logistic : null;
	return {
		actual: { models: shown, bestByAic },
		published: {
			...params?.params,
			sse: params?.sse,
			seL: params?.stdErr?.['L'],
			seK: params?.stdErr?.['k']
		},
		tolerance: (path) => {
			if (/aic|bic/i.test(path)) return { abs: tolerance.aicAbs ?? 0, rel: 0 };
			const identified = !/params|stdErr|inflection|forecast|fitted/.test(path) || loose(path) <= 1;
			return identified ? tolerance : null;
		}
	};
};

type XmrInput = { values: number[]; baselineFirstN?: number; excludeIndices?: number[] };

export const xmr: Method<XmrInput> = ({ values, baselineFirstN, excludeIndices }) => ({
	actual: analytics.xmr(values, { baselineFirstN, excludeIndices })
});

type ItsInput = { y: number[]; interventionIndex: number; lags?: number[] };

export const its: Method<ItsInput> = ({ y, interventionIndex, lags }) => ({
	actual: analytics.interruptedSeries(y, interventionIndex, lags)
});
