import type { Curve, CurveQuery, Curves, CurvesQuery } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { named, type Known } from '../known.ts';
import { PERIOD_NUMBER, periodEnd, periodEnds, periodStart } from '../periods.ts';
import { Unanswerable } from '../problems.ts';

/** More points than any screen has pixels for are a mistake, not a question. */
const MOST_POINTS = 20_000;
/** Areas whose series are remembered: about a megabyte each. */
const MOST_AREAS = 12;
/** Months of areas whose days are remembered: a third of that. */
const MOST_MONTHS = 24;
/** Curves of all patterns that are remembered: some 100 kB each. */
const MOST_VIEWS = 12;

type Range = Static<typeof CurveQuery>;
type By = NonNullable<Range['by']>;
type Count = db.SeriesCount;

/** The days of a curve, after a look at whether the question makes sense. */
function daysOf(from: string, to: string, by: By): string[] {
	if (from > to) throw new Unanswerable(`'from' (${from}) lies after 'to' (${to}). Exchange them.`);
	const days = periodEnds(from, to, by);
	if (days.length > MOST_POINTS) {
		throw new Unanswerable(`That would be ${days.length} points. Ask for a shorter time, or by=quarter.`);
	}
	return days;
}

/** How one count of a pattern changed: what is kept of it, the days of its last month, and the area's own adoption. */
type Sources = { series: db.Series | undefined; daily: db.Changes | undefined; own: db.OwnChange[] };
/**
 * The points that are asked for: their days, and the numbers of the first and last of the months or weeks, of the last
 * day, and of the day that the last month or week ends on.
 */
type Points = { days: string[]; first: number; last: number; lastDay: number; endDay: number; by: By };

/** How a count changed up to each of the days since the one before; the first since ever. */
function changesUpTo(points: Points, { series, daily, own }: Sources, count: Count): number[] {
	const { days, first, last, lastDay, endDay, by } = points;
	const changes = new Array<number>(days.length).fill(0);
	const step = by === 'quarter' ? 3 : 1;
	if (series) {
		const { numbers, [count]: kept } = series;
		for (let i = 0; i < numbers.length; i++)
			if (numbers[i]! <= last) changes[Math.max(0, Math.ceil((numbers[i]! - first) / step))]! += kept[i]!;
	}
	// the last period may not be over on the last day
	daily?.numbers.forEach((number, i) => {
		if (number > lastDay && number <= endDay) changes[days.length - 1]! -= daily[count][i]!;
	});
	for (const { on, change } of own) {
		const k = days.findIndex((day) => on <= day);
		if (k >= 0) changes[k]! += change[count];
	}
	return changes;
}

const runningSums = (changes: number[]): number[] => {
	let sum = 0;
	return changes.map((change) => (sum += change));
};

const leavesOn = (days: string[], leaves: { on: string; teams: number }[]): number[] => {
	let [i, teams] = [0, 0];
	return days.map((day) => {
		for (; i < leaves.length && leaves[i]!.on <= day; i++) teams += leaves[i]!.teams;
		return teams;
	});
};

/** Increments without the zeros around them. */
function trimmed(adopted: number[], open: number[] | undefined) {
	const moves = (_: unknown, i: number) => adopted[i] !== 0 || (open !== undefined && open[i] !== 0);
	const from = Math.max(0, adopted.findIndex(moves));
	const end = adopted.findLastIndex(moves) + 1;
	return { from, adopted: adopted.slice(from, end), ...(open && { open: open.slice(from, end) }) };
}

