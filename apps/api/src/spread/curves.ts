import type { Curve, Curves, CurveQuery } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { named, type Known } from '../known.ts';
import { PERIOD_NUMBER, periodEnd, periodEnds } from '../periods.ts';
import { Unanswerable } from '../problems.ts';

/** More points than any screen has pixels for are a mistake, not a question. */
const MOST_POINTS = 20_000;
const COUNTS = ['adopted', 'open', 'declined', 'abandoned', 'outside'] as const;

type Range = Static<typeof CurveQuery>;
type By = NonNullable<Range['by']>;

/** The days of a curve, after a look at whether the question makes sense. */
function daysOf(from: string, to: string, by: By): string[] {
	if (from > to) throw new Unanswerable(`'from' (${from}) lies after 'to' (${to}). Exchange them.`);
	const days = periodEnds(from, to, by);
	if (days.length > MOST_POINTS) {
		throw new Unanswerable(`That would be ${days.length} points. Ask for a shorter time, or by=quarter.`);
	}
	return days;
}

/** The series that periods are made of, and which of it the last one needs. */
const seriesOf = (by: By, to: string) => {
	const period = by === 'week' ? by : 'month';
	return { period, to, periodEnd: periodEnd(to, period) } as const;
};

/** The place of the first of ascending numbers that is not before one. */
function placeOf(number: number, numbers: number[]): number {
	let [low, high] = [0, numbers.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (numbers[middle]! < number) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** How a count changed up to each of the days, whose periods have these numbers, since the one before; the first since ever. */
function changesUpTo<Count extends db.SeriesCount>(
	days: string[],
	numbers: number[],
	series: db.Series<Count> | undefined,
	own: db.OwnChange[],
	count: Count
): number[] {
	const changes = new Array<number>(days.length).fill(0);
	if (series) {
		series.numbers.forEach((number, i) => {
			const k = placeOf(number, numbers);
			if (k < numbers.length) changes[k]! += series.changes[count][i]!;
		});
		changes[days.length - 1]! -= series.after?.[count] ?? 0;
	}
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

/** The curve of one pattern, from its discovery (or first record) unless told otherwise, up to today. */
export async function patternCurve(
	database: db.Db,
	known: Known,
	key: string,
	{ from, to, by = 'month', team }: Range,
	today: string
): Promise<Curve> {
	const end = to ?? today;
	const [pattern, area] = await Promise.all([known.pattern(key), known.area(end, team)]);
	const asked = seriesOf(by, end);
	const [start, [series], own, leaves] = await Promise.all([
		from ?? known.firstDay(pattern.id),
		db.spreadSeries(database, area.id, asked.period, COUNTS, { ...asked, patternId: pattern.id }),
		known.own(area.id),
		known.leaves(area.id)
	]);
	const days = daysOf(from ?? (start === null || start > end ? end : start), end, by);
	const numbers = days.map(PERIOD_NUMBER[asked.period]);
	const states = (count: (typeof COUNTS)[number]) =>
		runningSums(changesUpTo(days, numbers, series, own.get(pattern.id) ?? [], count));
	const [adopted, open, declined, abandoned, outside] = COUNTS.map(states) as [
		...[number[], number[], number[], number[], number[]]
	];
	const points = leavesOn(days, leaves).map((teams, i) => ({
		on: days[i]!,
		eligible: teams + outside[i]!,
		...{ adopted: adopted[i]!, open: open[i]!, declined: declined[i]!, abandoned: abandoned[i]! }
	}));
	return { key, name: pattern.name, area: named(area), by, points };
}

/** Increments without the zeros around them. */
function trimmed(adopted: number[], open: number[]): { from: number; adopted: number[]; open: number[] } {
	const moves = (_: unknown, i: number) => adopted[i] !== 0 || open[i] !== 0;
	const from = Math.max(0, adopted.findIndex(moves));
	const end = adopted.findLastIndex(moves) + 1;
	return { from, adopted: adopted.slice(from, end), open: open.slice(from, end) };
}

/** The curves of all patterns in an area, from the first record unless told otherwise, up to today. */
export async function allCurves(
	database: db.Db,
	known: Known,
	{ from, to, by = 'month', team }: Range,
	today: string
): Promise<Curves> {
	const end = to ?? today;
	const area = await known.area(end, team);
	const asked = seriesOf(by, end);
	const [start, patterns, series, own, leaves] = await Promise.all([
		from ?? known.firstDay(),
		known.patterns(),
		db.spreadSeries(database, area.id, asked.period, ['adopted', 'open'], asked),
		known.own(area.id),
		known.leaves(area.id)
	]);
	const days = daysOf(from ?? (start === null || start > end ? end : start), end, by);
	const numbers = days.map(PERIOD_NUMBER[asked.period]);
	const seriesByPattern = new Map(series.map((one) => [one.patternId, one]));
	return {
		area: named(area),
		by,
		on: days,
		eligible: leavesOn(days, leaves),
		patterns: patterns.map(({ id, key }) => {
			const changes = (count: 'adopted' | 'open') =>
				changesUpTo(days, numbers, seriesByPattern.get(id), own.get(id) ?? [], count);
			return { key, ...trimmed(changes('adopted'), changes('open')) };
		})
	};
}
