import { aalenJohansen, type CompetingDurations, type IncidenceCurves } from './aalen-johansen.ts';

/** A chance with its limits, the number of records it rests on, and how far they reach. */
export type Chance = {
	/** In [0, 1]; null where nobody in the records was still under way after that age. */
	chance: number | null;
	lower: number | null;
	upper: number | null;
	/** Records still under way after the age: what the chance rests on. */
	atRisk: number;
	/** The longest time on record; null for no records. */
	reach: number | null;
	/** False where the horizon lies beyond the records, so that the chance counts only what they reach. */
	covered: boolean;
};

/**
 * The chance that something which has not ended by `age` ends by this cause within the next `horizon`: "3 in
 * 10 that this adoption still completes within the quarter".
 *
 * @param sample all records: how long each lasted (or has lasted so far), and how it ended
 * @param cause number of the end asked about, 1..K
 * @param age time already under way, in the unit of `sample.time`
 * @param horizon how far to look ahead, in that unit
 * @throws RangeError for an age or horizon that is no number of 0 or more, or records as in {@link aalenJohansen}
 * @see (F(age + horizon) − F(age)) / S(age) of the Aalen-Johansen curves, which is the curve of those records
 *   that lasted longer than the age, and therefore has its limits too
 * @example
 * chanceWithin({ time: [1, 2, 3, 4, 9], cause: [1, 2, 1, 1, 0] }, 1, 2, 1).chance; // => 0.3333333
 */
export function chanceWithin(
	sample: CompetingDurations,
	cause: number,
	age: number,
	horizon: number
): Chance {
	if (!(age >= 0 && horizon >= 0)) throw new RangeError('chanceWithin: age and horizon must be 0 or more');
	const rest: { time: number[]; cause: number[] } = { time: [], cause: [] };
	let reach = -Infinity;
	for (let i = 0; i < sample.time.length; i++) {
		const t = sample.time[i]!;
		reach = Math.max(reach, t);
		if (t <= age) continue;
		rest.time.push(t);
		rest.cause.push(sample.cause[i]!);
	}
	const curves = aalenJohansen(rest, { causes: cause });
	const known = sample.time.length > 0 ? reach : null;
	return {
		...at(curves, cause, age + horizon),
		atRisk: curves.n,
		reach: known,
		covered: covers(curves, age + horizon)
	};
}

function at({ n, time, causes }: IncidenceCurves, cause: number, t: number) {
	if (n === 0) return { chance: null, lower: null, upper: null };
	const i = time.findLastIndex((end) => end <= t);
	if (i < 0) return { chance: 0, lower: null, upper: null };
	const { cif, loglog } = causes[cause - 1]!;
	return { chance: Math.min(1, cif[i]!), lower: loglog.lower[i]!, upper: loglog.upper[i]! };
}

/** Known up to `t`, or everybody had ended before. */
function covers({ time, eventFree }: IncidenceCurves, t: number): boolean {
	return time.length > 0 && (time.at(-1)! >= t || eventFree.at(-1) === 0);
}
