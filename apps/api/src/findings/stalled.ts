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
import { addDays } from '../periods.ts';
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

/** Puts an item into its place among the first ones, of which there are at most so many. */
function insert(first: Found[], most: number, item: Found): void {
	let [low, high] = [0, first.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (byValue(first[middle]!, item) <= 0) low = middle + 1;
		else high = middle;
	}
	first.splice(low, 0, item);
	if (first.length > most) first.pop();
}

/** What is asked: of which day, teams (null: all) and reason, and how many of the first. */
type Asked = { asOf: string; teams: Set<string> | null; reason: StallReason | undefined; most: number };

/**
 * Goes through all open adoptions once: how many stall and why, how old all are, and the first of those that are asked
 * for. There may be a hundred thousand, so only what is shown becomes an object.
 */
function judge(
	patterns: db.OpenAdoptions[],
	pace: Pace,
	worths: Worths,
	{ asOf, teams, reason, most }: Asked
) {
	const first: Found[] = [];
	const ages = new Ages();
	const counts: Record<StallReason, number> = { 'past-target': 0, slow: 0, inactive: 0 };
	let [open, total] = [0, 0];
	for (const { patternId, teamIds, stages, ageDays, idleDays, targetOn } of patterns) {
		const valuePerYear = worths.get(patternId) ?? null;
		const amount = valuePerYear?.amount ?? 0;
		const percentiles = new Map(
			[...new Set(stages)].map((stage) => [stage, pace.percentile(patternId, stage)])
		);
		for (let i = 0; i < teamIds.length; i++) {
			if (teams && !teams.has(teamIds[i]!)) continue;
			const [stage, age, target] = [stages[i]!, ageDays[i]!, targetOn[i]!];
			const percentile = percentiles.get(stage)!;
			const late = target !== null && target < asOf;
			const slow = percentile.days !== null && age > percentile.days;
			const inactive = idleDays[i]! > INACTIVE_DAYS;
			const stalls = late || slow || inactive;
			open++;
			ages.add(stage, age, stalls, percentile.days);
			if (!stalls) continue;
			if (late) counts['past-target']++;
			if (slow) counts.slow++;
			if (inactive) counts.inactive++;
			if (reason && !{ 'past-target': late, slow, inactive }[reason]) continue;
			total++;
			const overrun = age / Math.max(1, percentile.days ?? age);
			const last = first.length < most ? undefined : first.at(-1);
			const lastAmount = last?.valuePerYear?.amount ?? 0;
			if (last && (amount < lastAmount || (amount === lastAmount && overrun < last.overrun))) continue;
			const reasons: StallReason[] = [];
			if (late) reasons.push('past-target');
			if (slow) reasons.push('slow');
			if (inactive) reasons.push('inactive');
			insert(first, most, {
				...{ teamId: teamIds[i]!, patternId, stage, ageDays: age, targetOn: target },
				...{ percentile, reasons, valuePerYear, overrun }
			});
		}
	}
	return { open, total, counts, ages, first };
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
		since: addDays(asOf, -adoption.ageDays),
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
	const { open, total, counts, ages, first } = judge(asked, pace, worths, {
		...{ asOf, teams, reason, most: page * pageSize }
	});
	const shown = first.slice((page - 1) * pageSize);
	return {
		asOf,
		area: named(area),
		open,
		total,
		strips: ages.strips(),
		byReason: STALL_REASONS.map((of) => ({ reason: of, count: counts[of] })),
		page,
		pageSize,
		adoptions: await described(database, shown, pace, asOf)
	};
}
