import { kaplanMeier, survivalQuantile } from '@app/analytics';
import type { Named, ReportData } from '@app/contract';
import * as db from '@app/db';
import { dayIn, ledger, mondayOf, weekOf, type LedgerWeek } from '@app/track';
import { backingWaiting } from '../backing/backing.ts';
import { yieldOf } from '../events/event.ts';
import { STARTS } from '../patterns/time-to-adopt.ts';
import { funnel } from '../spread/funnel.ts';
import type { Worths } from '../findings/stalled.ts';
import type { Asked } from './asked.ts';

/** Lists of single cases end here; how many there are in all is told beside them. */
const MOST_CASES = 200;
/** Fewer tracks than this make no curve (patterns/time-to-adopt.ts). */
export const ENOUGH_TRACKS = 5;

/** How many adoptions came how far, and how long each stage took; and how many had come so far a quarter ago. */
export async function funnelFigures({
	database,
	known,
	asOf,
	before,
	team
}: Asked): Promise<ReportData['funnel']> {
	const [now, then] = await Promise.all(
		[asOf, before.to].map((day) =>
			funnel(database, known, { asOf: day, ...(team !== undefined && { team }) })
		)
	);
	const entered = new Map(then!.stages.map((own) => [own.stage, own.entered]));
	return {
		reach: now!.reach,
		stages: now!.stages.map((own) => ({ ...own, enteredBefore: entered.get(own.stage) ?? 0 }))
	};
}

/** Which open adoptions stall, compared with the quarter before, and which of those that stalled then went on. */
export async function stalledFigures(
	{ database, stalls, asOf, before, team, areaId }: Asked,
	worths: Worths
): Promise<ReportData['stalled']> {
	const of = team === undefined ? {} : { team };
	const [now, then, stalledThen, wentOn] = await Promise.all([
		stalls.list(worths, asOf, { ...of, pageSize: MOST_CASES }),
		stalls.list(worths, before.to, { ...of, pageSize: 1 }),
		stalls.stalledTeams(before.to),
		db.wentOn(database, areaId, { after: before.to, to: asOf })
	]);
	const countsThen = new Map(then.byReason.map(({ reason, count }) => [reason, count]));
	let rescued = 0;
	for (const [patternId, teams] of wentOn) {
		const stalled = stalledThen.get(patternId);
		if (stalled) rescued += teams.filter((id) => stalled.has(id)).length;
	}
	return {
		...{ open: now.open, total: now.total, openBefore: then.open, totalBefore: then.total, rescued },
		byReason: now.byReason.map((own) => ({ ...own, before: countsThen.get(own.reason)! })),
		adoptions: now.adoptions
	};
}

type ReportTime = ReportData['timeToAdopt'][number];
type Tracks = Omit<db.PatternTracks, 'patternId'>[];
function timeOf(pattern: Named | null, rows: Tracks): ReportTime {
	const count = (outcome: db.PatternTracks['outcome']) =>
		rows.reduce((sum, own) => sum + (own.outcome === outcome ? own.tracks : 0), 0);
	const [adopted, gaveUp, stillOpen] = [count('adopted'), count('ended'), count(null)];
	const curve = kaplanMeier({
		time: rows.map(({ days }) => days),
		event: rows.map(({ outcome }) => outcome === 'adopted'),
		count: rows.map(({ tracks }) => tracks)
	});
	const tracks = adopted + gaveUp + stillOpen;
	const median = tracks < ENOUGH_TRACKS ? null : survivalQuantile(curve, 0.5);
	return {
		...{ pattern, tracks, adopted, gaveUp, stillOpen },
		...{
			medianDays: median?.t ?? null,
			lower: median?.loglog.lower ?? null,
			upper: median?.loglog.upper ?? null
		}
	};
}

/** How long adopting takes over all patterns, from agreeing on, as known at the end of a day. */
export async function timeOfAll({ database, known, areaId }: Asked, asOf: string): Promise<ReportTime> {
	const patternIds = (await known.patterns()).map(({ id }) => id);
	return timeOf(null, await db.allTracks(database, areaId, { stage: 'agreed', asOf, patternIds }));
}

