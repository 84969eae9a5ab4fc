import { aalenJohansen, kaplanMeier, survivalQuantile, type IncidenceCurves } from '@app/analytics';
import type { StagePercentile } from '@app/contract';
import * as db from '@app/db';

/** Fewer finished stays than this say nothing about a pattern's own pace; all patterns together then speak for it. */
const ENOUGH = 10;
const PERCENTILE = 0.8;
const HORIZON_DAYS = 90;
const ADOPTED = 1;
const ENDED = 2;
/** So many days are remembered: today, and one that somebody looks back at. */
const MOST_DAYS = 2;

/** The open adoptions on a day, and how fast they move. */
export type Pace = {
	open: db.OpenAdoptions[];
	/** By when a stay in the stage of a pattern is usually over. */
	percentile(patternId: string, stage: string): StagePercentile;
	/** The chance that an adoption of that age in the stage is complete 90 days on. */
	chance90(patternId: string, stage: string, ageDays: number): Promise<number | null>;
};

type Lengths = Omit<db.StayLengths, 'patternId' | 'stage'>;
/** One pattern as it was at a version: read anew only when another one is found. */
type PatternPace = {
	version: string;
	open: db.OpenAdoptions | undefined;
	stages: Map<string, { lengths: Lengths; percentile: StagePercentile }>;
	curves: Map<string, Promise<Incidence>>;
};
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
 * The pace of the organization on a day. What was read of a pattern is remembered for as long as the database says the
 * same version of it, so that after a change only what it touched is read and worked out again.
 */
export function pacesOf(database: db.Db): (asOf: string) => Promise<Pace> {
	const days = new Map<string, Map<string, PatternPace>>();
	/** One at a time: who asks while patterns are being read waits, and then finds them. */
	let turn: Promise<unknown> = Promise.resolve();

	async function read(asOf: string): Promise<Map<string, PatternPace>> {
		const versions = await db.patternVersions(database);
		const before = days.get(asOf);
		const outdated = versions.filter(({ id, version }) => before?.get(id)?.version !== version);
		const ids = outdated.map(({ id }) => id);
		const [open, lengths] =
			ids.length === 0
				? [[], []]
				: await Promise.all([db.openAdoptions(database, ids, asOf), db.stayLengths(database, ids, asOf)]);
		const openOf = new Map(open.map((own) => [own.patternId, own]));
		const lengthsOf = Map.groupBy(lengths, ({ patternId }) => patternId);
		const read = outdated.map(({ id, version }): [string, PatternPace] => [
			id,
			{
				version,
				open: openOf.get(id),
				stages: new Map(
					lengthsOf
						.get(id)
						?.map((own) => [own.stage, { lengths: own, percentile: percentileOf(own, 'pattern') }])
				),
				curves: new Map()
			}
		]);
		const patterns = new Map([...(before ?? []), ...read]);
		days.delete(asOf); // to its place as the newest
		days.set(asOf, patterns);
		if (days.size > MOST_DAYS) days.delete(days.keys().next().value!);
		return patterns;
	}

	return async (asOf) => {
		const reading = turn.then(() => read(asOf));
		turn = reading.catch(() => {});
		return paceOf(database, await reading, asOf);
	};
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
		open: [...patterns.values()].flatMap(({ open }) => open ?? []),
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
