import {
	Compared,
	STAGES,
	type CompareQuery,
	type Comparison,
	type Matrix,
	type Spread
} from '@app/contract';
import * as db from '@app/db';
import { fiscalQuarter, type FiscalCalendar } from '@app/track';
import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { App } from '../app.ts';
import { named, type Known } from '../known.ts';
import { addDays, dayOf } from '../periods.ts';
import { Later, Unanswerable } from '../problems.ts';
import { stayLengths } from '../spread/stay-lengths.ts';

/** How far patterns had spread, as known at an instant; null of an area that was not known then. */
type Knowledge = {
	spread(asOf: string, team?: string): Promise<Spread | null>;
	matrix(asOf: string, team?: string): Promise<Matrix | null>;
};

/** Milliseconds that what was known at another instant is waited for. */
const PATIENCE = 2000;

/** How many use it, of how many. */
type Standing = { adopted: number; eligible: number };
const NONE: Standing = { adopted: 0, eligible: 0 };
const MOVEMENTS = ['new', 'returned', 'lapsed', 'movedIn', 'movedOut'] as const;
const FIGURES = Object.keys(Compared.properties) as (keyof Compared)[];

/** What these figures of all rows add up to. */
const sumOf = <Name extends string>(names: readonly Name[], rows: Record<Name, number>[]) =>
	Object.fromEntries(names.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)])) as Record<
		Name,
		number
	>;

/** On the first day as known then and as known now, on the last day, and what happened between. */
function compared(
	[then = NONE, first = NONE, last = NONE]: (Standing | undefined)[],
	movements: db.Movement[] = []
): Compared {
	const moved = sumOf(MOVEMENTS, movements);
	return {
		...{ was: then.adopted, eligibleWas: then.eligible },
		corrected: first.adopted - then.adopted,
		eligibleCorrected: first.eligible - then.eligible,
		...moved,
		kept: first.adopted - moved.lapsed - moved.movedOut,
		...{ is: last.adopted, eligible: last.eligible }
	};
}

/** Of each part of an area, wherever it lay that day, the standing of all patterns together, or of one. */
async function partsOn(
	knowledge: Knowledge,
	day: string,
	{ team, parts, pattern }: { team?: string; parts: string[]; pattern?: string }
): Promise<Map<string, Standing>> {
	const matrix = await knowledge.matrix(day, team);
	const asked = <Row extends { key: string }>(rows: Row[]) =>
		rows.filter(({ key }) => pattern === undefined || key === pattern);
	const standings = parts.map(async (part): Promise<[string, Standing]> => {
		const i = matrix?.teams.findIndex(({ key }) => key === part) ?? -1;
		const rows =
			i < 0
				? asked((await knowledge.spread(day, part))?.patterns ?? [])
				: asked(matrix!.patterns).map(({ adopted, eligible }) => ({
						...{ adopted: adopted[i]!, eligible: eligible[i]! }
					}));
		return [part, sumOf(['adopted', 'eligible'], rows)];
	});
	return new Map(await Promise.all(standings));
}

/** In which stage adoptions were on both days: those that moved, and those that stayed in it. */
async function movesOf(
	database: db.Db,
	areaId: string,
	days: { after: string; to: string; patternId?: string }
): Promise<Comparison['moves']> {
	const [moves, lengths] = await Promise.all([
		db.stageMoves(database, areaId, days),
		db.stageLengths(database, areaId, days.to, days.patternId)
	]);
	const lasting = stayLengths(lengths);
	const stayed = STAGES.map((stage) => {
		const came = moves.filter(({ to }) => to === stage).reduce((sum, { adoptions }) => sum + adoptions, 0);
		const are = lasting.get(stage)?.stays.running ?? 0;
		return { from: stage, to: stage, adoptions: are - came };
	});
	return [...moves, ...stayed.filter(({ adoptions }) => adoptions > 0)];
}

