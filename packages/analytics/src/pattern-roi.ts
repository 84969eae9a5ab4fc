import type { Distribution } from './quantity.ts';
import { simulateModel } from './simulate-model.ts';
import type { Draws } from './simulate.ts';
import { summarize } from './summarize.ts';
import { tornado, type TornadoBar } from './tornado.ts';

/**
 * What the worth of a pattern is made of. Per metric `gain <key>`: units better per adopter, and `worth <key>`: money
 * per unit and month. `adopters`: teams; `months`: of use per team; `effort`, `support`: money per team; `one-off`.
 */
export type RoiInputs = Record<string, Distribution>;

/** Ten, fifty and ninety of a hundred draws lie below; null is never. */
export type Percentiles = { p10: number | null; p50: number | null; p90: number | null };

/** What a pattern is worth as a distribution. */
export type PatternRoi = {
	/** (benefit - cost) / cost. */
	roi: Percentiles;
	/** Twenty outcomes of ROI, each as likely as the others, ascending: what a picture of chance is made of. */
	outcomes: number[];
	/** Benefit - cost, in money. */
	net: Percentiles;
	chanceOfLoss: number | null;
	/** Months of use until an average team's share of the cost has come back. */
	paybackMonths: Percentiles;
	/** ROI with one input at its P10 and P90 and all others in the middle, largest swing first. */
	tornado: TornadoBar<string>[];
};

/** Longer than anybody waits: stands for never, since a draw must be a number. */
const NEVER = 1e9;
/** The middles of twenty parts of equal chance. */
const EQUALLY_LIKELY = Array.from({ length: 20 }, (_, i) => (i + 0.5) / 20);

/**
 * What a pattern is worth, and how sure that is: the same function on the server and behind the sliders of a page.
 *
 * @param inputs distributions by name, as {@link RoiInputs}
 * @returns percentiles null where nothing is spent, payback null where it does not come back
 * @throws RangeError for impossible parameters
 * @see Hubbard, How to Measure Anything (simulation of business cases); Howard 1988 (tornado); Kay et al. 2016
 *   (outcomes as dots that can be counted)
 * @example
 * patternRoi({ 'gain x': { kind: 'constant', value: 2 }, 'worth x': { kind: 'constant', value: 100 }, adopters: { kind: 'constant', value: 3 }, months: { kind: 'constant', value: 10 }, effort: { kind: 'constant', value: 1000 } }).roi.p50; // => 1
 */
export function patternRoi(inputs: RoiInputs, draws: Draws = {}): PatternRoi {
	const metrics = Object.keys(inputs).flatMap((name) => (name.startsWith('gain ') ? [name.slice(5)] : []));
	type Values = Record<string, number>;
	const monthly = (x: Values) =>
		metrics.reduce((sum, metric) => sum + x[`gain ${metric}`]! * (x[`worth ${metric}`] ?? 0), 0);
	const cost = (x: Values) =>
		x['adopters']! * ((x['effort'] ?? 0) + (x['support'] ?? 0)) + (x['one-off'] ?? 0);
	const net = (x: Values) => monthly(x) * x['adopters']! * x['months']! - cost(x);
	const roi = (x: Values) => net(x) / cost(x);
	const payback = (x: Values) => {
		const gain = monthly(x) * x['adopters']!;
		return gain > 0 ? Math.min(NEVER, cost(x) / gain) : NEVER;
	};
	const nets = simulateModel(inputs, net, draws);
	const rois = simulateModel(inputs, roi, draws);
	const gained = summarize(nets).probPositive;
	return {
		roi: percentiles(rois),
		outcomes: summarize(rois, EQUALLY_LIKELY).quantiles.flatMap(({ x }) => x ?? []),
		net: percentiles(nets),
		chanceOfLoss: gained === null ? null : 1 - gained,
		paybackMonths: percentiles(simulateModel(inputs, payback, draws)),
		tornado: tornado(inputs, roi)
	};
}

function percentiles(draws: Float64Array): Percentiles {
	const [p10, p50, p90] = summarize(draws).quantiles.map(({ x }) => (x === null || x > NEVER / 2 ? null : x));
	return { p10: p10!, p50: p50!, p90: p90! };
}
