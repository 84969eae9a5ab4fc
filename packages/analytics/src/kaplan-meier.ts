import { normalQuantile } from './normal-quantile.ts';
import { riskTable } from './risk-table.ts';

/** Durations and whether their end was seen (1 or true) or they were still running (0 or false). */
export type Durations = {
	time: ArrayLike<number>;
	event: ArrayLike<number | boolean>;
	/** How often each occurred; once each without it. */
	count?: ArrayLike<number>;
};

/** A pair of limit curves; `null` where the method gives no limit. */
export type Limits = { lower: (number | null)[]; upper: (number | null)[] };

/** The share still without the event after each distinct time, with its limits. */
export type SurvivalCurve = {
	n: number;
	events: number;
	confidence: number;
	time: number[];
	atRisk: number[];
	nEvent: number[];
	nCensor: number[];
	surv: number[];
	/** Greenwood's standard error; null once nobody is left. */
	stdErr: (number | null)[];
	/** Stay inside [0, 1] by themselves: the ones to show. */
	loglog: Limits;
	plain: Limits;
};

/**
 * The share of teams that have not got there yet, by time since they began, counting those still on the way
 * for as long as they were watched: the honest answer to "how long does it take?".
 *
 * @param sample durations (any unit, any order, plain or typed arrays) and their ends
 * @param confidence of the limits
 * @returns one entry per distinct time, ascending, in the unit of `time`; empty lists for an empty sample
 * @throws RangeError where lengths differ or a duration is no finite number of 0 or more
 * @see Kaplan & Meier 1958; Greenwood 1926; log-log limits: Kalbfleisch & Prentice 2002, section 1.4
 * @example
 * kaplanMeier({ time: [2, 3, 3, 5], event: [1, 1, 0, 1] }).surv; // => [0.75, 0.5, 0]
 */
export function kaplanMeier(sample: Durations, confidence = 0.95): SurvivalCurve {
	const { n, time, atRisk, nEvent, nCensor } = riskTable(sample.time, sample.event, 1, sample.count);
	const deaths = nEvent[0]!;
	const z = normalQuantile((1 + confidence) / 2);
	const surv = new Array<number>(time.length);
	const stdErr = new Array<number | null>(time.length);
	let events = 0;
	let s = 1;
	let hazard = 0;
	for (let i = 0; i < time.length; i++) {
		const atTime = atRisk[i]!;
		const died = deaths[i]!;
		events += died;
		s *= (atTime - died) / atTime;
		if (s > 0) hazard += died / (atTime * (atTime - died));
		surv[i] = s;
		stdErr[i] = s > 0 ? s * Math.sqrt(hazard) : null;
	}
	// Limits cost more than the curve: they are worked out when first looked at.
	let loglog: Limits | undefined;
	let plain: Limits | undefined;
	return {
		...{ n, events, confidence, time, atRisk, nEvent: deaths, nCensor, surv, stdErr },
		get loglog() {
			return (loglog ??= loglogLimits(surv, stdErr, z));
		},
		get plain() {
			return (plain ??= plainLimits(surv, stdErr, z));
		}
	};
}

function loglogLimits(surv: readonly number[], stdErr: readonly (number | null)[], z: number): Limits {
	const lower = new Array<number | null>(surv.length).fill(null);
	const upper = new Array<number | null>(surv.length).fill(null);
	for (let i = 0; i < surv.length; i++) {
		const s = surv[i]!;
		if (s === 0 || s === 1) continue;
		const log = Math.log(s);
		const stretch = Math.exp((-z * stdErr[i]!) / s / log);
		lower[i] = Math.exp(log * stretch);
		upper[i] = Math.exp(log / stretch);
	}
	return { lower, upper };
}

function plainLimits(surv: readonly number[], stdErr: readonly (number | null)[], z: number): Limits {
	return {
		lower: surv.map((s, i) => (s > 0 ? Math.max(0, s - z * stdErr[i]!) : null)),
		upper: surv.map((s, i) => (s > 0 ? Math.min(1, s + z * stdErr[i]!) : null))
	};
}