/** What the app knows, or knew at an instant. */
function knowledgeOf(app: App, knownAt?: string): Knowledge {
	const ask = async <Answer>(path: string, asOf: string, team?: string): Promise<Answer | null> => {
		const query = { asOf, ...(team !== undefined && { team }), ...(knownAt !== undefined && { knownAt }) };
		const answer = await app.inject({ url: path, query });
		if (answer.statusCode === 404) return null;
		if (answer.statusCode === 503) throw new Later();
		if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${answer.body}`);
		return answer.json<Answer>();
	};
	return {
		spread: (asOf, team) => ask<Spread>('/api/spread', asOf, team),
		matrix: (asOf, team) => ask<Matrix>('/api/matrix', asOf, team)
	};
}

/** The last instant of a day. */
const endOfDay = (day: string, timeZone: string): string =>
	Temporal.PlainDate.from(day)
		.add({ days: 1 })
		.toZonedDateTime(timeZone)
		.toInstant()
		.subtract({ milliseconds: 1 })
		.toString({ smallestUnit: 'millisecond' });

type Sources = { app: App; now: () => Date; calendar: FiscalCalendar };

/** Two days side by side, and whether the world changed between them or what is known of the first. */
export function compareOf(database: db.Db, known: Known, { app, now, calendar }: Sources) {
	const today = knowledgeOf(app);
	const quarterEndBefore = (day: string) => addDays(fiscalQuarter(day, calendar.firstMonth).from, -1);
	const firstRecorded = known.remember(1, () => db.firstRecorded(database));
	/** What was known, unless somebody would wait for it: the rest of the answer is worth having without. */
	const inTime = async (then: Knowledge, day: string, team?: string): Promise<Knowledge> => {
		const ready = then.spread(day, team).then(
			() => then,
			(error: unknown) => {
				if (error instanceof Later) return today;
				throw error;
			}
		);
		return Promise.race([ready, wait(PATIENCE, today, { ref: false })]);
	};
	/** A day is known by its end; where nothing was recorded by then, by what was recorded first. */
	const knownOf = async (day: string, atMost: string): Promise<string> => {
		const instants = [endOfDay(day, calendar.timeZone), (await firstRecorded('')) ?? atMost];
		return [instants.toSorted().at(-1)!, atMost].toSorted()[0]!;
	};
	return async (query: CompareQuery & { to: string }): Promise<Comparison> => {
		const { to, team } = query;
		const toKnownAt = now().toISOString();
		const lastQuarter = quarterEndBefore(dayOf(now()));
		const from = query.from ?? quarterEndBefore(to);
		if (from > to) throw new Unanswerable(`'from' (${from}) lies after 'to' (${to}). Exchange them.`);
		const [area, pattern, fromKnownAt] = await Promise.all([
			known.area(to, team),
			query.pattern === undefined ? undefined : known.pattern(query.pattern),
			query.fromKnownAt ? new Date(query.fromKnownAt).toISOString() : knownOf(from, toKnownAt)
		]);
		if (fromKnownAt > toKnownAt)
			throw new Unanswerable(`'fromKnownAt' (${fromKnownAt}) lies after what is known (${toKnownAt}).`);
		const same = !(await db.recordedAfter(database, fromKnownAt));
		const key = area.key ?? undefined;
		const before = same ? today : await inTime(knowledgeOf(app, fromKnownAt), from, key);
		const below = await Promise.all([to, from].map((day) => known.children(area.id, day, 1)));
		const parts = [...new Map(below.flat().map((part) => [part.key, part])).values()];
		const asked = {
			...(key !== undefined && { team: key }),
			parts: parts.map((part) => part.key),
			...(pattern && { pattern: pattern.key })
		};
		const [spreads, standings, movements, moves, patterns] = await Promise.all([
			Promise.all([before.spread(from, key), today.spread(from, key), today.spread(to, key)]),
			Promise.all([partsOn(before, from, asked), partsOn(today, from, asked), partsOn(today, to, asked)]),
			db.movements(database, [area.id, ...parts.map(({ id }) => id)], { after: from, to }),
			movesOf(database, area.id, { after: from, to, ...(pattern && { patternId: pattern.id }) }),
			known.patterns()
		]);
		const keys = new Map(patterns.map(({ id, key }) => [id, key]));
		const moved = movements.filter(
			({ patternId }) => keys.has(patternId) && (pattern === undefined || patternId === pattern.id)
		);
		const inParts = Map.groupBy(moved, ({ areaId }) => areaId);
		const here = Map.groupBy(inParts.get(area.id) ?? [], ({ patternId }) => keys.get(patternId));
		const on = spreads.map((spread) => new Map(spread?.patterns.map((row) => [row.key, row])));
		// what is known of a pattern by now comes before what was known of it
		const rows = [...new Map(on.flatMap((day) => [...day])).values()]
			.filter((row) => pattern === undefined || row.key === pattern.key)
			.map(({ key, name, kind }) => ({
				...{ key, name, kind },
				...compared(
					on.map((day) => day.get(key)),
					here.get(key)
				)
			}));
		return {
			...{ from, to, fromKnownAt, toKnownAt, timeZone: calendar.timeZone },
			pending: !same && before === today,
			quarterEnds: [lastQuarter, quarterEndBefore(lastQuarter)],
			...{ area: named(area), pattern: pattern ? { key: pattern.key, name: pattern.name } : null },
			total: sumOf(FIGURES, rows),
			patterns: rows,
			parts: parts.map(({ id, key, name }) => ({
				...{ key, name },
				...compared(
					standings.map((day) => day.get(key)),
					inParts.get(id)
				)
			})),
			moves
		};
	};
}
