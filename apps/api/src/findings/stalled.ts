import {
	STALL_REASONS,
	type Stalled,
	type StalledAdoption,
	type StalledQuery,
	type StallReason
} from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';
import type { PerDay } from '../records.ts';
import { ageStrips } from './age-strips.ts';
import type { Pace } from './pace.ts';
import { nextStep } from './next-step.ts';

/** Nothing recorded for so long: the adoption may have been forgotten. */
const INACTIVE_DAYS = 180;

/** What a year of one adoption of a pattern is worth, by pattern id. */
export type Worths = Map<string, { amount: number; currency: string }>;

function reasonsOf(open: db.OpenAdoption, slowAfter: number | null, asOf: string): StallReason[] {
	const reasons: StallReason[] = [];
	if (open.targetOn !== null && open.targetOn < asOf) reasons.push('past-target');
	if (slowAfter !== null && open.ageDays > slowAfter) reasons.push('slow');
	if (open.idleDays > INACTIVE_DAYS) reasons.push('inactive');
	return reasons;
}

/** An open adoption with what is to be said of it, before names are looked up. */
export type Judged = db.OpenAdoption & Pick<StalledAdoption, 'percentile' | 'reasons' | 'valuePerYear'>;

function judge(open: db.OpenAdoption, pace: Pace, worths: Worths, asOf: string): Judged {
	const percentile = pace.percentile(open.patternId, open.stage);
	return {
		...open,
		percentile,
		reasons: reasonsOf(open, percentile.days, asOf),
		valuePerYear: worths.get(open.patternId) ?? null
	};
}

const overrun = ({ ageDays, percentile }: Judged) => ageDays / Math.max(1, percentile.days ?? ageDays);

/** Most valuable first; where the value is the same or unknown, the one furthest beyond its stage's usual time. */
const byValue = (a: Judged, b: Judged) =>
	(b.valuePerYear?.amount ?? 0) - (a.valuePerYear?.amount ?? 0) ||
	overrun(b) - overrun(a) ||
	b.ageDays - a.ageDays ||
	(a.teamId < b.teamId ? -1 : a.teamId > b.teamId ? 1 : a.patternId < b.patternId ? -1 : 1);

/** The adoptions of a page with the names of what they are about, their chances and their next steps. */
async function described(
	database: db.Db,
	judged: Judged[],
	pace: Pace,
	asOf: string
): Promise<StalledAdoption[]> {
	const names = await db.adoptionNames(database, judged, asOf);
	return judged.map((adoption, i) => ({
		...adoption,
		...names[i]!,
		chance90: pace.chance90(adoption.patternId, adoption.stage, adoption.ageDays),
		nextStep: nextStep(adoption.stage, adoption.reasons)
	}));
}

/** The open adoptions of an area that are stalled on a day, with why and what to do next. */
export async function stalled(
	database: db.Db,
	paces: PerDay<Pace>,
	worths: Worths,
	asOf: string,
	{ team, pattern, reason, page = 1, pageSize = 50 }: StalledQuery
): Promise<Stalled> {
	const area = await areaFor(database, asOf, team);
	const only = pattern === undefined ? undefined : await patternFor(database, pattern);
	const [open, pace] = await Promise.all([db.openAdoptions(database, area.id, asOf, only?.id), paces(asOf)]);
	const judged = open.map((adoption) => judge(adoption, pace, worths, asOf));
	const found = judged.filter((adoption) => adoption.reasons.length > 0);
	const shown = found
		.filter((adoption) => reason === undefined || adoption.reasons.includes(reason))
		.sort(byValue);
	return {
		asOf,
		area: named(area),
		open: open.length,
		total: shown.length,
		strips: ageStrips(judged),
		byReason: STALL_REASONS.map((of) => ({
			reason: of,
			count: found.filter((adoption) => adoption.reasons.includes(of)).length
		})),
		page,
		pageSize,
		adoptions: await described(database, shown.slice((page - 1) * pageSize, page * pageSize), pace, asOf)
	};
}
