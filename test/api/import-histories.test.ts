import { STAGES } from '@app/contract';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Db } from '../../packages/db/src/index.ts';
import { emptyDatabase, importTexts } from '../support/imports.ts';
import { test } from 'vitest';

const TEAMS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const PATTERNS = ['p', 'q'];
const OPEN: string[] = STAGES.slice(0, 4);
const DAYS = Array.from({ length: 8 }, (_, i) => `2025-0${1 + i}-01`);
const TODAY = ['2025-04-15', '2025-06-15', '2025-10-15'];

type Team = { key: string; parent: number | null; joined: string | null };
type Event = { pattern: string; team: string; stage: string; day: string };

/** A tree in which a team's parent comes before it, so that it has no loop. */
const tree = fc.tuple(
	...TEAMS.map((key, i) =>
		fc.record({
			key: fc.constant(key),
			parent: i === 0 ? fc.constant(null) : fc.option(fc.nat({ max: i - 1 }), { freq: 6 }),
			joined: fc.option(fc.constantFrom(...DAYS))
		})
	)
);
const event = fc.record({
	pattern: fc.constantFrom(...PATTERNS),
	team: fc.constantFrom(...TEAMS),
	stage: fc.constantFrom(...STAGES),
	day: fc.constantFrom(...DAYS)
});
/** Three imports, each with the tree as it is then, and the events that came in. */
const history = fc.record({
	trees: fc.tuple(tree, tree, tree),
	events: fc.array(fc.tuple(event, fc.nat({ max: 2 })), { maxLength: 40 })
});

const teamsCsv = (teams: Team[]) =>
	[
		'team_key,name,parent_key,kind,size,joined_on',
		...teams.map(
			({ key, parent, joined }) => `${key},${key},${parent === null ? '' : TEAMS[parent]},,,${joined ?? ''}`
		)
	].join('\n');
const eventsCsv = (events: Event[]) =>
	[
		'pattern_key,team_key,stage,occurred_on,note',
		...events.map(({ pattern, team, stage, day }) => `${pattern},${team},${stage},${day},`)
	].join('\n');
const patternsCsv = ['pattern_key,name,kind', ...PATTERNS.map((key) => `${key},${key},success`)].join('\n');

/** All events of one adoption and day come with the same import, for the order within a day is that of its file. */
function piecesOf(events: [Event, number][]): Event[][] {
	const pieceOfDay = new Map<string, number>();
	const pieces: Event[][] = [[], [], []];
	for (const [event, piece] of events) {
		const day = `${event.pattern} ${event.team} ${event.day}`;
		if (!pieceOfDay.has(day)) pieceOfDay.set(day, piece);
		pieces[pieceOfDay.get(day)!]!.push(event);
	}
	return pieces;
}

const importOn = (db: Db, day: string, files: Record<string, string>) =>
	importTexts(db, files, { now: new Date(`${day}T00:00:00Z`) });

async function kept(sql: Db): Promise<unknown> {
	const stays = await sql`
		SELECT t.key AS team, p.key AS pattern, step, stage, from_on, until_on, next_stage, outcome, outcome_on
		FROM stays JOIN teams t ON t.id = team_id JOIN patterns p ON p.id = pattern_id ORDER BY t.key, p.key, step`;
	const changes = await sql`
		SELECT a.key AS area, p.key AS pattern, on_day, adopted, sustained, open, declined, abandoned, outside
		FROM spread_changes s LEFT JOIN teams a ON a.id = area_id JOIN patterns p ON p.id = pattern_id
		WHERE adopted <> 0 OR sustained <> 0 OR open <> 0 OR declined <> 0 OR abandoned <> 0 OR outside <> 0
		ORDER BY a.key, p.key, on_day`;
	return { stays: [...stays], changes: [...changes] };
}

async function inDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
	const { db, drop } = await emptyDatabase();
	try {
		return await work(db);
	} finally {
		await drop();
	}
}