/** Answers questions about curves; the series of areas are read again only where a pattern changed. */
export function curvesOf(database: db.Db, known: Known) {
	const seriesOf = known.byPattern(MOST_AREAS, async (key, patternIds) => {
		const [areaId, period] = key.split(' ') as [string, 'week' | 'month'];
		const found = await db.spreadSeries(database, areaId, period, patternIds);
		return new Map(found.map((one) => [one.patternId, one]));
	});
	/** The days of a month, and those after it of its last week. */
	const dailyOf = known.byPattern(MOST_MONTHS, (key, patternIds) => {
		const [areaId, end] = key.split(' ') as [string, string];
		const days: [string, string] = [periodStart(end, 'month'), periodEnd(end, 'week')];
		return db.dailyChanges(database, areaId, days, patternIds);
	});

	/** What the curves of patterns are made of, for points up to a day. */
	async function sources(areaId: string, period: 'week' | 'month', to: string, patternIds: string[]) {
		const [series, own] = await Promise.all([
			seriesOf(`${areaId} ${period}`, patternIds),
			known.own(areaId, patternIds)
		]);
		const end = periodEnd(to, period);
		const cut = to < end ? patternIds.filter((id) => (series.get(id)?.lastOn ?? '') > to) : [];
		const daily = cut.length > 0 ? await dailyOf(`${areaId} ${periodEnd(to, 'month')}`, cut) : undefined;
		return (id: string): Sources => ({
			series: series.get(id),
			daily: daily?.get(id),
			own: own.get(id) ?? []
		});
	}

	/** The first day that anything is known of one of the patterns, or `to`. */
	const firstDay = async (patternIds: string[], to: string) =>
		[...(await known.firstDays('', patternIds)).values()].reduce(
			(first: string, day) => (day !== null && day < first ? day : first),
			to
		);

	function points(from: string, to: string, by: By): Points {
		const days = daysOf(from, to, by);
		const period = periodOf(by);
		const number = PERIOD_NUMBER[period];
		const [lastDay, endDay] = [PERIOD_NUMBER.day(to), PERIOD_NUMBER.day(periodEnd(to, period))];
		return { days, first: number(days[0]!), last: number(to), lastDay, endDay, by };
	}

	/** What changed of each pattern, as JSON without its first brace. */
	const viewOf = known.byPattern(MOST_VIEWS, async (key, patternIds) => {
		const [areaId, from, to, by, open] = key.split(' ') as [string, string, string, By, 'open' | 'adopted'];
		const asked = points(from, to, by);
		const source = await sources(areaId, periodOf(by), to, patternIds);
		return new Map(
			patternIds.map((id) => {
				const changes = (count: Count) => changesUpTo(asked, source(id), count);
				const own: Omit<Curves['patterns'][number], 'key'> = trimmed(
					changes('adopted'),
					open === 'open' ? changes('open') : undefined
				);
				return [id, JSON.stringify(own).slice(1)];
			})
		);
	});

	return {
		/** The curve of one pattern, from its discovery (or first record) unless told otherwise, up to today; as JSON. */
		async one(key: string, query: Range, today: string): Promise<string> {
			const { to = today, by = 'month', team } = query;
			const [pattern, area] = await Promise.all([known.pattern(key), known.area(to, team)]);
			const [from, source, leaves] = await Promise.all([
				query.from ?? firstDay([pattern.id], to),
				sources(area.id, periodOf(by), to, [pattern.id]),
				known.leaves(area.id)
			]);
			const asked = points(from, to, by);
			const own = source(pattern.id);
			const states = (count: Count) => runningSums(changesUpTo(asked, own, count));
			const outside = states('outside');
			return JSON.stringify({
				...{ key, name: pattern.name, area: named(area), by, on: asked.days },
				eligible: leavesOn(asked.days, leaves).map((teams, i) => teams + outside[i]!),
				...{ adopted: states('adopted'), open: states('open') },
				...{ declined: states('declined'), abandoned: states('abandoned') }
			} satisfies Curve);
		},

		/** The curves of all patterns in an area, from the first record unless told otherwise, up to today; as JSON. */
		async all(query: Static<typeof CurvesQuery>, today: string): Promise<string> {
			const { to = today, by = 'month', team } = query;
			const [area, patterns] = await Promise.all([known.area(to, team), known.patterns()]);
			const ids = patterns.map(({ id }) => id);
			const [from, leaves] = await Promise.all([
				query.from ?? firstDay(ids, to),
				known.leaves(area.id),
				sources(area.id, periodOf(by), to, ids) // read meanwhile, and remembered for the view
			]);
			const on = daysOf(from, to, by);
			const view = await viewOf([area.id, from, to, by, query.open ? 'open' : 'adopted'].join(' '), ids);
			const start: Omit<Curves, 'patterns'> = { area: named(area), by, on, eligible: leavesOn(on, leaves) };
			const curves = patterns.map(({ id, key }) => `{"key":${JSON.stringify(key)},${view.get(id)!}`);
			return `${JSON.stringify(start).slice(0, -1)},"patterns":[${curves.join()}]}`;
		}
	};
}

/** The series that periods are made of. */
const periodOf = (by: By) => (by === 'week' ? by : 'month');