/**
 * The same as known at the end of `asOf`, then pattern by pattern, those of most tracks first: where nobody recorded an
 * agreement, from the next thing that was recorded, as on the pattern's page.
 */
export async function timeFigures({ database, known, asOf, areaId }: Asked): Promise<ReportTime[]> {
	const tracks = new Map<string, db.PatternTracks[]>();
	const patterns = await known.patterns();
	for (const stage of STARTS) {
		const patternIds = patterns.flatMap(({ id }) => (tracks.has(id) ? [] : [id]));
		if (patternIds.length === 0) break;
		const found = await db.allTracks(database, areaId, { stage, asOf, patternIds });
		if (stage === 'agreed') tracks.set('', found);
		for (const [id, own] of Map.groupBy(found, ({ patternId }) => patternId)) tracks.set(id, own);
	}
	const own = patterns.flatMap(({ id, key, name }) =>
		tracks.has(id) ? [timeOf({ key, name }, tracks.get(id)!)] : []
	);
	return [timeOf(null, tracks.get('') ?? []), ...own.sort((a, b) => b.tracks - a.tracks)];
}

/**
 * The events of a quarter, with what came of them by the end of `asOf`. Of an area: who was there for its teams, and what
 * came of it there; events that did not concern them are left out.
 */
export async function eventFigures(
	{ database, calendar: { timeZone }, team, area }: Asked,
	{ from, to, asOf }: { from: string; to: string; asOf: string }
): Promise<ReportData['events']> {
	const [all, opportunities, attendance, below] = await Promise.all([
		db.allEvents(database),
		db.eventOpportunities(database, { today: asOf, timeZone }),
		team === undefined ? null : db.attendanceOf(database, area.id, asOf),
		team === undefined ? null : db.teamsBelow(database, area.id, asOf)
	]);
	const there = attendance && new Map(attendance.map((own) => [own.eventKey, own]));
	const inArea = below && new Set(below.map(({ key }) => key));
	const came = Map.groupBy(
		opportunities.filter(({ team: { key } }) => inArea?.has(key) ?? true),
		({ eventKey }) => eventKey
	);
	return all
		.map((event) => ({ ...event, on: dayIn(event.startsAt, timeZone) }))
		.filter(({ key, on }) => on >= from && on <= to && (!there || there.has(key) || came.has(key)))
		.map(({ key, name, on, state, coalitions, patterns, ...event }) => {
			const { invited, attended, learnt } = there ? (there.get(key) ?? NOBODY) : event;
			const { opportunities, agreed, started, adopted, ended, open } = yieldOf(came.get(key) ?? []);
			return {
				...{ key, name, on, state, coalitions, patterns, invited, attended, learnt },
				...{ opportunities, agreed, started, adopted, ended, open }
			};
		})
		.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.key < b.key ? -1 : 1));
}
const NOBODY = { invited: 0, attended: 0, learnt: 0 };

/** A kind of support of a coalition (null: agreements that name none), week by week of a quarter. */
type Ledger = { coalition: Named | null; kind: db.GivenKind; weeks: LedgerWeek[] };

/**
 * What was promised for the weeks that begin in the quarter, so that each week is in one quarter, as known at the end of
 * `asOf`. Of an area: what was promised to its teams; what a coalition can give is nobody's share, so without capacity.
 */
export async function ledgersOf({ database, quarter, asOf, team, area }: Asked): Promise<Ledger[]> {
	const from = weekOf(quarter.from) + (mondayOf(weekOf(quarter.from)) < quarter.from ? 1 : 0);
	const weeks = weekOf(quarter.to) - from + 1;
	const within = team === undefined ? {} : { within: { areaId: area.id, on: asOf } };
	const [names, promises, givings] = await Promise.all([
		db.coalitionNames(database),
		db.promisesIn(database, { from, weeks }, { asOf, ...within }),
		team === undefined ? db.givings(database) : []
	]);
	return [...names, null].flatMap((coalition) =>
		db.GIVEN_KINDS.flatMap((kind) => {
			const isOwn = (row: { coalitionId: string | null; kind: string }) =>
				row.coalitionId === (coalition?.id ?? null) && row.kind === kind;
			const [giving, promised] = [givings.filter(isOwn), promises.filter(isOwn)];
			if (giving.length + promised.length === 0) return [];
			return {
				coalition: coalition && { key: coalition.key, name: coalition.name },
				...{ kind, weeks: ledger(giving, promised, from, weeks) }
			};
		})
	);
}

