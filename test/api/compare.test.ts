import type { Compared, Comparison } from '@app/contract';
import { DEMO, simulate, toCsv } from '@app/demo';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildApp } from '../../apps/api/src/app.ts';
import { whenWorkedOut } from '../support/app.ts';
import { emptyDatabase, importTexts, SMALL } from '../support/imports.ts';

type Team = { team_key: string; parent_key: string; joined_on: string };
type Event = {
	pattern_key: string;
	team_key: string;
	stage: string;
	occurred_on: string;
	recorded_at?: string;
};
/** Which team lay below which other one until a day. */
type Move = { team: string; until: string; below: string };

const read = <Row>(text: string) => parse<Row>(text, { columns: true, bom: true });
const inUse = (stage: string | undefined) => stage === 'adopted' || stage === 'sustained';

/** The slow way: every pair of a team and a pattern looked at on both days, by going through the events. */
function replay(teams: Team[], events: Event[], moves: Move[]) {
	const parents = new Map(teams.map((team) => [team.team_key, team.parent_key]));
	const parentOn = (team: string, day: string) =>
		moves.find((move) => move.team === team && day < move.until)?.below ?? parents.get(team) ?? '';
	const isIn = (team: string, area: string, day: string): boolean =>
		team === area || (team !== '' && isIn(parentOn(team, day), area, day));
	const pairs = [...Map.groupBy(events, (event) => `${event.team_key} ${event.pattern_key}`).values()];
	const sorted = pairs.map((pair) => pair.toSorted((a, b) => a.occurred_on.localeCompare(b.occurred_on)));
	const recorded = ({ recorded_at }: Event) => recorded_at ?? noon(IMPORTED).toISOString();
	const firstKnown = events.map(recorded).toSorted()[0]!;
	return (area: string, [from, to]: [string, string], pattern?: string) => {
		// at the end of the day in UTC, not before anything was recorded, and not later than now
		const known = [
			[`${from}T23:59:59.999Z`, firstKnown].toSorted()[1]!,
			noon(TODAY).toISOString()
		].toSorted()[0]!;
		const counts = {
			was: 0,
			corrected: 0,
			new: 0,
			returned: 0,
			lapsed: 0,
			kept: 0,
			movedIn: 0,
			movedOut: 0,
			is: 0
		};
		const moves = new Map<string, number>();
		for (const pair of sorted) {
			const { team_key, pattern_key } = pair[0]!;
			if (pattern !== undefined && pattern_key !== pattern) continue;
			const until = (day: string) => pair.filter((event) => event.occurred_on <= day);
			const [first, last] = [until(from).at(-1)?.stage, until(to).at(-1)?.stage];
			const [here, there] = [isIn(team_key, area, from), isIn(team_key, area, to)];
			if (there && last !== undefined) {
				const move = `${first ?? 'none'} ${last}`;
				moves.set(move, (moves.get(move) ?? 0) + 1);
			}
			const then = until(from).filter((event) => Date.parse(recorded(event)) <= Date.parse(known));
			const [was, is] = [inUse(then.at(-1)?.stage), inUse(first)].map(Number) as [number, number];
			if (here) counts.was += was;
			if (here) counts.corrected += is - was;
			if (there && inUse(last)) counts.is++;
			if (here && inUse(first) && !inUse(last)) counts.lapsed++;
			if (there && inUse(last) && !inUse(first))
				counts[until(from).some(({ stage }) => inUse(stage)) ? 'returned' : 'new']++;
			if (inUse(first) && inUse(last)) {
				if (here && there) counts.kept++;
				else if (here) counts.movedOut++;
				else if (there) counts.movedIn++;
			}
		}
		return { counts, moves };
	};
}

