import {
	OPEN_STAGES,
	STALL_REASONS,
	type OpenStage,
	type StagePercentile,
	type Stalled,
	type StalledAdoption,
	type StalledQuery,
	type StallReason
} from '@app/contract';
import * as db from '@app/db';
import { LRUCache } from 'lru-cache';
import { setImmediate as others } from 'node:timers/promises';
import { named, type Known } from '../known.ts';
import { addDays } from '../periods.ts';
import { Ages, type AgeCounts } from './age-strips.ts';
import type { Pace, Paces, PatternPace } from './pace.ts';
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

/** What there is to say of the open adoptions of one pattern in an area. */
type Judged = {
	/** By when stays were usually over when this was judged, stage by stage. */
	limits: (number | null)[];
	open: number;
	total: number;
	counts: Record<StallReason, number>;
	ages: AgeCounts[];
	/** The stalled ones, longest beyond their stage's usual time first: their places in OpenAdoptions, and reasons. */
	order: Int32Array;
	reasons: Uint8Array;
};
/** In the order in which they are told. */
const bitOf: Record<StallReason, number> = {
	...{ stuck: 1, 'past-target': 2, slow: 4, inactive: 8, 'lost-backing': 16, 'support-used-up': 32 }
};
const noCounts = () => Object.fromEntries(STALL_REASONS.map((reason) => [reason, 0])) as Judged['counts'];
const reasonsByBits = Array.from({ length: 64 }, (_, bits) =>
	(Object.keys(bitOf) as StallReason[]).filter((reason) => bits & bitOf[reason])
);
export const reasonsOf = (bits: number) => reasonsByBits[bits]!;

/** By the digit of OpenAdoptions. */
const bitsOfMarks = Array.from(
	{ length: 8 },
	(_, digit) =>
		(digit & 1 && bitOf['lost-backing']) |
		(digit & 2 && bitOf['support-used-up']) |
		(digit & 4 && bitOf.stuck)
);

export const stageAt = ({ stages }: db.OpenAdoptions, i: number) => OPEN_STAGES[Number(stages[i])]!;
const overrun = (ageDays: number, limit: number | null) => ageDays / Math.max(1, limit ?? ageDays);

/** Goes through the open adoptions of a pattern: how many stall and why, and how old all are. `teams`: null is all. */
function judge(
	open: db.OpenAdoptions,
	limits: (number | null)[],
	{ asOf, teams }: { asOf: string; teams: Set<string> | null }
): Omit<Judged, 'limits'> {
	const ages = new Ages();
	const counts = noCounts();
	const stalled: { i: number; bits: number; overrun: number }[] = [];
	let count = 0;
	for (let i = 0; i < open.ageDays.length; i++) {
		if (teams && !teams.has(db.teamAt(open, i))) continue;
		const [limit, age, target] = [limits[Number(open.stages[i])]!, open.ageDays[i]!, open.targetOn?.[i]];
		const bits =
			(limit !== null && age > limit ? bitOf.slow : 0) |
			(open.idleDays[i]! > INACTIVE_DAYS ? bitOf.inactive : 0) |
			(target && target < asOf ? bitOf['past-target'] : 0) |
			bitsOfMarks[Number(open.marks[i])]!;
		count++;
		ages.add(stageAt(open, i), age, bits > 0, limit);
		if (bits === 0) continue;
		stalled.push({ i, bits, overrun: overrun(age, limit) });
		for (const reason of reasonsOf(bits)) counts[reason]++;
	}
	stalled.sort(
		(a, b) =>
			b.overrun - a.overrun ||
			open.ageDays[b.i]! - open.ageDays[a.i]! ||
			(db.teamAt(open, a.i) < db.teamAt(open, b.i) ? -1 : 1)
	);
	return {
		...{ open: count, total: stalled.length, counts, ages: ages.counted() },
		order: Int32Array.from(stalled, ({ i }) => i),
		reasons: Uint8Array.from(stalled, ({ bits }) => bits)
	};
}

/** Areas whose judgements are remembered for a pattern. */
const MOST_AREAS = 4;
const judgements = new WeakMap<PatternPace, LRUCache<string, Judged>>();

