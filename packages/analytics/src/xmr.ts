import { anhoej, type Anhoej } from './anhoej.ts';
import { mean } from './mean.ts';
import { runs, trends, type Run, type Trend } from './runs.ts';
import { tooLittle, type TooLittle } from './too-little.ts';

/** The lines of a chart of individual values. */
export type XmrLimits = { meanMR: number; sigma: number; unpl: number; lnpl: number };

/** A chart of individual values: its lines, and the signals that something other than chance is at work. */
export type Xmr = XmrLimits & {
	kind: 'xmr';
	centreLine: number;
	mrUpperLimit: number;
	/** The lines after wild moving ranges were left out once; null where none remain. */
	screened: (XmrLimits & { beyondLimits: number[] }) | null;
	movingRanges: (number | null)[];
	/** Positions (from 1) strictly outside the limits. */
	beyondLimits: number[];
	runs8: Run[];
	trends6: Trend[];
	mrBeyond: number[];
	/** Null where points are excluded: two of three is not defined across a gap. */
	twoOfThreeBeyond2Sigma: number[] | null;
	anhoej: Anhoej | null;
};

/** `baselineFirstN`: how many first points set the lines (default all); `excludeIndices`: positions (from 1) left out. */
export type XmrOptions = {
	baselineFirstN?: number | undefined;
	excludeIndices?: readonly number[] | undefined;
};

/** Mean moving range per standard deviation, and the upper limit of moving ranges in mean moving ranges. */
const d2 = 1.128;
const D4 = 3.267;

const positions = (values: readonly unknown[], holds: (i: number) => boolean) =>
	values.flatMap((_, i) => (holds(i) ? [i + 1] : []));

/**
 * Is a team's metric just wobbling, or did it change? Points outside the limits, long runs on one side and long
 * trends are signals; everything else is noise and deserves no explanation.
 *
 * @param values one per period, in order
 * @returns lines in the unit of the values; `too-little` where the baseline has fewer than two points
 * @see Wheeler, Understanding Variation; constants of Montgomery, Introduction to Statistical Quality Control;
 *   screening and Anhøj rules as in R qicharts2
 * @example
 * xmr([10, 12, 11, 13]).centreLine; // => 11.5
 */
export function xmr(values: readonly number[], options: XmrOptions = {}): Xmr | TooLittle {
	const excluded = new Set(options.excludeIndices);
	const kept = (upTo: number) =>
		positions(values, (i) => i < upTo && !excluded.has(i + 1)).map((at) => at - 1);
	const baseline = kept(options.baselineFirstN ?? values.length).map((i) => values[i]!);
	if (baseline.length < 2) return tooLittle('two points to set the limits by');
	const centreLine = mean(baseline)!;
	const ranges = baseline.slice(1).map((value, i) => Math.abs(value - baseline[i]!));
	const limits = limitsFrom(centreLine, mean(ranges)!);
	const mrUpperLimit = D4 * limits.meanMR;
	const beyond = ({ unpl, lnpl }: XmrLimits) =>
		positions(values, (i) => values[i]! > unpl || values[i]! < lnpl);
	const calm = mean(ranges.filter((range) => range < mrUpperLimit));
	const screened = calm === null ? null : limitsFrom(centreLine, calm);
	const movingRanges = values.map((value, i) => (i === 0 ? null : Math.abs(value - values[i - 1]!)));
	const points = kept(values.length).map((i) => ({ at: i + 1, value: values[i]! }));
	return {
		kind: 'xmr',
		centreLine,
		...limits,
		mrUpperLimit,
		screened: screened && { ...screened, beyondLimits: beyond(screened) },
		movingRanges,
		beyondLimits: beyond(limits),
		runs8: runs(points, centreLine).filter((run) => run.length >= 8),
		trends6: trends(points).filter((trend) => trend.length >= 6),
		mrBeyond: positions(values, (i) => (movingRanges[i] ?? 0) > mrUpperLimit),
		twoOfThreeBeyond2Sigma: excluded.size > 0 ? null : twoOfThree(values, centreLine, 2 * limits.sigma),
		anhoej: anhoej(
			points.map(({ value }) => value),
			centreLine
		)
	};
}

function limitsFrom(centreLine: number, meanMR: number): XmrLimits {
	const sigma = meanMR / d2;
	return { meanMR, sigma, unpl: centreLine + 3 * sigma, lnpl: centreLine - 3 * sigma };
}

/** Positions where at least two of the last three points lie strictly beyond the same line. */
function twoOfThree(values: readonly number[], centreLine: number, distance: number): number[] {
	const far = (side: 1 | -1) => (value: number) => side * (value - centreLine) > distance;
	return positions(values, (i) => {
		if (i < 2) return false;
		const three = values.slice(i - 2, i + 1);
		return three.filter(far(1)).length >= 2 || three.filter(far(-1)).length >= 2;
	});
}