test('a history imported in pieces, with moves, equals the one imported at once', async () => {
	await fc.assert(
		fc.asyncProperty(history, async ({ trees, events }) => {
			const pieces = piecesOf(events);
			const inPieces = await inDatabase(async (db) => {
				for (const [i, piece] of pieces.entries())
					await importOn(db, TODAY[i]!, {
						'teams.csv': teamsCsv(trees[i]!),
						'patterns.csv': patternsCsv,
						'adoption_events.csv': eventsCsv(piece)
					});
				return kept(db);
			});
			const atOnce = await inDatabase(async (db) => {
				for (const [i, teams] of trees.entries())
					await importOn(db, TODAY[i]!, { 'teams.csv': teamsCsv(teams), 'patterns.csv': patternsCsv });
				await importOn(db, TODAY[2]!, { 'adoption_events.csv': eventsCsv(events.map(([event]) => event)) });
				return kept(db);
			});
			expect(inPieces).toEqual(atOnce);
		}),
		{ numRuns: 8 }
	);
}, 240_000);

/** Where a team lies at the end of a day, upwards from itself; null is the organization. */
function areasOf(trees: Team[][], team: string, day: string): (string | null)[] {
	// the first tree counts from ever; each later one from the day of its import on
	const current = trees[[2, 1, 0].find((i) => i === 0 || TODAY[i]! <= day)!]!;
	const { key, parent } = current.find(({ key }) => key === team)!;
	return [key, ...(parent === null ? [null] : areasOf(trees, TEAMS[parent]!, day))];
}

type State = {
	adopted: number;
	sustained: number;
	open: number;
	declined: number;
	abandoned: number;
	outside: number;
};

/** The counts of the teams below an area at the end of a day, recomputed from the events one by one. */
function recount(trees: Team[][], events: Event[], area: string | null, pattern: string, day: string): State {
	const state = { adopted: 0, sustained: 0, open: 0, declined: 0, abandoned: 0, outside: 0 };
	const current = trees[[2, 1, 0].find((i) => i === 0 || TODAY[i]! <= day)!]!;
	for (const { key } of current.filter(
		({ key }) => key !== area && areasOf(trees, key, day).includes(area)
	)) {
		const own = events.filter((e) => e.team === key && e.pattern === pattern && e.day <= day);
		const last = own.toSorted((a, b) => a.day.localeCompare(b.day)).at(-1);
		if (!last) continue;
		if (OPEN.includes(last.stage)) state.open++;
		else if (last.stage === 'declined') state.declined++;
		else if (last.stage === 'abandoned') state.abandoned++;
		else state.adopted++;
		if (last.stage === 'sustained') state.sustained++;
		// the joining day is not dated: the one of the last tree counts
		const joined = trees[2]!.find((team) => team.key === key)!.joined;
		const leaf = !current.some(({ parent }) => parent !== null && TEAMS[parent] === key);
		if (!leaf || (joined !== null && joined > day)) state.outside++;
	}
	return state;
}

test('on every day and in every area the kept counts equal those recomputed from the events', async () => {
	const days = [...DAYS, ...TODAY, '2025-04-14', '2025-06-14'];
	await fc.assert(
		fc.asyncProperty(history, async ({ trees, events }) => {
			const pieces = piecesOf(events);
			await inDatabase(async (db) => {
				for (const [i, piece] of pieces.entries())
					await importOn(db, TODAY[i]!, {
						'teams.csv': teamsCsv(trees[i]!),
						'patterns.csv': patternsCsv,
						'adoption_events.csv': eventsCsv(piece)
					});
				const sums = await db`
					SELECT day, a.key AS area, p.key AS pattern, sum(adopted)::int AS adopted, sum(sustained)::int AS sustained,
						sum(open)::int AS open, sum(declined)::int AS declined, sum(abandoned)::int AS abandoned,
						sum(outside)::int AS outside
					FROM unnest(${days}::text[]) day JOIN spread_changes ON on_day <= day::date
					LEFT JOIN teams a ON a.id = area_id JOIN patterns p ON p.id = pattern_id GROUP BY day, a.key, p.key`;
				const found = new Map(
					sums.map(({ day, area, pattern, ...state }) => [`${day} ${area} ${pattern}`, state])
				);
				const zero = { adopted: 0, sustained: 0, open: 0, declined: 0, abandoned: 0, outside: 0 };
				const all = pieces.flat();
				for (const day of days)
					for (const area of [null, ...TEAMS])
						for (const pattern of PATTERNS) {
							const at = `${day} ${area} ${pattern}`;
							const state = found.get(at) ?? zero;
							expect({ at, ...state }).toEqual({ at, ...recount(trees, all, area, pattern, day) });
						}
			});
		}),
		{ numRuns: 8 }
	);
}, 240_000);
