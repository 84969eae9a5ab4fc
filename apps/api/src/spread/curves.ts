import type { Curve, CurveQuery, Curves, CurvesQuery } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { named, type Known } from '../known.ts';
import { PERIOD_NUMBER, periodEnd, periodEnds } from '../periods.ts';
import { Unanswerable } from '../problems.ts';

/** More points than any screen has pixels for are a mistake, not a question. */
const MOST_POINTS = 20_000;
/** Areas whose series are remembered: about a megabyte each. */
const MOST_AREAS = 12;

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

/** How one count of a pattern changed: what is kept of it, what of that comes too late, and the area's own adoption. */
type Sources = { series: db.Series | undefined; late: db.Change | undefined; own: db.OwnChange[] };
/** The points that are asked for: their days, and the numbers of the months or weeks these lie in. */
type Points = { days: string[]; numbers: number[]; by: By };

/** How a count changed up to each of the days since the one before; the first since ever. */
function changesUpTo({ days, numbers, by }: Points, { series, late, own }: Sources, count: Count): number[] {
	const changes = new Array<number>(days.length).fill(0);
	const [first, last] = [numbers[0]!, numbers.at(-1)!];
	const step = by === 'quarter' ? 3 : 1;
	if (series) {
		const kept = db.ints(series[count]);
		db.ints(series.numbers).forEach((number, i) => {
			if (number <= last) changes[Math.max(0, Math.ceil((number - first) / step))]! += kept[i]!;
		});
	}
	if (late) changes[days.length - 1]! -= late[count];
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

	/** What the curves of patterns are made of, for points up to a day. */
	async function sources(areaId: string, period: 'week' | 'month', to: string, patternIds: string[]) {
		const [series, own] = await Promise.all([
			seriesOf(`${areaId} ${period}`, patternIds),
			known.own(areaId, patternIds)
		]);
		const end = periodEnd(to, period);
		const cut = to < end ? patternIds.filter((id) => (series.get(id)?.lastOn ?? '') > to) : [];
		const late = cut.length > 0 ? await db.changesBetween(database, areaId, to, end, cut) : undefined;
		return (id: string): Sources => ({ series: series.get(id), late: late?.get(id), own: own.get(id) ?? [] });
	}

	async function points(range: Range, to: string, by: By, patternIds: string[]): Promise<Points> {
		const firstDay = async () =>
			[...(await known.firstDays('', patternIds)).values()].reduce(
				(first: string, day) => (day !== null && day < first ? day : first),
				to
			);
		const days = daysOf(range.from ?? (await firstDay()), to, by);
		return { days, numbers: days.map(PERIOD_NUMBER[periodOf(by)]), by };
	}

	return {
		/** The curve of one pattern, from its discovery (or first record) unless told otherwise, up to today. */
		async one(key: string, query: Range, today: string): Promise<Curve> {
			const { to = today, by = 'month', team } = query;
			const [pattern, area] = await Promise.all([known.pattern(key), known.area(to, team)]);
			const [asked, source, leaves] = await Promise.all([
				points(query, to, by, [pattern.id]),
				sources(area.id, periodOf(by), to, [pattern.id]),
				known.leaves(area.id)
			]);
			const own = source(pattern.id);
			const states = (count: Count) => runningSums(changesUpTo(asked, own, count));
			const [adopted, open, declined] = [states('adopted'), states('open'), states('declined')];
			const [abandoned, outside] = [states('abandoned'), states('outside')];
			const eligible = leavesOn(asked.days, leaves);
			return {
				...{ key, name: pattern.name, area: named(area), by },
				points: asked.days.map((on, i) => ({
					on,
					eligible: eligible[i]! + outside[i]!,
					...{ adopted: adopted[i]!, open: open[i]!, declined: declined[i]!, abandoned: abandoned[i]! }
				}))
			};
		},

		/** The curves of all patterns in an area, from the first record unless told otherwise, up to today; as JSON. */
		async all(query: Static<typeof CurvesQuery>, today: string): Promise<string> {
			const { to = today, by = 'month', team } = query;
			const [area, patterns] = await Promise.all([known.area(to, team), known.patterns()]);
			const ids = patterns.map(({ id }) => id);
			const [asked, source, leaves] = await Promise.all([
				points(query, to, by, ids),
				sources(area.id, periodOf(by), to, ids),
				known.leaves(area.id)
			]);
			return JSON.stringify({
				...{ area: named(area), by, on: asked.days, eligible: leavesOn(asked.days, leaves) },
				patterns: patterns.map(({ id, key }) => {
					const changes = (count: Count) => changesUpTo(asked, source(id), count);
					return { key, ...trimmed(changes('adopted'), query.open ? changes('open') : undefined) };
				})
			} satisfies Curves);
		}
	};
}

/** The series that periods are made of. */
const periodOf = (by: By) => (by === 'week' ? by : 'month');
