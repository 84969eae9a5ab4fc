import type { CoalitionDetail, CoalitionPattern, StoredRecord } from '@app/contract';
import * as db from '@app/db';
import { riseOn } from '@app/track';
import type { Stalls } from '../findings/stalled.ts';
import type { Known } from '../known.ts';
import { periodEnd, periodEnds, PERIOD_NUMBER } from '../periods.ts';
import { NotFound } from '../problems.ts';
import { standingOf, type Months } from './standing.ts';

/** More than this of anything is not read on one page. */
const MOST = 500;
const ALL = { limit: MOST, offset: 0 };

type Asked = { stalls: Stalls; known: Known; months: Months; today: string };

/** All there is to say of a coalition on a day. */
export async function coalition(
	database: db.Db,
	{ stalls, known, months, today }: Asked,
	key: string,
	asOf: string
): Promise<CoalitionDetail> {
	const kept = async (kind: db.RecordKind, where: db.Values) =>
		(await db.recordsOf(database, kind, where, ALL)).records;
	const [[record], [row]] = await Promise.all([
		kept('coalitions', { key }),
		db.coalitions(database, asOf, key)
	]);
	if (!record || !row) throw new NotFound('coalition', key);
	const [members, goals, goalRows, signals, events, patterns, stalling, area] = await Promise.all([
		kept('coalition_members', { coalition: key }) as Promise<StoredRecord<'coalition_members'>[]>,
		kept('goals', { coalition: key }) as Promise<StoredRecord<'goals'>[]>,
		db.goalsOf(database, row.id),
		kept('signals', { coalition: key }) as Promise<StoredRecord<'signals'>[]>,
		db.coalitionEvents(database, row.id, MOST),
		db.coalitionPatterns(database, row.id),
		stalls.byPattern(asOf),
		known.area(asOf)
	]);
	/** On a day in the past, what came later is not known yet. */
	const past = asOf < today;
	const patternIds = patterns.map(({ id }) => id);
	const limits = patternIds.flatMap((patternId) =>
		(stalling.get(patternId)?.limits ?? []).map((limit) => ({ patternId, ...limit }))
	);
	const divisions = await known.children(area.id, asOf, 1);
	const [happened, spread, series, backing] = await Promise.all([
		db.trackMonths(database, patternIds, limits, asOf),
		db.spread(database, db.ORGANIZATION_ID, asOf, patternIds),
		db.spreadSeries(database, db.ORGANIZATION_ID, 'month', patternIds),
		db.backingNeeds(
			database,
			{ coalitionId: row.id, patternIds, areaIds: divisions.map(({ id }) => id) },
			asOf
		)
	]);
	const track = trackOf(happened, asOf);
	const states = new Map(spread.map((state) => [state.id, state]));
	const curves = new Map(series.map((one) => [one.patternId, one]));
	const standing = new Map(goalRows.map((goal) => [goal.key, goal]));
	const described = await Promise.all(
		goals
			.filter(({ setOn }) => !past || setOn <= asOf)
			.map(async (goal) => {
				const found = standing.get(goal.key)!;
				const own = await months(found.metric, asOf);
				return { record: goal, standing: standingOf(found, own, asOf), months: own };
			})
	);
	return {
		asOf,
		record: record as StoredRecord<'coalitions'>,
		rise: riseOn(members, asOf),
		members: members.filter(({ fromOn }) => !past || (fromOn ?? '') <= asOf).toSorted(byTime),
		goals: described.toSorted(byStanding(asOf)),
		signals: signals
			.filter(({ raisedOn }) => !past || raisedOn <= asOf)
			.toSorted((a, b) => b.raisedOn.localeCompare(a.raisedOn)),
		events: events.filter(({ startsAt }) => !past || startsAt.slice(0, 10) <= asOf),
		patterns: patterns.map(({ id, key, name, kind, state, discoveredOn }): CoalitionPattern => {
			const { eligible, adopted, open } = states.get(id)!;
			const stalled = stalling.get(id)?.stalled ?? 0;
			const curve = curveOf(curves.get(id), track.months);
			return { key, name, kind, state, discoveredOn, eligible, adopted, open, stalled, curve };
		}),
		track,
		backing
	};
}

type Dated = { fromOn: string | null; untilOn: string | null };
/** Who is in it now before who was, longest first. */
const byTime = (a: Dated, b: Dated) =>
	Number(a.untilOn !== null) - Number(b.untilOn !== null) ||
	(a.fromOn ?? '').localeCompare(b.fromOn ?? '') ||
	(b.untilOn ?? '').localeCompare(a.untilOn ?? '');

type Goal = CoalitionDetail['goals'][number];
/** What stands before what ended; of the one the first due, of the other the last ended first. */
const byStanding =
	(asOf: string) =>
	({ record: a }: Goal, { record: b }: Goal): number => {
		const ended = (goal: typeof a) => goal.endedOn !== null && goal.endedOn <= asOf;
		return (
			Number(ended(a)) - Number(ended(b)) ||
			(ended(a) ? b.endedOn!.localeCompare(a.endedOn!) : a.dueOn.localeCompare(b.dueOn))
		);
	};

/** Every month from the first in which anything happened to the one of the day. */
function trackOf(happened: db.TrackMonth[], asOf: string): CoalitionDetail['track'] {
	const [first] = happened;
	const months = first ? periodEnds(first.on, periodEnd(asOf, 'month'), 'month') : [];
	const by = new Map(happened.map((month) => [month.on, month]));
	const count = (name: 'agreed' | 'started' | 'adopted') => months.map((on) => by.get(on)?.[name] ?? 0);
	let late = 0;
	return {
		...{ months, agreed: count('agreed'), started: count('started'), adopted: count('adopted') },
		stalled: months.map((on) => (late += by.get(on)?.stalled ?? 0))
	};
}

/** How many teams used a pattern at the end of each of the months, by how that changed. */
function curveOf(series: db.Series | undefined, months: string[]): number[] {
	if (!series) return months.map(() => 0);
	const changed = new Map<number, number>();
	series.numbers.forEach((number, i) => changed.set(number, series.adopted[i]!));
	const first = PERIOD_NUMBER.month(months[0] ?? '0001-01-01');
	let teams = 0;
	for (const [number, change] of changed) if (number < first) teams += change;
	return months.map((on) => (teams += changed.get(PERIOD_NUMBER.month(on)) ?? 0));
}
