import { tQuantile } from './t-quantile.ts';
import { tTail } from './t-tail.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** One number per coefficient of y = intercept + treated + post + treated·post. */
export type DidCoefficients<T = number> = Record<'intercept' | 'treated' | 'post' | 'treatedPost', T>;

/** What y changed by in the treated beyond what it changed by in the others. */
export type DidTwoByTwo = {
	kind: 'did';
	cellMeans: { controlPre: number; controlPost: number; treatedPre: number; treatedPost: number };
	/** The effect, in the unit of y. */
	att: number;
	coef: DidCoefficients;
	/** Null with four observations: nothing is left to judge the error by. */
	seClassical: DidCoefficients | null;
	seHC0: DidCoefficients;
	seHC1: DidCoefficients | null;
	n: number;
	residualDf: number;
	/** The error to show where a team is observed more than once; null without clusters or with only one. */
	seClusterCR1: DidCoefficients | null;
	clusters: number | null;
	attCluster: ClusterTest | null;
};

/** The effect against its clustered error: t, two-sided p and interval, with clusters − 1 degrees of freedom. */
export type ClusterTest = {
	se: number;
	t: number | null;
	df: number;
	p: number | null;
	ciLower: number;
	ciUpper: number;
};

/** Observations: outcome, 1 if of a treated unit, 1 if after the start, and the unit for clustered errors. */
export type DidObservations = {
	y: readonly number[];
	treated: readonly number[];
	post: readonly number[];
	cluster?: readonly (string | number)[] | undefined;
};

/** The coefficients as combinations of the cell means control-pre, control-post, treated-pre, treated-post. */
const contrast = {
	intercept: [1, 0, 0, 0],
	treated: [-1, 0, 1, 0],
	post: [-1, 1, 0, 0],
	treatedPost: [1, -1, -1, 1]
};

const perCoefficient = <T>(f: (weights: number[]) => T): DidCoefficients<T> => ({
	intercept: f(contrast.intercept),
	treated: f(contrast.treated),
	post: f(contrast.post),
	treatedPost: f(contrast.treatedPost)
});

/**
 * Did the teams that took the pattern up improve by more than the others did over the same time?
 *
 * @param data one entry per observation in each list
 * @returns effect and errors in the unit of y; `too-little` where one of the four cells is empty
 * @throws RangeError where lengths differ
 * @see Wooldridge, Introductory Econometrics, section 13.2; White 1980 (HC0, HC1); Liang & Zeger 1986 (CR1).
 *   The model is saturated, so every coefficient and error is one of the four cell means'
 * @example
 * didTwoByTwo({ y: [1, 2, 3, 7], treated: [0, 0, 1, 1], post: [0, 1, 0, 1] }).att; // => 3
 */
export function didTwoByTwo({ y, treated, post, cluster }: DidObservations): DidTwoByTwo | TooLittle {
	const n = y.length;
	if (treated.length !== n || post.length !== n || (cluster ?? y).length !== n) {
		throw new RangeError('didTwoByTwo: the lists differ in length');
	}
	const cell = y.map((_, i) => (treated[i] ? 2 : 0) + (post[i] ? 1 : 0));
	const size = [0, 1, 2, 3].map((c) => cell.filter((own) => own === c).length);
	if (size.includes(0)) return tooLittle('observations of both groups before and after');
	const means = size.map(
		(count, c) => y.reduce((sum, value, i) => (cell[i] === c ? sum + value : sum), 0) / count
	);
	const residuals = y.map((value, i) => value - means[cell[i]!]!);
	const squares = size.map((_, c) => residuals.reduce((sum, e, i) => (cell[i] === c ? sum + e * e : sum), 0));
	const df = n - 4;
	const variance = squares.reduce((sum, s) => sum + s, 0) / df;
	const root = (scale: number, own: (c: number) => number) =>
		perCoefficient((w) => Math.sqrt(scale * w.reduce((sum, weight, c) => sum + weight * weight * own(c), 0)));
	const [controlPre, controlPost, treatedPre, treatedPost] = means as [number, number, number, number];
	const coef = perCoefficient((w) => w.reduce((sum, weight, c) => sum + weight * means[c]!, 0));
	return {
		kind: 'did',
		cellMeans: { controlPre, controlPost, treatedPre, treatedPost },
		att: coef.treatedPost,
		coef,
		seClassical: df > 0 ? root(variance, (c) => 1 / size[c]!) : null,
		seHC0: root(1, (c) => squares[c]! / size[c]! ** 2),
		seHC1: df > 0 ? root(n / df, (c) => squares[c]! / size[c]! ** 2) : null,
		n,
		residualDf: df,
		...clustered(
			coef.treatedPost,
			cluster,
			(i) => ({ cell: cell[i]!, score: residuals[i]! / size[cell[i]!]! }),
			n
		)
	};
}

function clustered(
	att: number,
	cluster: DidObservations['cluster'],
	scoreOf: (i: number) => { cell: number; score: number },
	n: number
): Pick<DidTwoByTwo, 'seClusterCR1' | 'clusters' | 'attCluster'> {
	if (!cluster) return { seClusterCR1: null, clusters: null, attCluster: null };
	const scores = new Map<string | number, number[]>();
	for (const [i, name] of cluster.entries()) {
		const { cell, score } = scoreOf(i);
		const own = scores.get(name) ?? [0, 0, 0, 0];
		own[cell]! += score;
		scores.set(name, own);
	}
	const g = scores.size;
	if (g < 2 || n <= 4) return { seClusterCR1: null, clusters: g, attCluster: null };
	const scale = ((g / (g - 1)) * (n - 1)) / (n - 4);
	const square = (w: number[], own: number[]) => w.reduce((sum, weight, c) => sum + weight * own[c]!, 0) ** 2;
	const seClusterCR1 = perCoefficient((w) =>
		Math.sqrt(scale * [...scores.values()].reduce((sum, own) => sum + square(w, own), 0))
	);
	const se = seClusterCR1.treatedPost;
	const t = se > 0 ? att / se : null;
	const width = tQuantile(0.95, g - 1) * se;
	const p = t === null ? null : tTail(t, g - 1);
	return {
		seClusterCR1,
		clusters: g,
		attCluster: { se, t, df: g - 1, p, ciLower: att - width, ciUpper: att + width }
	};
}
