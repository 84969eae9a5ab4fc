import type { Curve, Curves, CurveQuery, Matrix, PatternSpread, Spread } from '@app/contract';
import * as db from '@app/db';
import type { Static } from 'typebox';
import { areaFor, named, patternFor } from '../known.ts';
import { periodEnds } from '../periods.ts';
import { Unanswerable } from '../problems.ts';

/** More points than any screen has pixels for are a mistake, not a question. */
const MOST_POINTS = 20_000;

const rate = (adopted: number, eligible: number) => (eligible === 0 ? null : adopted / eligible);

/** How far every pattern has spread in an area at the end of a day. */
export async function spread(database: db.Db, asOf: string, team?: string): Promise<Spread> {
	const area = await areaFor(database, asOf, team);
	const rows = await db.spread(database, area.id, asOf);
	const patterns = rows.map((row): PatternSpread => ({
		...row,
		undecided: row.eligible - row.adopted - row.open - row.declined - row.abandoned,
		rate: rate(row.adopted, row.eligible)
	}));
	return { asOf, area: named(area), patterns };
}

type Range = Static<typeof CurveQuery>;

/** The days of a curve, after a look at whether the question makes sense. */
function daysOf(from: string, to: string, by: 'week' | 'month' | 'quarter'): string[] {
	if (from > to) throw new Unanswerable(`'from' (${from}) lies after 'to' (${to}). Exchange them.`);
	const days = periodEnds(from, to, by);
	if (days.length > MOST_POINTS) {
		throw new Unanswerable(`That would be ${days.length} points. Ask for a shorter time, or by=quarter.`);
	}
	return days;
}

/** The curve of one pattern, from its discovery (or first record) unless told otherwise, up to today. */
export async function patternCurve(
	database: db.Db,
	key: string,
	{ from, to, by = 'month', team }: Range,
	today: string
): Promise<Curve> {
	const end = to ?? today;
	const [pattern, area] = await Promise.all([patternFor(database, key), areaFor(database, end, team)]);
	const start = from ?? (await db.firstDay(database, pattern.id)) ?? end;
	const days = daysOf(from === undefined && start > end ? end : start, end, by);
	const points = await db.curve(database, pattern.id, area.id, days);
	return { key, name: pattern.name, area: named(area), by, points };
}

/** The curves of all patterns in an area, from the first record unless told otherwise, up to today. */
export async function allCurves(
	database: db.Db,
	{ from, to, by = 'month', team }: Range,
	today: string
): Promise<Curves> {
	const end = to ?? today;
	const area = await areaFor(database, end, team);
	const start = from ?? (await db.firstDay(database)) ?? end;
	const days = daysOf(from === undefined && start > end ? end : start, end, by);
	const [patterns, eligible] = await Promise.all([
		db.curves(database, area.id, days, { wholeMonths: by !== 'week' }),
		db.leafCounts(database, area.id, days)
	]);
	return { area: named(area), by, on: days, eligible, patterns };
}

/** The children of an area against all patterns at the end of a day. */
export async function matrix(database: db.Db, asOf: string, team?: string): Promise<Matrix> {
	const area = await areaFor(database, asOf, team);
	const [teams, patterns, cells] = await Promise.all([
		db.areaChildren(database, area.id, asOf),
		db.allPatterns(database),
		db.matrix(database, area.id, asOf)
	]);
	return {
		asOf,
		area: named(area),
		teams,
		patterns,
		cells: cells.map((cell) => ({ ...cell, rate: rate(cell.adopted, cell.eligible) }))
	};
}
