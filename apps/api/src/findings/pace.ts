import { aalenJohansen, kaplanMeier, survivalQuantile, type IncidenceCurves } from '@app/analytics';
import type { StagePercentile } from '@app/contract';
import * as db from '@app/db';
import type { Known } from '../known.ts';

/** Fewer finished stays than this say nothing about a pattern's own pace; all patterns together then speak for it. */
const ENOUGH = 10;
const PERCENTILE = 0.8;
const HORIZON_DAYS = 90;
const ADOPTED = 1;
const ENDED = 2;
/** So many days are remembered: today, and one that somebody looks back at. */
const MOST_DAYS = 2;

/** The open adoptions of a pattern on a day, and how long stays of all teams in its stages last. */
export type PatternPace = {
	open: db.OpenAdoptions | undefined;
	stages: Map<string, { lengths: Lengths; percentile: StagePercentile }>;
	/** Where stays led, by stage: worked out when asked for. */
	curves: Map<string, Promise<Incidence>>;
};

/** The open adoptions on a day, and how fast they move. */
export type Pace = {
	patterns: Map<string, PatternPace>;
	/** By when a stay in the stage of a pattern is usually over. */
	percentile(patternId: string, stage: string): StagePercentile;
	/** The chance that an adoption of that age in the stage is complete 90 days on. */
	chance90(patternId: string, stage: string, ageDays: number): Promise<number | null>;
};

type Lengths = Omit<db.StayLengths, 'patternId' | 'stage'>;
type Incidence = { curves: IncidenceCurves; ended: number };

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

function percentileOf({ days, left, stays }: Lengths, basis: StagePercentile['basis']): StagePercentile {
	const curve = kaplanMeier({ time: days, event: left, count: stays });
	return {
		days: survivalQuantile(curve, PERCENTILE).t,
		basis,
		stays: sum(stays),
		left: stays.reduce((total, count, i) => total + (left[i] ? count : 0), 0)
	};
}

/** The lengths of several patterns as one, each number of days once: estimating takes as long as the list is. */
function addedUp(all: Lengths[]): Lengths {
	const sums: { left: boolean; counts: number[] }[] = [true, false].map((left) => ({ left, counts: [] }));
	for (const { days, left, stays } of all)
		for (let i = 0; i < days.length; i++) {
			const { counts } = sums[left[i] ? 0 : 1]!;
			counts[days[i]!] = (counts[days[i]!] ?? 0) + stays[i]!;
		}
	const together: Lengths = { days: [], left: [], stays: [] };
	for (const { left, counts } of sums)
		counts.forEach((count, days) => {
			together.days.push(days);
			together.left.push(left);
			together.stays.push(count);
		});
	return together;
}

function incidenceOf({ days, cause, stays }: db.OutcomeCounts): Incidence {
	const curves = aalenJohansen({ time: days, cause, count: stays }, { causes: ENDED });
	return { curves, ended: stays.reduce((total, count, i) => total + (cause[i] ? count : 0), 0) };
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

/**
 * The pace of the organization on a day; only what a change touched is read and worked out again after it. One is made
 * for all who ask (app.ts): it holds every open adoption.
 */
export type Paces = (asOf: string) => Promise<Pace>;
export function pacesOf(database: db.Db, known: Known): Paces {
	const patternsOn = known.byPattern(MOST_DAYS, async (asOf, patternIds) => {
		const [open, lengths] = await Promise.all([
			db.openAdoptions(database, patternIds, asOf),
			db.stayLengths(database, patternIds, asOf)
		]);
		const lengthsOf = Map.groupBy(lengths, ({ patternId }) => patternId);
		const stagesOf = (own: db.StayLengths[] = []) =>
			new Map(own.map((one) => [one.stage, { lengths: one, percentile: percentileOf(one, 'pattern') }]));
		return new Map(
			patternIds.map((id): [string, PatternPace] => [
				id,
				{ open: open.get(id), stages: stagesOf(lengthsOf.get(id)), curves: new Map() }
			])
		);
	});
	return known.remember(MOST_DAYS, async (asOf) => {
		const patterns = await known.patterns();
		const ids = patterns.map(({ id }) => id);
		return paceOf(database, await patternsOn(asOf, ids), asOf);
	});
}

function paceOf(database: db.Db, patterns: Map<string, PatternPace>, asOf: string): Pace {
	const together = new Map<string, StagePercentile>();
	const ofAll = (stage: string): StagePercentile => {
		const known = together.get(stage);
		if (known) return known;
		const all = [...patterns.values()].flatMap(({ stages }) => stages.get(stage)?.lengths ?? []);
		const found = percentileOf(addedUp(all), 'all patterns');
		together.set(stage, found);
		return found;
	};
	const curvesOfAll = new Map<string, Promise<Incidence>>();
	const curveIn = (known: Map<string, Promise<Incidence>>, stage: string, patternId?: string) => {
		const found = known.get(stage) ?? db.outcomeCounts(database, stage, asOf, patternId).then(incidenceOf);
		known.set(stage, found);
		return found;
	};
	return {
		patterns,
		percentile(patternId, stage) {
			const own = patterns.get(patternId)?.stages.get(stage)?.percentile;
			return own && own.left >= ENOUGH && own.days !== null ? own : ofAll(stage);
		},
		async chance90(patternId, stage, ageDays) {
			const own = await curveIn(patterns.get(patternId)!.curves, stage, patternId);
			const { curves } = own.ended >= ENOUGH ? own : await curveIn(curvesOfAll, stage);
			return chanceAfter(curves, ageDays);
		}
	};
}
