import {
	STALL_REASONS,
	type OpenAge,
	type Stalled,
	type StalledAdoption,
	type StalledQuery,
	type StallReason
} from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';
import { paceOf, type Pace } from './pace.ts';
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

function judge(open: db.OpenAdoption, pace: Pace, worths: Worths, asOf: string): StalledAdoption {
	const percentile = pace.percentile(open.patternId, open.stage);
	const reasons = reasonsOf(open, percentile.days, asOf);
	return {
		team: { key: open.teamKey, name: open.teamName },
		area: open.areaKey === null ? null : { key: open.areaKey, name: open.areaName! },
		pattern: { key: open.patternKey, name: open.patternName },
		stage: open.stage,
		since: open.since,
		ageDays: open.ageDays,
		percentile,
		reasons,
		targetOn: open.targetOn,
		chance90: pace.chance90(open.patternId, open.stage, open.ageDays),
		valuePerYear: worths.get(open.patternId) ?? null,
		nextStep: nextStep(open.stage, reasons)
	};
}

const overrun = ({ ageDays, percentile }: StalledAdoption) =>
	ageDays / Math.max(1, percentile.days ?? ageDays);

/** Most valuable first; where the value is the same or unknown, the one furthest beyond its stage's usual time. */
const byValue = (a: StalledAdoption, b: StalledAdoption) =>
	(b.valuePerYear?.amount ?? 0) - (a.valuePerYear?.amount ?? 0) ||
	overrun(b) - overrun(a) ||
	b.ageDays - a.ageDays ||
	a.team.key.localeCompare(b.team.key) ||
	a.pattern.key.localeCompare(b.pattern.key);

/** Adoptions of the same stage, age and limit as one row. */
function agesOf(adoptions: StalledAdoption[]): OpenAge[] {
	const alike = Map.groupBy(adoptions, ({ stage, ageDays, percentile, reasons }) =>
		[stage, ageDays, percentile.days, reasons.length > 0].join()
	);
	return [...alike.values()].map((group) => {
		const { stage, ageDays, percentile, reasons } = group[0]!;
		return { stage, ageDays, limitDays: percentile.days, stalled: reasons.length > 0, count: group.length };
	});
}

/** The open adoptions of an area that are stalled on a day, with why and what to do next. */
export async function stalled(
	database: db.Db,
	worths: Worths,
	asOf: string,
	{ team, pattern, reason, page = 1, pageSize = 50 }: StalledQuery
): Promise<Stalled> {
	const area = await areaFor(database, asOf, team);
	const only = pattern === undefined ? undefined : await patternFor(database, pattern);
	const [open, stays, outcomes] = await Promise.all([
		db.openAdoptions(database, area.id, asOf, only?.id),
		db.stayCounts(database, asOf),
		db.outcomeCounts(database, asOf)
	]);
	const pace = paceOf(stays, outcomes);
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
		ages: agesOf(judged),
		byReason: STALL_REASONS.map((of) => ({
			reason: of,
			count: found.filter((adoption) => adoption.reasons.includes(of)).length
		})),
		page,
		pageSize,
		adoptions: shown.slice((page - 1) * pageSize, page * pageSize)
	};
}
