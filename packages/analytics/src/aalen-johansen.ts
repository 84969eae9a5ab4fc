import type { Limits } from './kaplan-meier.ts';
import { normalQuantile } from './normal-quantile.ts';
import { riskTable } from './risk-table.ts';

/** Durations and how they ended: 0 not yet, else the number of the cause, 1..K. */
export type CompetingDurations = {
	time: ArrayLike<number>;
	cause: ArrayLike<number>;
	/** How often each occurred; once each without it. */
	count?: ArrayLike<number>;
};

/** One way of ending: the share that has ended this way by each time. */
export type CauseCurve = {
	cause: number;
	events: number;
	nEvent: number[];
	cif: number[];
	stdErr: number[];
	loglog: Limits;
	plain: Limits;
};

/** The share without an end yet and the share ended by each cause; at every time they add up to 1. */
export type IncidenceCurves = {
	n: number;
	confidence: number;
	time: number[];
	atRisk: number[];
	nCensor: number[];
	eventFree: number[];
	causes: CauseCurve[];
};

/**
 * What becomes of teams that started: the share that has adopted, the share that has abandoned and the share
 * still under way, by time since the start, with the unfinished ones counted for as long as they were watched.
 *
 * @param sample durations (any unit, any order) and their cause
 * @param options.causes number of causes, if more than occur in the data
 * @returns curves over the distinct times, ascending; shares in [0, 1]
 * @throws RangeError where lengths differ, a duration is not 0 or more, or a cause is no whole number
 * @see Aalen & Johansen 1978; standard error of Greenwood type: Andersen et al. 1993, section IV.4
 * @example
 * aalenJohansen({ time: [1, 2, 3, 4], cause: [1, 2, 0, 1] }).causes[0].cif; // => [0.25, 0.25, 0.25, 0.75]
 */
export function aalenJohansen(
	sample: CompetingDurations,
	{ confidence = 0.95, causes = 1 }: { confidence?: number; causes?: number } = {}
): IncidenceCurves {
	let most = causes;
	for (let i = 0; i < sample.cause.length; i++) most = Math.max(most, sample.cause[i]!);
	if (!Number.isInteger(most)) throw new RangeError('a cause must be a whole number');
	const { nEvent, ...table } = riskTable(sample.time, sample.cause, most, sample.count);
	const ended = table.time.map((_, i) => nEvent.reduce((sum, list) => sum + list[i]!, 0));
	let surv = 1;
	const eventFree = table.atRisk.map((n, i) => (surv *= (n - ended[i]!) / n));
	const z = normalQuantile((1 + confidence) / 2);
	const curve = (own: number[], k: number) => causeCurve(k + 1, own, table.atRisk, ended, eventFree, z);
	return { ...table, confidence, eventFree, causes: nEvent.map(curve) };
}

/**
 * The variance sums over all earlier times (F(t) − F(t_i)) to the power 2, 1 and 0; each step of F carries the
 * three sums forward, so the curve takes one pass and no difference of near-equal numbers is ever formed.
 */
function causeCurve(
	cause: number,
	nEvent: number[],
	atRisk: number[],
	ended: number[],
	eventFree: number[],
	z: number
): CauseCurve {
	const events = nEvent.reduce((sum, d) => sum + d, 0);
	const curve: CauseCurve = { cause, events, nEvent, cif: [], stdErr: [], ...noLimits() };
	let [f, square, linear, weight, own, cross, ownWeight] = [0, 0, 0, 0, 0, 0, 0];
	for (let i = 0; i < atRisk.length; i++) {
		const n = atRisk[i]!;
		const d = ended[i]!;
		const before = eventFree[i - 1] ?? 1;
		const step = (before * nEvent[i]!) / n;
		f += step;
		square += 2 * step * linear + step * step * weight;
		linear += step * weight;
		cross += step * ownWeight;
		if (d < n) weight += d / (n * (n - d));
		own += (before * before * nEvent[i]! * (n - nEvent[i]!)) / n ** 3;
		ownWeight += step / n;
		addPoint(curve, f, Math.sqrt(Math.max(0, square + own - 2 * cross)), z);
	}
	return curve;
}

const noLimits = () => ({ loglog: { lower: [], upper: [] }, plain: { lower: [], upper: [] } });

function addPoint({ cif, stdErr, loglog, plain }: CauseCurve, f: number, error: number, z: number): void {
	cif.push(f);
	stdErr.push(error);
	plain.lower.push(Math.max(0, f - z * error));
	plain.upper.push(Math.min(1, f + z * error));
	const inside = f > 0 && f < 1 - 1e-12;
	const width = inside ? Math.exp((-z * error) / (f * Math.log(f))) : 0;
	loglog.lower.push(inside ? f ** width : null);
	loglog.upper.push(inside ? f ** (1 / width) : null);
}
