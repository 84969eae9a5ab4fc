import { bassTime } from './bass-curve.ts';
import { growthShape, type GrowthModel } from './growth-shapes.ts';
import { normalCdf } from './normal-cdf.ts';
import { tooLittle, type TooLittle } from './too-little.ts';
import { weightedQuantile } from './weighted-quantile.ts';

/** A middle and the limits around it. */
export type Band = { expected: number; lower: number; upper: number };

/** How a spread may go on, from all curves of one family that the records allow. */
export type SpreadOutlook = {
	kind: 'outlook';
	adopters: number;
	/** Ever adopted by the end of period `t` since launch. */
	ahead: ({ t: number } & Band)[];
	/** How many will have adopted in the end, and when half of those have, in periods since launch. */
	saturation: Band;
	half: Band;
	/** How many times more the counts scatter than chance alone would make them; 1 or more. */
	scatter: number;
};

type Range = { from: number; to: number };
type Box = { a: Range; b: Range; m: Range };
/** One curve with the share of eventual adopters by the end of each period from launch (0) on. */
type Curve = { a: number; b: number; m: number; share: number[]; fit: number };
type Weighted = Curve & { weight: number };

const A_STEPS = 18;
const B_STEPS = 20;
const M_STEPS = 12;
/** Curves this much less likely than the best (in units of ln, per scatter) carry no weight. */
const NEGLIGIBLE = 8;
/** A period in which nearly nothing was to be expected must not make the scatter explode. */
const LEAST_EXPECTED = 0.05;

/**
 * Where the spread of a pattern is heading: every curve of a family (Bass, logistic, Gompertz) that ends between
 * the adopters so far and the eligible teams, weighted by how well it explains the adoptions per period. Early on
 * a single best curve ends far too low, because hardly anything tells a small future from a large one; the weights
 * keep both, and the band says so.
 *
 * @param model the family of curves
 * @param periodic new adopters (whole numbers) in periods 1, 2, ..., T since launch
 * @param eligible how many could adopt at most
 * @param periods how many periods to look ahead
 * @param confidence of the limits
 * @returns `too-little` without adopters
 * @throws RangeError where more adopted than are eligible
 * @see Poisson likelihood with its scatter estimated (McCullagh & Nelder 1989, section 6.2), flat in the saturation
 *   and in the logarithms of the rates, summed over a grid; chance ahead by the square-root transform (Anscombe 1948)
 * @example
 * spreadOutlook('bass', [1, 2, 4, 7, 9, 8, 5, 2], 60, 4).adopters; // => 38
 */
export function spreadOutlook(
	model: GrowthModel,
	periodic: readonly number[],
	eligible: number,
	periods: number,
	confidence = 0.9
): SpreadOutlook | TooLittle {
	const adopters = periodic.reduce((sum, count) => sum + count, 0);
	if (adopters > eligible) throw new RangeError(`spreadOutlook: ${adopters} adopters, ${eligible} eligible`);
	if (adopters === 0) return tooLittle('adopters');
	const last = periodic.length;
	const coarse = curvesIn(startBox(model, last, adopters, eligible), model, periodic, last);
	const scatter = scatterAround(best(coarse), periodic);
	const fine = curvesIn(boxAround(coarse, scatter), model, periodic, last + periods);
	const curves = weighted(fine, scatter);
	const tails = [(1 - confidence) / 2, (1 + confidence) / 2] as const;
	const outlook = (growthOf: (curve: Weighted) => number): Band => {
		const growth = (curve: Weighted) => Math.min(eligible - adopters, growthOf(curve));
		const limit = (p: number) => Math.min(eligible, adopters + likelyCount(curves, growth, scatter, p));
		const mean = curves.reduce((sum, curve) => sum + curve.weight * growth(curve), 0);
		return { expected: adopters + mean, lower: limit(tails[0]), upper: limit(tails[1]) };
	};
	const halves = curves.map((curve) => ({ at: halfTime(model, curve), weight: curve.weight }));
	const half = (p: number) => weightedQuantile(halves, ({ at }) => at, p);
	return {
		kind: 'outlook',
		adopters,
		ahead: Array.from({ length: periods }, (_, i) => ({
			t: last + i + 1,
			...outlook(({ m, share }) => m * (share[last + i + 1]! - share[last]!))
		})),
		// those so far are known; only the rest of each curve is not
		saturation: outlook(({ m, share }) => m * (1 - share[last]!)),
		half: { expected: half(0.5), lower: half(tails[0]), upper: half(tails[1]) },
		scatter
	};
}

