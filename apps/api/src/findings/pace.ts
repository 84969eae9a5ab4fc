import { aalenJohansen, kaplanMeier, survivalQuantile, type IncidenceCurves } from '@app/analytics';
import { OPEN_STAGES, type OpenStage, type StagePercentile } from '@app/contract';
import * as db from '@app/db';
import { inSlices } from '../by-pattern.ts';
import { MOST_DAYS, type Known } from '../known.ts';
import { NO_STAYS, stayLengths, type StayLengths } from '../spread/stay-lengths.ts';

/** Fewer finished stays than this say nothing about a pattern's own pace; all patterns together then speak for it. */
const ENOUGH = 10;
const PERCENTILE = 0.8;
const HORIZON_DAYS = 90;
const ADOPTED = 1;
const ENDED = 2;

/** The open adoptions of a pattern on a day, and by when stays of all teams in its stages are usually over. */
export type PatternPace = {
	open: db.OpenAdoptions | undefined;
	/** Those that any of them is in. */
	inStages: OpenStage[];
	stages: Map<string, StagePercentile>;
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

type Incidence = { curves: IncidenceCurves; ended: number };

function percentileOf(lengths: StayLengths, basis: StagePercentile['basis']): StagePercentile {
	const { on, ended, running } = lengths.stays;
	const left = on + ended;
	const { t: days } = survivalQuantile(kaplanMeier(lengths), PERCENTILE);
	return { days, basis, stays: left + running, left };
}

const inStages = (open: db.OpenAdoptions | undefined): OpenStage[] =>
	OPEN_STAGES.filter((_, digit) => open?.stages.includes(String(digit)));

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
	const patternsOn = known.byPattern(
		MOST_DAYS,
		inSlices(async (asOf, patternIds) => {
			const [open, lengths] = await Promise.all([
				db.openAdoptions(database, patternIds, asOf),
				known.lengths(asOf, patternIds)
			]);
			const stagesOf = (all: db.StageLengths[] = []): PatternPace['stages'] =>
				new Map(
					[...stayLengths(all.filter(({ stage }) => (OPEN_STAGES as readonly string[]).includes(stage)))].map(
						([stage, own]) => [stage, percentileOf(own, 'pattern')]
					)
				);
			return new Map(
				patternIds.map((id): [string, PatternPace] => [
					id,
					{
						...{ open: open.get(id), inStages: inStages(open.get(id)) },
						...{ stages: stagesOf(lengths.get(id)), curves: new Map() }
					}
				])
			);
		})
	);
	return known.remember(MOST_DAYS, async (asOf) => {
		const patterns = await known.patterns();
		const ids = patterns.map(({ id }) => id);
		const [own, all] = await Promise.all([patternsOn(asOf, ids), known.stayLengths(asOf)]);
		return paceOf(database, { patterns: own, all }, asOf);
	});
}

function paceOf(
	database: db.Db,
	{ patterns, all }: { patterns: Pace['patterns']; all: Map<string, StayLengths> },
	asOf: string
): Pace {
	const together = new Map<string, StagePercentile>();
	const ofAll = (stage: string): StagePercentile => {
		const known = together.get(stage);
		if (known) return known;
		const found = percentileOf(all.get(stage) ?? NO_STAYS, 'all patterns');
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
			const own = patterns.get(patternId)?.stages.get(stage);
			return own && own.left >= ENOUGH && own.days !== null ? own : ofAll(stage);
		},
		async chance90(patternId, stage, ageDays) {
			const own = await curveIn(patterns.get(patternId)!.curves, stage, patternId);
			const { curves } = own.ended >= ENOUGH ? own : await curveIn(curvesOfAll, stage);
			return chanceAfter(curves, ageDays);
		}
	};
}