/** Ledgers over all their weeks; capacity and free are null where one of the weeks has no capacity on record. */
export const supportFigures = (ledgers: Ledger[]): ReportData['support'] =>
	ledgers.map(({ coalition, kind, weeks }) => {
		const sum = (of: 'committed' | 'used' | 'released' | 'remaining') =>
			weeks.reduce((all, week) => all + week[of], 0) / 1000;
		const sumOrNull = (of: 'capacity' | 'free') =>
			weeks.some((week) => week[of] === null) ? null : weeks.reduce((all, week) => all + week[of]!, 0) / 1000;
		return {
			...{ coalition, kind, capacity: sumOrNull('capacity'), free: sumOrNull('free') },
			...{ committed: sum('committed'), used: sum('used'), released: sum('released') },
			remaining: sum('remaining')
		};
	});

/** Promised beyond what there is: in so many weeks, so many days or pieces in all. */
export type OverPromised = { coalition: Named | null; kind: db.GivenKind; weeks: number; amount: number };
/** Support of which more is promised than there is in single weeks, even where it is less over the quarter; most first. */
export const overPromised = (ledgers: Ledger[]): OverPromised[] =>
	ledgers
		.flatMap(({ coalition, kind, weeks }) => {
			const over = weeks.flatMap(({ free }) => (free !== null && free < 0 ? [-free] : []));
			const amount = over.reduce((all, own) => all + own, 0) / 1000;
			return over.length > 0 ? [{ coalition, kind, weeks: over.length, amount }] : [];
		})
		.sort((a, b) => b.amount - a.amount);

/** What runs in the parts of the area without anybody's word, most first. */
export async function backingFigures({
	database,
	known,
	asOf,
	team
}: Asked): Promise<ReportData['backingGaps']> {
	const waiting = await backingWaiting(database, known, { asOf, team });
	return waiting.slice(0, MOST_CASES).map(({ coalition, ...gap }) => ({
		...gap,
		coalition: coalition && { key: coalition.key, name: coalition.name }
	}));
}

/** Findings by kind over the quarter, most open first. */
export async function findingFigures({
	database,
	calendar,
	quarter,
	asOf,
	team,
	area
}: Asked): Promise<ReportData['findings']> {
	const counts = await db.findingsIn(database, team === undefined ? null : area.id, {
		...{ from: quarter.from, to: asOf, timeZone: calendar.timeZone }
	});
	return (counts as ReportData['findings']).sort(
		(a, b) => b.open - a.open || b.closed - a.closed || (a.kind < b.kind ? -1 : 1)
	);
}

type End = ReportData['ends'][number];
/** Why teams declined or gave up in the quarter, and how many did in the one before; the most frequent first. */
export async function endFigures({ database, areaId, quarter, before, asOf }: Asked): Promise<End[]> {
	const [now, then] = (await Promise.all([
		db.endings(database, areaId, { from: quarter.from, to: asOf }),
		db.endings(database, areaId, before)
	])) as Pick<End, 'end' | 'reason' | 'adoptions'>[][];
	const key = ({ end, reason }: Pick<End, 'end' | 'reason'>) => `${end} ${reason ?? ''}`;
	const counts = new Map<string, End>();
	for (const own of then!) counts.set(key(own), { ...own, adoptions: 0, before: own.adoptions });
	for (const own of now!) counts.set(key(own), { ...own, before: counts.get(key(own))?.before ?? 0 });
	return [...counts.values()].sort(
		(a, b) =>
			(a.end < b.end ? 1 : a.end > b.end ? -1 : 0) ||
			b.adoptions - a.adoptions ||
			b.before - a.before ||
			((a.reason ?? '') < (b.reason ?? '') ? -1 : 1)
	);
}