/** The same, made again only where the pattern, or the usual time of a stage, is another one. */
export function judgedOf(
	patternId: string,
	own: PatternPace,
	pace: Pace,
	{ asOf, teams, areaId }: { asOf: string; teams: Set<string> | null; areaId: string }
): Judged {
	const open = own.open!;
	const limits = OPEN_STAGES.map((stage) =>
		own.inStages.includes(stage) ? pace.percentile(patternId, stage).days : null
	);
	const known = judgements.get(own) ?? new LRUCache<string, Judged>({ max: MOST_AREAS });
	judgements.set(own, known);
	const before = known.get(areaId);
	if (before?.limits.every((limit, i) => limit === limits[i])) return before;
	const found = { limits, ...judge(open, limits, { asOf, teams }) };
	known.set(areaId, found);
	return found;
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

/** Which of the first to tell: of what is worth so much, for one reason or any. */
type Wanted = { reason: StallReason | undefined; most: number };

/** Puts those of a pattern that belong among the first into their places there. */
function insertAll(
	first: Found[],
	{ reason, most }: Wanted,
	patternId: string,
	{
		open,
		judged: { order, reasons },
		pace,
		valuePerYear
	}: {
		open: db.OpenAdoptions;
		judged: Judged;
		pace: Pace;
		valuePerYear: Found['valuePerYear'];
	}
): void {
	for (let k = 0; k < order.length; k++) {
		if (reason && !(reasons[k]! & bitOf[reason])) continue;
		const i = order[k]!;
		const stage = stageAt(open, i);
		const percentile = pace.percentile(patternId, stage);
		const ageDays = open.ageDays[i]!;
		const found: Found = {
			...{ teamId: db.teamAt(open, i), patternId, stage, ageDays, targetOn: open.targetOn?.[i] ?? null },
			...{ percentile, reasons: reasonsOf(reasons[k]!), valuePerYear },
			overrun: overrun(ageDays, percentile.days)
		};
		if (first.length === most && byValue(first.at(-1)!, found) <= 0) return; // nor do those after it
		insert(first, most, found);
	}
}

/** Judging all patterns for the first time takes a while: after so long others' questions are answered. */
const MOST_MS = 10;
/** Areas and days whose teams are remembered. */
const MOST_TEAM_SETS = 20;

/** The open adoptions of a pattern on a day, how many of them stall, and after how many days a stay in a stage is too long. */
export type PatternStalls = { open: number; stalled: number; limits: { stage: OpenStage; days: number }[] };

/** Tells which open adoptions stall on a day. */
export type Stalls = ReturnType<typeof stallsOf>;
export function stallsOf(database: db.Db, known: Known, paces: Paces) {
	const teamsIn = known.remember(
		MOST_TEAM_SETS,
		(key) => {
			const [areaId, asOf] = key.split(' ');
			return db.teamsIn(database, areaId!, asOf!);
		},
		'imports'
	);
	/** Those of an area, with why and what to do next; what they are worth may still be on its way. */
	async function list(
		worthsOf: Worths | Promise<Worths>,
		asOf: string,
		{ team, pattern, reason, page = 1, pageSize = 50 }: StalledQuery
	): Promise<Omit<Stalled, 'pending'>> {
		const [area, only, pace, worths] = await Promise.all([
			known.area(asOf, team),
			pattern === undefined ? undefined : known.pattern(pattern),
			paces(asOf),
			worthsOf
		]);
		const teams = team === undefined ? null : await teamsIn(`${area.id} ${asOf}`);
		const worthOf = (patternId: string) => worths.get(patternId)?.amount ?? 0;
		const first: Found[] = [];
		const ages = new Ages();
		const counts = noCounts();
		let [open, total] = [0, 0];
		// the most valuable first: what comes after the first page need not be looked at
		const byWorth = [...pace.patterns].sort(([a], [b]) => worthOf(b) - worthOf(a));
		let began = performance.now();
		for (const [id, own] of byWorth) {
			const { open: adoptions } = own;
			if ((only && id !== only.id) || !adoptions) continue;
			const judged = judgedOf(id, own, pace, { asOf, teams, areaId: teams ? area.id : '' });
			open += judged.open;
			total += reason ? judged.counts[reason] : judged.total;
			for (const own of STALL_REASONS) counts[own] += judged.counts[own];
			for (const counted of judged.ages) ages.include(counted);
			const valuePerYear = worths.get(id) ?? null;
			const wanted = { reason, most: page * pageSize };
			insertAll(first, wanted, id, { open: adoptions, judged, pace, valuePerYear });
			if (performance.now() - began < MOST_MS) continue;
			await others();
			began = performance.now();
		}
		return {
			...{ asOf, area: named(area), open, total, strips: ages.strips() },
			byReason: STALL_REASONS.map((of) => ({ reason: of, count: counts[of] })),
			...{ page, pageSize },
			adoptions: await described(database, first.slice((page - 1) * pageSize), pace, asOf)
		};
	}
	/** How many there are of each pattern, by its id; of an area if given. */
	async function byPattern(asOf: string, team?: string): Promise<Map<string, PatternStalls>> {
		const [area, pace] = await Promise.all([known.area(asOf, team), paces(asOf)]);
		const teams = team === undefined ? null : await teamsIn(`${area.id} ${asOf}`);
		return new Map(
			[...pace.patterns].map(([id, own]) => {
				const judged = own.open && judgedOf(id, own, pace, { asOf, teams, areaId: teams ? area.id : '' });
				const limits = OPEN_STAGES.flatMap((stage) => {
					const { days } = pace.percentile(id, stage);
					return days === null ? [] : [{ stage, days: Math.floor(days) }];
				});
				return [id, { open: judged?.open ?? 0, stalled: judged?.total ?? 0, limits }];
			})
		);
	}
	/** The teams whose adoption of a pattern stalls, by its id. */
	async function stalledTeams(asOf: string): Promise<Map<string, Set<string>>> {
		const pace = await paces(asOf);
		return new Map(
			[...pace.patterns].flatMap(([id, own]) => {
				const { open } = own;
				if (!open) return [];
				const { order } = judgedOf(id, own, pace, { asOf, teams: null, areaId: '' });
				return [[id, new Set(Array.from(order, (i) => db.teamAt(open, i)))] as const];
			})
		);
	}
	return { list, byPattern, stalledTeams };
}
