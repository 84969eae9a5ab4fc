import { aalenJohansen, dwellPercentile, type IncidenceCurves } from '@app/analytics';
import type { StagePercentile } from '@app/contract';
import { outcomeCounts, stayCounts, type Db, type OutcomeCount, type StayCount } from '@app/db';
import { MOST_DAYS, type PerDay, type Records } from '../records.ts';

/** Fewer finished stays than this say nothing about a pattern's own pace; all patterns together then speak for it. */
const ENOUGH = 10;
const PERCENTILE = 0.8;
const HORIZON_DAYS = 90;
const ADOPTED = 1;
const ENDED = 2;

/** How fast adoptions move: the pace of a pattern's stage, and the chance that one of them still completes. */
export type Pace = {
	percentile(patternId: string, stage: string): StagePercentile;
	chance90(patternId: string, stage: string, ageDays: number): number | null;
};

const repeat = <T extends { count: number }, R>(rows: T[], value: (row: T) => R): R[] =>
	rows.flatMap((row) => new Array<R>(row.count).fill(value(row)));

/** Asks `make` once for each key. */
function once<R>(make: (key: string) => R): (key: string) => R {
	const made = new Map<string, R>();
	return (key) => {
		if (!made.has(key)) made.set(key, make(key));
		return made.get(key)!;
	};
}

/** Rows of a pattern's stage, and of the stage in all patterns. */
function groups<T extends { patternId: string; stage: string }>(rows: T[]) {
	const own = Map.groupBy(rows, (row) => `${row.patternId} ${row.stage}`);
	const all = Map.groupBy(rows, (row) => row.stage);
	return { own: (key: string) => own.get(key) ?? [], all: (stage: string) => all.get(stage) ?? [] };
}

/** The pace of the whole organization on a day. */
export const pacesOf = (db: Db, records: Records): PerDay<Pace> =>
	records.remember(MOST_DAYS, async (asOf) =>
		paceOf(...(await Promise.all([stayCounts(db, asOf), outcomeCounts(db, asOf)])))
	);

/** The pace of the whole organization from its stays and where they led. */
function paceOf(stays: StayCount[], outcomes: OutcomeCount[]): Pace {
	const stay = groups(stays);
	const outcome = groups(outcomes);
	const percentileOf = (rows: StayCount[], basis: StagePercentile['basis']): StagePercentile => ({
		days: dwellPercentile(
			repeat(rows, ({ days, left }) => ({ days, left })),
			PERCENTILE
		).t,
		basis,
		stays: rows.reduce((sum, row) => sum + row.count, 0),
		left: rows.reduce((sum, row) => sum + (row.left ? row.count : 0), 0)
	});
	const curveOf = (rows: OutcomeCount[]): { curves: IncidenceCurves; adopted: number } => ({
		curves: aalenJohansen(
			{
				time: repeat(rows, (row) => row.days),
				cause: repeat(rows, (row) => (row.outcome === null ? 0 : row.outcome === 'adopted' ? ADOPTED : ENDED))
			},
			{ causes: ENDED }
		),
		adopted: rows.reduce((sum, row) => sum + (row.outcome === null ? 0 : row.count), 0)
	});
	const ownPercentile = once((key) => percentileOf(stay.own(key), 'pattern'));
	const allPercentile = once((stage) => percentileOf(stay.all(stage), 'all patterns'));
	const ownCurve = once((key) => curveOf(outcome.own(key)));
	const allCurve = once((stage) => curveOf(outcome.all(stage)));
	return {
		percentile(patternId, stage) {
			const own = ownPercentile(`${patternId} ${stage}`);
			return own.left >= ENOUGH && own.days !== null ? own : allPercentile(stage);
		},
		chance90(patternId, stage, ageDays) {
			const own = ownCurve(`${patternId} ${stage}`);
			const known = own.adopted >= ENOUGH ? chanceAfter(own.curves, ageDays) : null;
			return known ?? chanceAfter(allCurve(stage).curves, ageDays);
		}
	};
}

/** (F(age + 90) - F(age)) / S(age); null where nobody on record was still under way after that age. */
function chanceAfter({ time, eventFree, causes }: IncidenceCurves, ageDays: number): number | null {
	const at = (day: number, values: number[], before: number) => {
		const i = time.findLastIndex((t) => t <= day);
		return i < 0 ? before : values[i]!;
	};
	const left = at(ageDays, eventFree, 1);
	if (left === 0 || (time.at(-1) ?? 0) <= ageDays) return null;
	const adopted = causes[ADOPTED - 1]!.cif;
	const gain = at(ageDays + HORIZON_DAYS, adopted, 0) - at(ageDays, adopted, 0);
	return Math.min(1, Math.max(0, gain / left));
}