/** Everything that may be: rates from one that hardly moves to one that is done at once, in units of the time seen. */
function startBox(model: GrowthModel, span: number, adopters: number, eligible: number): Box {
	const rates = (slow: number, fast: number) => ({ from: Math.log(slow / span), to: Math.log(fast / span) });
	const m = { from: adopters, to: eligible };
	if (model === 'bass') return { a: rates(1e-4, 3), b: rates(0.05, 60), m };
	return { a: rates(0.3, 60), b: { from: -0.5 * span, to: 3 * span }, m };
}

/** The middles of `count` equal parts of a range. */
const middles = ({ from, to }: Range, count: number) =>
	Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.5)) / count);

function curvesIn(box: Box, model: GrowthModel, periodic: readonly number[], until: number): Curve[] {
	const shape = growthShape(
		model,
		Array.from({ length: until + 1 }, (_, t) => t)
	);
	const ends = middles(box.m, M_STEPS);
	const adopters = periodic.reduce((sum, count) => sum + count, 0);
	return middles(box.a, A_STEPS).flatMap((a) =>
		middles(box.b, B_STEPS).flatMap((b): Curve[] => {
			const { value } = shape.at(a, b);
			const before = value[0]!;
			// Logistic and Gompertz curves have begun before the launch; only what comes after it counts.
			if (!(before < 1 - 1e-9)) return [];
			const share = value.map((v) => (v - before) / (1 - before));
			const likelihood = periodic.reduce(
				(sum, count, i) =>
					count > 0 ? sum + count * Math.log(Math.max(share[i + 1]! - share[i]!, 1e-12)) : sum,
				0
			);
			return ends.map((m) => ({
				...{ a, b, m, share },
				fit: likelihood + adopters * Math.log(m) - m * share[periodic.length]!
			}));
		})
	);
}

const best = (curves: readonly Curve[]) => curves.reduce((one, other) => (other.fit > one.fit ? other : one));

function scatterAround({ m, share }: Curve, periodic: readonly number[]): number {
	const misfit = periodic.reduce((sum, count, i) => {
		const expected = Math.max(LEAST_EXPECTED, m * (share[i + 1]! - share[i]!));
		return sum + (count - expected) ** 2 / expected;
	}, 0);
	return Math.max(1, misfit / Math.max(1, periodic.length - 3));
}

/** The part of the grid that carries the weight, and one step around it. */
function boxAround(curves: readonly Curve[], scatter: number): Box {
	const top = best(curves).fit;
	const kept = curves.filter(({ fit }) => fit > top - NEGLIGIBLE * scatter);
	const range = (value: (curve: Curve) => number, steps: number): Range => {
		const all = [...new Set(curves.map(value))].sort((x, y) => x - y);
		const step = (all.at(-1)! - all[0]!) / (steps - 1);
		const own = kept.map(value);
		return { from: Math.min(...own) - step / 2, to: Math.max(...own) + step / 2 };
	};
	return {
		a: range(({ a }) => a, A_STEPS),
		b: range(({ b }) => b, B_STEPS),
		m: range(({ m }) => m, M_STEPS)
	};
}

function weighted(curves: readonly Curve[], scatter: number): Weighted[] {
	const top = best(curves).fit;
	const kept = curves.filter(({ fit }) => fit > top - NEGLIGIBLE * scatter);
	const sum = kept.reduce((total, { fit }) => total + Math.exp((fit - top) / scatter), 0);
	return kept.map((curve) => ({ ...curve, weight: Math.exp((curve.fit - top) / scatter) / sum }));
}

/** The smallest count that is not exceeded with chance p, by the curves and by chance around each of them. */
function likelyCount(
	curves: readonly Weighted[],
	growth: (curve: Weighted) => number,
	scatter: number,
	p: number
): number {
	const roots = curves.map((curve) => Math.sqrt(growth(curve) + 0.25));
	const spread = Math.sqrt(scatter) / 2;
	const reached = (count: number) =>
		curves.reduce(
			(sum, { weight }, i) => sum + weight * normalCdf((Math.sqrt(count + 0.5) - roots[i]!) / spread),
			0
		);
	let [low, high] = [-1, Math.max(...curves.map(({ m }) => Math.ceil(m)))];
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (reached(middle) >= p) high = middle;
		else low = middle;
	}
	return high;
}

/** When half of those who adopt after the launch have. */
function halfTime(model: GrowthModel, { a, b }: Curve): number {
	if (model === 'bass') return bassTime({ p: Math.exp(a), q: Math.exp(b) }, 0.5);
	const k = Math.exp(a);
	const before = growthShape(model, [0]).at(a, b).value[0]!;
	const half = (1 + before) / 2;
	return model === 'logistic' ? b + Math.log(half / (1 - half)) / k : b - Math.log(-Math.log(half)) / k;
}
