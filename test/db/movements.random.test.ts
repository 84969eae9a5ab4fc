import { STAGES } from '@app/contract';
import { movements, stageMoves, type Db } from '@app/db';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyDatabase, importTexts } from '../support/imports.ts';

const TEAMS = ['root', 'north', 'south', 'a', 'b', 'c', 'd'];
const LEAVES = TEAMS.slice(3);
const PATTERNS = ['p', 'q'];
const LAST = 100;
const day = (n: number) => new Date(Date.UTC(2025, 11, 1) + n * 86_400_000).toISOString().slice(0, 10);

const event = fc.record({
	team: fc.constantFrom(...TEAMS),
	pattern: fc.constantFrom(...PATTERNS),
	stage: fc.constantFrom(...STAGES),
	on: fc.nat(LAST - 1)
});
const move = fc.record({
	team: fc.constantFrom(...LEAVES),
	below: fc.constantFrom('north', 'south', 'root'),
	on: fc.nat(LAST - 1)
});
type Event = { team: string; pattern: string; stage: string; on: number };
type Move = { team: string; below: string; on: number };

/** Where a leaf lies at the end of a day, and so in which areas a team is. */
const below = (moves: Move[], team: string, on: number) =>
	moves.findLast((own) => own.team === team && own.on <= on)?.below ?? 'north';
function isIn(moves: Move[], team: string, area: string, on: number): boolean {
	if (team === area || area === 'root') return true;
	return LEAVES.includes(team) && below(moves, team, on) === area;
}
const ofPair = (events: Event[], team: string, pattern: string, on: number) =>
	events.filter((own) => own.team === team && own.pattern === pattern && own.on <= on);
const stageOn = (...[events, team, pattern, on]: Parameters<typeof ofPair>) =>
	ofPair(events, team, pattern, on).at(-1)?.stage ?? null;
const inUse = (stage: string | null) => stage === 'adopted' || stage === 'sustained';

test('whatever was recorded and whoever moved, movements are those of a replay and add up', async () => {
	const spans = fc.tuple(fc.integer({ min: -1, max: LAST }), fc.nat(LAST)).filter(([from, to]) => from < to);
	await fc.assert(
		fc.asyncProperty(
			fc.array(event, { maxLength: 60 }),
			fc.array(move, { maxLength: 5 }),
			fc.array(spans, { minLength: 2, maxLength: 4 }),
			async (unordered, moved, asked) => {
				const { db, drop } = await emptyDatabase();
				try {
					await look(
						db,
						unordered.toSorted((a, b) => a.on - b.on),
						moved.toSorted((a, b) => a.on - b.on),
						asked
					);
				} finally {
					await drop();
				}
			}
		),
		{ numRuns: 8 }
	);
}, 120_000);

async function look(db: Db, events: Event[], moves: Move[], asked: [number, number][]): Promise<void> {
	const teams = (on: number) =>
		[
			'team_key,name,parent_key,kind',
			'root,root,,',
			'north,north,root,',
			'south,south,root,',
			...LEAVES.map((key) => `${key},${key},${below(moves, key, on)},`)
		].join('\n');
	const load = async (files: Record<string, string>, on: number) =>
		expect((await importTexts(db, files, { now: new Date(day(on)) })).rejections).toEqual([]);
	await load({ 'teams.csv': teams(-1) }, -1);
	for (const { on } of moves) await load({ 'teams.csv': teams(on) }, on);
	await load(
		{
			'patterns.csv': ['pattern_key,name,kind', ...PATTERNS.map((key) => `${key},${key},success`)].join('\n'),
			'adoption_events.csv': [
				'pattern_key,team_key,stage,occurred_on',
				...events.map((own) => `${own.pattern},${own.team},${own.stage},${day(own.on)}`)
			].join('\n')
		},
		LAST
	);
	const ids = Object.fromEntries(
		(
			await db<{ key: string; id: string }[]>`
						SELECT key, id FROM teams UNION ALL SELECT key, id FROM patterns`
		).map(({ key, id }) => [key, id])
	);
	for (const [after, to] of asked) {
		const found = await movements(
			db,
			['root', 'north', 'south', 'a'].map((key) => ids[key]!),
			{
				...{ after: day(after), to: day(to) }
			}
		);
		for (const area of ['root', 'north', 'south', 'a']) {
			for (const pattern of PATTERNS) {
				const count = (is: (team: string, was: string | null, now: string | null) => boolean) =>
					TEAMS.filter((team) =>
						is(team, stageOn(events, team, pattern, after), stageOn(events, team, pattern, to))
					).length;
				const before = (team: string) => isIn(moves, team, area, after);
				const end = (team: string) => isIn(moves, team, area, to);
				const ever = (team: string) => ofPair(events, team, pattern, after).some(({ stage }) => inUse(stage));
				const own = found.find(
					({ areaId, patternId }) => areaId === ids[area] && patternId === ids[pattern]
				) ?? { new: 0, returned: 0, lapsed: 0, movedIn: 0, movedOut: 0 };
				const { new: fresh, returned, lapsed, movedIn, movedOut } = own;
				expect({ fresh, returned, lapsed, movedIn, movedOut }).toEqual({
					fresh: count((team, was, now) => !inUse(was) && inUse(now) && end(team) && !ever(team)),
					returned: count((team, was, now) => !inUse(was) && inUse(now) && end(team) && ever(team)),
					lapsed: count((team, was, now) => inUse(was) && !inUse(now) && before(team)),
					movedIn: count((team, was, now) => inUse(was) && inUse(now) && !before(team) && end(team)),
					movedOut: count((team, was, now) => inUse(was) && inUse(now) && before(team) && !end(team))
				});
				const [first, last] = [
					count((team, was) => inUse(was) && before(team)),
					count((team, _, now) => inUse(now) && end(team))
				];
				expect(first - lapsed - movedOut).toBe(last - fresh - returned - movedIn);
			}
			const pairs = TEAMS.filter((team) => isIn(moves, team, area, to)).flatMap((team) =>
				PATTERNS.map((pattern) =>
					[after, to].map((on) => stageOn(events, team, pattern, on) ?? 'none').join('>')
				)
			);
			const moving = Map.groupBy(
				pairs.filter((pair) => pair.split('>')[0] !== pair.split('>')[1]),
				(pair) => pair
			);
			const stages = await stageMoves(db, ids[area]!, { after: day(after), to: day(to) });
			expect(
				Object.fromEntries(stages.map(({ from, to, adoptions }) => [`${from ?? 'none'}>${to}`, adoptions]))
			).toEqual(Object.fromEntries([...moving].map(([pair, all]) => [pair, all.length])));
		}
	}
}