const organizations = {
	demo: () => {
		const { files } = simulate(DEMO);
		return Object.fromEntries(Object.entries(files).map(([name, table]) => [name, toCsv(table)]));
	},
	'fastify-org': () => {
		const folder = new URL('../../../shared/data/fastify-org/', import.meta.url);
		if (!existsSync(folder)) return undefined;
		const files = ['teams.csv', 'patterns.csv', 'adoption_events.csv'];
		return Object.fromEntries(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
	}
};

const [IMPORTED, MOVED, TODAY] = ['2026-10-20', '2026-11-02', '2026-11-23'];
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** The files as they are after the busiest team was moved below another area, and what moved. */
function withMove(files: Record<string, string>) {
	const teams = read<Team>(files['teams.csv']!);
	const events = read<Event>(files['adoption_events.csv']!);
	const areas = new Set(teams.map(({ parent_key }) => parent_key));
	const leaves = teams.filter(({ team_key }) => !areas.has(team_key));
	const uses = Map.groupBy(events, ({ team_key }) => team_key);
	const busiest = leaves.toSorted(
		(a, b) => (uses.get(b.team_key)?.length ?? 0) - (uses.get(a.team_key)?.length ?? 0)
	)[0]!;
	const below = teams.find(
		({ team_key, parent_key }) => areas.has(team_key) && parent_key !== '' && team_key !== busiest.parent_key
	)!;
	const lines = files['teams.csv']!.split('\n').map((line) =>
		line.startsWith(`${busiest.team_key},`)
			? line.replace(`,${busiest.parent_key},`, `,${below.team_key},`)
			: line
	);
	const moved: Team[] = teams.map((team) =>
		team === busiest ? { ...team, parent_key: below.team_key } : team
	);
	return {
		csv: lines.join('\n'),
		count: replay(moved, events, [{ team: busiest.team_key, until: MOVED, below: busiest.parent_key }]),
		areas: [
			busiest.parent_key,
			below.team_key,
			...moved.filter((team) => team.parent_key === '').map((team) => team.team_key)
		],
		patterns: [...new Set(events.map(({ pattern_key }) => pattern_key))],
		/** Else all was learnt with the import, and nothing later. */
		learntLate: events.some(({ recorded_at }) => recorded_at)
	};
}

/** What each row has to be, told by itself. */
function addsUp(row: Compared): void {
	expect(row.was + row.corrected).toBe(row.kept + row.lapsed + row.movedOut);
	expect(row.kept + row.new + row.returned + row.movedIn).toBe(row.is);
	expect(row.is).toBeLessThanOrEqual(row.eligible);
}

describe.for(Object.entries(organizations))('%s', ([, files]) => {
	const here = files();
	test.runIf(here)(
		'every figure is that of a replay of the log, for each pattern and part, and adds up',
		async () => {
			const { csv, count, areas, patterns, learntLate } = withMove(here!);
			const { db, drop } = await emptyDatabase();
			const app = await buildApp({ db, now: () => noon(TODAY) });
			try {
				for (const [texts, day] of [
					[here!, IMPORTED],
					[{ 'teams.csv': csv }, MOVED]
				] as const)
					expect((await importTexts(db, texts, { now: noon(day) })).rejections).toEqual([]);
				let [moved, corrected] = [0, 0];
				for (const days of DAYS)
					for (const area of areas) {
						const answer = await whenWorkedOut(
							app,
							`/api/compare?from=${days[0]}&to=${days[1]}&team=${area}`
						);
						expect(answer.statusCode, answer.body).toBe(200);
						const found = answer.json<Comparison>();
						const all = count(area, days);
						expect({ area, days, ...found.total }).toMatchObject({ area, days, ...all.counts });
						for (const key of patterns)
							expect(found.patterns.find((row) => row.key === key)).toMatchObject(
								count(area, days, key).counts
							);
						for (const part of found.parts)
							expect({ area, days, ...part }).toMatchObject({ area, days, ...count(part.key, days).counts });
						for (const row of [found.total, ...found.patterns, ...found.parts]) addsUp(row);
						expect(
							Object.fromEntries(
								found.moves.map(({ from, to, adoptions }) => [`${from ?? 'none'} ${to}`, adoptions])
							)
						).toEqual(Object.fromEntries(all.moves));
						moved += found.total.movedIn + found.total.movedOut;
						corrected += Math.abs(found.total.corrected);
					}
				expect(moved).toBeGreaterThan(0);
				expect(corrected > 0).toBe(learntLate);
			} finally {
				await app.close();
				await drop();
			}
		}
	);
});

test('what was recorded or corrected later is told apart from what happened', async () => {
	const { db, drop } = await emptyDatabase();
	let now = noon('2026-07-10');
	const app = await buildApp({ db, now: () => now });
	const compare = async (query: string) => {
		const answer = await whenWorkedOut(app, `/api/compare?${query}`);
		expect(answer.statusCode, answer.body).toBe(200);
		return answer.json<Comparison>();
	};
	const events = (rows: string[]) => ({
		'adoption_events.csv': ['pattern_key,team_key,stage,occurred_on', ...rows].join('\n')
	});
	try {
		// n1 and s1 use pairing by the end of June; that is what was recorded in July
		await importTexts(
			db,
			{
				...SMALL,
				...events([
					'pairing,n1,adopted,2026-05-01',
					'pairing,s1,adopted,2026-06-01',
					'pairing,s2,agreed,2026-06-20'
				])
			},
			{ now }
		);
		const known = now.toISOString();
		// it was a mistake that s1 had; n2 had in June, which is told late, like s2, who did in August
		now = noon('2026-09-01');
		const [first] = await db<{ id: string }[]>`
			SELECT entry.id FROM transitions entry JOIN teams ON teams.id = team_id WHERE key = 's1'`;
		const correction = await app.inject({
			...{ method: 'POST', url: '/api/adoptions/pairing/s1/transitions' },
			payload: { stage: null, occurredOn: '2026-06-01', supersedes: first!.id, version: 1 }
		});
		expect(correction.statusCode, correction.body).toBeLessThan(300);
		await importTexts(db, events(['pairing,n2,adopted,2026-06-15', 'pairing,s2,adopted,2026-08-20']), {
			now
		});
		now = noon('2026-09-10');
		const figures = { returned: 0, lapsed: 0, movedIn: 0, movedOut: 0 };
		const byDefault = await compare('from=2026-06-30');
		expect(byDefault).toMatchObject({ from: '2026-06-30', to: '2026-09-10', fromKnownAt: known });
		// 2 were known; without s1 and with n2 it is 2 as well; s2 is new
		expect(byDefault.total).toMatchObject({ was: 2, corrected: 0, new: 1, kept: 2, is: 3, ...figures });
		expect(byDefault.parts).toMatchObject([
			{ key: 'north', was: 1, corrected: 1, new: 0, kept: 2, is: 2 },
			{ key: 'south', was: 1, corrected: -1, new: 1, kept: 0, is: 1 }
		]);
		expect(byDefault.moves).toEqual([
			{ from: 'agreed', to: 'adopted', adoptions: 1 },
			{ from: 'adopted', to: 'adopted', adoptions: 2 }
		]);
		for (const row of [byDefault.total, ...byDefault.patterns, ...byDefault.parts]) addsUp(row);
		// as known today, or as known before anything was
		expect(
			(await compare(`from=2026-06-30&fromKnownAt=${now.toISOString()}&team=north`)).total
		).toMatchObject({
			...{ was: 2, corrected: 0, new: 0, kept: 2, is: 2 }
		});
		expect((await compare('from=2026-06-30&fromKnownAt=2026-07-01T00:00:00Z')).total).toMatchObject({
			...{ was: 0, corrected: 2, new: 1, kept: 2, is: 3 }
		});
		// as somebody would have been told on the evening of 10 July
		const then = await compare('from=2026-05-31&to=2026-06-30&knownAt=2026-07-10T18:00:00Z');
		expect(then.total).toMatchObject({ was: 1, corrected: 0, new: 1, kept: 1, is: 2 });
		expect(then.toKnownAt).toBe('2026-07-10T18:00:00.000Z');
		const refused = await app.inject('/api/compare?from=2026-07-01&to=2026-06-30');
		expect(refused.statusCode).toBe(422);
		expect(refused.json<{ detail: string }>().detail).toContain('Exchange them');
		expect((await app.inject('/api/compare?pattern=nothing')).statusCode).toBe(404);
		expect((await app.inject('/api/compare?fromKnownAt=2027-01-01T00:00:00Z')).statusCode).toBe(422);
	} finally {
		await app.close();
		await drop();
	}
});

const DAYS: [string, string][] = [
	['2026-09-30', TODAY],
	['2026-06-30', '2026-09-30'],
	['2025-11-23', TODAY],
	['2026-11-01', '2026-11-02'],
	[TODAY, TODAY],
	['2010-01-01', '2024-02-29']
];
