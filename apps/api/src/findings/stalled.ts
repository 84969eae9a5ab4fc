import {
	STALL_REASONS,
	type OpenStage,
	type StagePercentile,
	type Stalled,
	type StalledAdoption,
	type StalledQuery,
	type StallReason
} from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';
import { Ages } from './age-strips.ts';
import type { Pace } from './pace.ts';
import { nextStep } from './next-step.ts';

/** Nothing recorded for so long: the adoption may have been forgotten. */
const INACTIVE_DAYS = 180;

/** What a year of one adoption of a pattern is worth, by pattern id. */
export type Worths = Map<string, { amount: number; currency: string }>;

/** A stalled adoption, before names are looked up. */
type Found = {
	teamId: string;
	patternId: string;
	stage: OpenStage;
	since: string;
	ageDays: number;
	targetOn: string | null;
	percentile: StagePercentile;
	reasons: StallReason[];
	valuePerYear: { amount: number; currency: string } | null;
	/** How many times the usual time it has been in its stage. */
	overrun: number;
};

/** Most valuable first; where the value is the same or unknown, the one furthest beyond its stage's usual time. */
const byValue = (a: Found, b: Found) =>
	(b.valuePerYear?.amount ?? 0) - (a.valuePerYear?.amount ?? 0) ||
	b.overrun - a.overrun ||
	b.ageDays - a.ageDays ||
	(a.teamId < b.teamId ? -1 : a.teamId > b.teamId ? 1 : a.patternId < b.patternId ? -1 : 1);

/** The first of the items in their order: a few of many are found without sorting all. */
function firstOf<T>(items: T[], count: number, order: (a: T, b: T) => number): T[] {
	const first: T[] = [];
	for (const item of items) {
		if (first.length === count && order(item, first[count - 1]!) >= 0) continue;
		let [low, high] = [0, first.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (order(first[middle]!, item) <= 0) low = middle + 1;
			else high = middle;
		}
		first.splice(low, 0, item);
		if (first.length > count) first.pop();
	}
	return first;
}

/** Goes through all open adoptions once: which of them stall and why, and how old all are. */
function judge(
	patterns: db.OpenAdoptions[],
	pace: Pace,
	worths: Worths,
	{ asOf, teams }: { asOf: string; teams: Set<string> | null }
): { open: number; found: Found[]; ages: Ages } {
	const found: Found[] = [];
	const ages = new Ages();
	let open = 0;
	for (const { patternId, teamIds, stages, since, ageDays, idleDays, targetOn } of patterns) {
		const valuePerYear = worths.get(patternId) ?? null;
		const percentiles = new Map(stages.map((stage) => [stage, pace.percentile(patternId, stage)]));
		for (let i = 0; i < teamIds.length; i++) {
			const teamId = teamIds[i]!;
			if (teams && !teams.has(teamId)) continue;
			const [stage, age, target] = [stages[i]!, ageDays[i]!, targetOn[i]!];
			const percentile = percentiles.get(stage)!;
			const reasons: StallReason[] = [];
			if (target !== null && target < asOf) reasons.push('past-target');
			if (percentile.days !== null && age > percentile.days) reasons.push('slow');
			if (idleDays[i]! > INACTIVE_DAYS) reasons.push('inactive');
			open++;
			ages.add(stage, age, { stalled: reasons.length > 0, limit: percentile.days });
			if (reasons.length === 0) continue;
			const overrun = age / Math.max(1, percentile.days ?? age);
			found.push({
				...{ teamId, patternId, stage, since: since[i]!, ageDays: age, targetOn: target },
				...{ percentile, reasons, valuePerYear, overrun }
			});
		}
	}
	return { open, found, ages };
}

/** The adoptions of a page with the names of what they are about, their chances and their next steps. */
async function described(
	database: db.Db,
	found: Found[],
	pace: Pace,
	asOf: string
): Promise<StalledAdoption[]> {
	const [names, chances] = await Promise.all([
		db.adoptionNames(database, found, asOf),
		Promise.all(found.map(({ patternId, stage, ageDays }) => pace.chance90(patternId, stage, ageDays)))
	]);
	return found.map((adoption, i) => ({
		...adoption,
		...names[i]!,
		chance90: chances[i]!,
		nextStep: nextStep(adoption.stage, adoption.reasons)
	}));
}

/** The open adoptions of an area that are stalled on a day, with why and what to do next. */
export async function stalled(
	database: db.Db,
	paces: (asOf: string) => Promise<Pace>,
	worths: Worths,
	asOf: string,
	{ team, pattern, reason, page = 1, pageSize = 50 }: StalledQuery
): Promise<Omit<Stalled, 'pending'>> {
	const area = await areaFor(database, asOf, team);
	const only = pattern === undefined ? undefined : await patternFor(database, pattern);
	const [pace, teams] = await Promise.all([
		paces(asOf),
		team === undefined ? null : db.teamsIn(database, area.id, asOf)
	]);
	const asked = only ? pace.open.filter(({ patternId }) => patternId === only.id) : pace.open;
	const { open, found, ages } = judge(asked, pace, worths, { asOf, teams });
	const shown = reason === undefined ? found : found.filter(({ reasons }) => reasons.includes(reason));
	const first = firstOf(shown, page * pageSize, byValue).slice((page - 1) * pageSize);
	return {
		asOf,
		area: named(area),
		open,
		total: shown.length,
		strips: ages.strips(),
		byReason: STALL_REASONS.map((of) => ({
			reason: of,
			count: found.filter(({ reasons }) => reasons.includes(of)).length
		})),
		page,
		pageSize,
		adoptions: await described(database, first, pace, asOf)
	};
}
