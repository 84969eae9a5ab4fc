import { STAGES, type FunnelStage } from '@app/contract';
import { pointsOf } from '../../apps/web/src/lib/charts/pattern-curve.ts';
import { fitOf, type Condition } from '../../packages/track/src/fit.ts';
import fc from 'fast-check';
import { expect } from 'vitest';
import { allPatterns, areaOf, patternUse, recount, type Db } from '@app/db';
import type { App } from '../../apps/api/src/app.ts';
import { buildApp } from '../../apps/api/src/app.ts';
import { emptyDatabase, importTexts } from '../support/imports.ts';
import { test } from '../support/database.ts';

const OPEN: string[] = STAGES.slice(0, 4);
const IN_USE: string[] = STAGES.slice(4, 6);
const TEAMS = ['root', 'north', 'south', 'a', 'b', 'c', 'd'];
const PATTERNS = ['p', 'q'];
const DAY_MS = 86_400_000;
/** All that is recorded lies in these days; changes are made on the days after them. */
const FIRST = Date.UTC(2024, 10, 1);
const day = (n: number) => new Date(FIRST + n * DAY_MS).toISOString().slice(0, 10);
const NOW = 200;
const monthAfter = (of: string) => {
	const first = new Date(`${of.slice(0, 7)}-01T00:00:00Z`);
	return new Date(first.setUTCMonth(first.getUTCMonth() + 1)).toISOString().slice(0, 10);
};

type Stay = { stage: string; next: string | null; from: string; until: string | null };
type Entry = { team: string; pattern: string; stage: string | null; day: string; superseded: boolean };

const event = fc.record({
	team: fc.constantFrom(...TEAMS),
	pattern: fc.constantFrom(...PATTERNS),
	stage: fc.constantFrom(...STAGES),
	on: fc.nat(NOW - 1)
});
const TRAITS = ['hosts', 'size'];
const VALUES = ['1', '5', '12', 'many'];
const condition = fc.record({
	pattern: fc.constantFrom(...PATTERNS),
	kind: fc.constantFrom('works' as const, 'breaks' as const),
	trait: fc.constantFrom(...TRAITS),
	operator: fc.constantFrom('is' as const, 'is not' as const, 'at least' as const, 'at most' as const),
	value: fc.constantFrom(...VALUES)
});
type Stated = Condition & { pattern: string; id: string };
const change = fc.oneof(
	fc.record({ kind: fc.constant('import' as const), events: fc.array(event, { maxLength: 12 }) }),
	fc.record({ kind: fc.constant('move' as const), team: fc.nat(3), below: fc.nat(2) }),
	fc.record({ kind: fc.constant('enter' as const), event }),
	fc.record({ kind: fc.constant('correct' as const), nth: fc.nat(), event }),
	fc.record({ kind: fc.constant('take back' as const), nth: fc.nat() }),
	fc.record({ kind: fc.constant('state' as const), condition }),
	fc.record({ kind: fc.constant('state no more' as const), nth: fc.nat() }),
	fc.record({
		kind: fc.constant('observe' as const),
		traits: fc.array(
			fc.record({
				team: fc.constantFrom(...TEAMS),
				trait: fc.constantFrom(...TRAITS),
				value: fc.constantFrom(...VALUES),
				on: fc.nat(NOW - 1)
			}),
			{ maxLength: 8 }
		)
	})
);

/** The product under change, and beside it what was recorded, as plain as can be. */
class Life {
	readonly entries: Entry[] = [];
	conditions: Stated[] = [];
	readonly traits: { team: string; trait: string; value: string; day: string }[] = [];
	/** From which day on each leaf lies below which team. */
	readonly places = new Map(['a', 'b', 'c', 'd'].map((key) => [key, [{ from: -Infinity, below: 'north' }]]));
	now = NOW;
	readonly db: Db;
	readonly app: App;

	constructor(db: Db, app: App) {
		this.db = db;
		this.app = app;
	}

	async begin(): Promise<void> {
		await this.import(
			PATTERNS.map((key) => `${key},${key},success`),
			[]
		);
	}

	private async import(patterns: string[], events: Entry[]): Promise<void> {
		const tree = [...this.places].map(([key, places]) => `${key},${key},${places.at(-1)!.below},`);
		const report = await importTexts(
			this.db,
			{
				'teams.csv': [
					'team_key,name,parent_key,kind',
					'root,root,,',
					'north,north,root,',
					'south,south,root,',
					...tree
				].join('\n'),
				...(patterns.length > 0 && { 'patterns.csv': ['pattern_key,name,kind', ...patterns].join('\n') }),
				...(events.length > 0 && {
					'adoption_events.csv': [
						'pattern_key,team_key,stage,occurred_on',
						...events.map((e) => `${e.pattern},${e.team},${e.stage},${e.day}`)
					].join('\n')
				})
			},
			{ now: new Date(FIRST + this.now * DAY_MS) }
		);
		expect(report.rejections).toEqual([]);
	}

	private async state(condition: Omit<Stated, 'id'>): Promise<void> {
		const same = (stated: Stated) =>
			JSON.stringify({ ...stated, id: undefined }) === JSON.stringify(condition);
		if (this.conditions.some(same)) return;
		const answer = await this.app.inject({
			...{ method: 'POST', url: '/api/records/conditions', payload: condition }
		});
		expect(answer.statusCode, answer.body).toBe(201);
		this.conditions.push({ ...condition, id: answer.json().id });
	}

	private async stateNoMore(nth: number): Promise<void> {
		const gone = this.conditions[nth % this.conditions.length];
		if (!gone) return;
		const url = `/api/records/conditions/${gone.id}?version=1`;
		expect((await this.app.inject({ method: 'DELETE', url })).statusCode).toBe(200);
		this.conditions = this.conditions.filter((own) => own !== gone);
	}

	private async observe(found: { team: string; trait: string; value: string; on: number }[]): Promise<void> {
		const fresh: typeof this.traits = [];
		for (const { team, trait, value, on } of found) {
			const same = (own: (typeof fresh)[number]) =>
				own.team === team && own.trait === trait && own.day === day(on);
			if (fresh.some(same)) continue;
			const before = this.traits.findIndex(same);
			if (before !== -1) this.traits.splice(before, 1);
			fresh.push({ team, trait, value, day: day(on) });
		}
		if (fresh.length === 0) return;
		const rows = fresh.map((own) => [own.team, own.trait, own.value, own.day].join());
		const file = ['team_key,trait,value,observed_on', ...rows].join('\n');
		expect((await importTexts(this.db, { 'traits.csv': file })).rejections).toEqual([]);
		this.traits.push(...fresh);
	}

	/** Whether the context of the team breaks the pattern, by what was observed up to a day. */
	private breaks(team: string, pattern: string, on: number): boolean {
		const known = this.traits
			.filter((own) => own.team === team && own.day <= day(on))
			.toSorted((x, y) => x.day.localeCompare(y.day));
		const stated = this.conditions.filter((own) => own.pattern === pattern);
		return fitOf(stated, Object.fromEntries(known.map((own) => [own.trait, own.value]))).fit === 'breaks';
	}

	/** One entry a day and adoption: the order within a day is for other tests. */
	private free({ team, pattern, on }: { team: string; pattern: string; on: number }): boolean {
		return !this.entries.some((e) => e.team === team && e.pattern === pattern && e.day === day(on));
	}

	private async post(entry: Omit<Entry, 'superseded'>, supersedes?: string): Promise<void> {
		const answer = await this.app.inject({
			method: 'POST',
			url: `/api/adoptions/${entry.pattern}/${entry.team}/transitions`,
			payload: { stage: entry.stage, occurredOn: entry.day, ...(supersedes && { supersedes }) }
		});
		expect(answer.statusCode, answer.body).toBe(201);
		this.entries.push({ ...entry, superseded: false });
	}

	private async supersede(nth: number, by: (old: Entry) => Omit<Entry, 'superseded'>): Promise<void> {
		const standing = this.entries.filter((e) => !e.superseded && e.stage !== null);
		const old = standing[nth % standing.length];
		if (!old) return;
		const { entries } = (await this.app.inject(`/api/adoptions/${old.pattern}/${old.team}`)).json();
		const found = entries.find(
			(e: { supersededBy: string | null; stage: string | null; occurredOn: string }) =>
				e.supersededBy === null && e.stage === old.stage && e.occurredOn === old.day
		);
		old.superseded = true;
		await this.post(by(old), found.id);
	}

	async make(step: typeof change extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
		this.now++;
		if (step.kind === 'import') {
			const events: Entry[] = [];
			for (const { team, pattern, stage, on } of step.events) {
				if (!this.free({ team, pattern, on })) continue;
				const entry = { team, pattern, stage, day: day(on), superseded: false };
				this.entries.push(entry);
				events.push(entry);
			}
			await this.import([], events);
		} else if (step.kind === 'move') {
			const team = ['a', 'b', 'c', 'd'][step.team]!;
			this.places.get(team)!.push({ from: this.now, below: ['root', 'north', 'south'][step.below]! });
			await this.import([], []);
		} else if (step.kind === 'enter') {
			const { team, pattern, stage, on } = step.event;
			if (this.free(step.event)) await this.post({ team, pattern, stage, day: day(on) });
		} else if (step.kind === 'correct') {
			const { stage, on } = step.event;
			await this.supersede(step.nth, ({ team, pattern, day: before }) => ({
				...{ team, pattern, stage },
				day: this.free({ team, pattern, on }) ? day(on) : before
			}));
		} else if (step.kind === 'take back') {
			await this.supersede(step.nth, (old) => ({ ...old, stage: null }));
		} else if (step.kind === 'state') {
			await this.state(step.condition);
		} else if (step.kind === 'state no more') {
			await this.stateNoMore(step.nth);
		} else {
			await this.observe(step.traits);
		}
	}

	/** Every area a team lies in on a day, itself first. */
	areasOf(team: string, on: number): string[] {
		if (team === 'root') return ['root'];
		if (team === 'north' || team === 'south') return [team, 'root'];
		const below = this.places.get(team)!.findLast(({ from }) => from <= on)!.below;
		return [team, ...this.areasOf(below, on)];
	}

	/** Each stay of an adoption in its stages, as known on a day. */
	private stays(team: string, pattern: string, on: number): Stay[] {
		const own = this.entries
			.filter((e) => e.team === team && e.pattern === pattern && !e.superseded && e.stage !== null)
			.filter((e) => e.day <= day(on))
			.toSorted((x, y) => x.day.localeCompare(y.day))
			.filter((e, i, all) => e.stage !== all[i - 1]?.stage);
		return own.map(({ stage, day: from }, i) => ({
			...{ stage: stage!, next: own[i + 1]?.stage ?? null, from, until: own[i + 1]?.day ?? null }
		}));
	}

	/** How often each stage was entered and what became of it, by going through what was recorded. */
	funnel(pattern: string | null, area: string | null, on: number) {
		const stays = TEAMS.filter((key) => area === null || this.areasOf(key, on).includes(area)).flatMap(
			(team) =>
				PATTERNS.filter((key) => pattern === null || key === pattern).flatMap((key) =>
					this.stays(team, key, on)
				)
		);
		const count = (own: Stay[], is: (next: string | null) => boolean) =>
			own.filter(({ next }) => is(next)).length;
		const ended = (next: string | null) => next === 'declined' || next === 'abandoned';
		return STAGES.slice(0, 6).flatMap((stage) => {
			const own = stays.filter((stay) => stay.stage === stage);
			if (own.length === 0) return [];
			const [running, over] = [count(own, (next) => next === null), count(own, ended)];
			return [{ stage, entered: own.length, wentOn: own.length - running - over, ended: over, running }];
		});
	}

	/** Who ever used a pattern in an area, and for how many days after the month of adopting. */
	use(pattern: string, area: string, on: number) {
		const teams = TEAMS.filter((key) => this.areasOf(key, on).includes(area));
		const used = teams
			.map((team) => this.stays(team, pattern, on).filter(({ stage }) => IN_USE.includes(stage)))
			.filter((stays) => stays.length > 0);
		const days = used.flat().map(({ stage, from, until }) => {
			const first = Date.parse(stage === 'adopted' ? monthAfter(from) : from);
			return Math.max(0, (Date.parse(until ?? day(on)) - first) / DAY_MS);
		});
		return { adopters: used.length, days: days.reduce((sum, own) => sum + own, 0) };
	}

	/** The definition of spread in domain.md, by going through what was recorded. */
	spread(pattern: string, area: string, on: number) {
		const counts = { eligible: 0, adopted: 0, sustained: 0, open: 0, declined: 0, abandoned: 0 };
		for (const team of TEAMS.filter((key) => this.areasOf(key, on).includes(area))) {
			const own = this.entries
				.filter((e) => e.team === team && e.pattern === pattern && !e.superseded && e.stage !== null)
				.filter((e) => e.day <= day(on))
				.toSorted((x, y) => x.day.localeCompare(y.day));
			const stage = own.at(-1)?.stage;
			const parent = TEAMS.some((key) => this.areasOf(key, on)[1] === team);
			if (stage || (!parent && !this.breaks(team, pattern, on))) counts.eligible++;
			if (!stage) continue;
			if (OPEN.includes(stage)) counts.open++;
			else if (stage === 'declined' || stage === 'abandoned') counts[stage]++;
			else counts.adopted++;
			if (stage === 'sustained') counts.sustained++;
		}
		return counts;
	}
}

test('after any changes, all that is kept is what the log says, and what people are told', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(change, { minLength: 4, maxLength: 14 }),
			fc.array(fc.nat(NOW + 20), { minLength: 3, maxLength: 3 }),
			async (steps, days) => {
				const { db, drop } = await emptyDatabase();
				const app = await buildApp({ db, now: () => new Date(FIRST + (NOW + 30) * DAY_MS) });
				try {
					const life = new Life(db, app);
					await life.begin();
					for (const step of steps) await life.make(step);
					expect((await recount(db)).filter(({ differed }) => differed > 0)).toEqual([]);
					for (const on of [...days, NOW + 30])
						for (const [pattern, area] of [
							['p', null],
							[null, 'north'],
							['q', 'root'],
							[null, null],
							[null, 'a']
						] as const) {
							const asked = new URLSearchParams({
								asOf: day(on),
								...(pattern && { pattern }),
								...(area && { team: area })
							});
							const { stages } = (await app.inject(`/api/funnel?${asked}`)).json();
							const told = stages.map(({ stage, entered, wentOn, ended, running }: FunnelStage) => ({
								...{ stage, entered, wentOn, ended, running }
							}));
							expect(told, String(asked)).toEqual(life.funnel(pattern, area, on));
						}
					for (const on of days)
						for (const area of ['root', 'north', 'south', 'a']) {
							const { patterns } = (await app.inject(`/api/spread?asOf=${day(on)}&team=${area}`)).json();
							const { id } = (await areaOf(db, day(on), area))!;
							const uses = await patternUse(db, id, day(on));
							for (const pattern of await allPatterns(db)) {
								const found = uses.find(({ patternId }) => patternId === pattern.id);
								const { adopters, days } = life.use(pattern.key, area, on);
								expect(found?.adopters ?? 0).toBe(adopters);
								expect(found?.adopterMonths ?? 0, `${area} ${day(on)}`).toBeCloseTo(days / 30.4375, 8);
								const inAll = life.use(pattern.key, 'root', on);
								expect(found?.adoptersInAll ?? 0).toBe(inAll.adopters);
								expect(found?.monthsInAll ?? 0).toBeCloseTo(inAll.days / 30.4375, 8);
							}
							for (const found of patterns)
								expect({ on, area, ...found }).toMatchObject(life.spread(found.key, area, on));
							const matrix = (await app.inject(`/api/matrix?asOf=${day(on)}&team=${area}`)).json();
							for (const [i, { key }] of matrix.teams.entries())
								for (const { key: pattern, eligible, adopted, open } of matrix.patterns)
									expect(life.spread(pattern, key, on)).toMatchObject({
										...{ eligible: eligible[i], adopted: adopted[i], open: open[i] }
									});
							for (const by of ['week', 'month', 'quarter'])
								for (const pattern of PATTERNS) {
									const { body } = await app.inject(
										`/api/patterns/${pattern}/spread?by=${by}&from=${day(0)}&to=${day(on)}&team=${area}`
									);
									for (const { on: end, ...point } of pointsOf(JSON.parse(body)))
										expect(life.spread(pattern, area, (Date.parse(end) - FIRST) / DAY_MS), end).toMatchObject(
											point
										);
								}
						}
				} finally {
					await app.close();
					await drop();
				}
			}
		),
		{
			numRuns: Number(process.env['RUNS'] ?? 6),
			// a team came to an area and left it within a month, and the curve ends between
			examples: [
				[
					[
						{ kind: 'move', team: 0, below: 0 },
						{ kind: 'observe', traits: [] },
						{ kind: 'enter', event: { team: 'a', pattern: 'p', stage: 'observed', on: 181 } },
						{ kind: 'move', team: 0, below: 0 }
					],
					[181, 0, 0]
				]
			]
		}
	);
}, 240_000);

/** Whatever a process may answer from what it read before. */
const QUESTIONS = [
	'/api/spread',
	`/api/spread?asOf=${day(120)}&team=north`,
	'/api/spread/curves?by=week&open=true',
	`/api/spread/curves?by=quarter&from=${day(40)}&to=${day(140)}&team=south`,
	'/api/patterns/p/spread?by=week',
	`/api/patterns/q/spread?by=month&to=${day(130)}&team=a`,
	'/api/matrix?team=root',
	`/api/matrix?team=root&depth=2&asOf=${day(150)}`,
	'/api/matrix?team=north&pattern=q',
	'/api/stalled',
	'/api/stalled?team=north&reason=slow&pageSize=2',
	'/api/value?team=south',
	'/api/before-after',
	'/api/funnel',
	'/api/teams/states',
	`/api/teams/states?team=north&asOf=${day(90)}`
];

test('a process that read before every change answers as one that has just started', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(change, { minLength: 6, maxLength: 12 }), async (steps) => {
			const { db, drop } = await emptyDatabase();
			const now = () => new Date(FIRST + (NOW + 30) * DAY_MS);
			const app = await buildApp({ db, now });
			try {
				const life = new Life(db, app);
				await life.begin();
				for (const step of steps) {
					await life.make(step);
					const fresh = await buildApp({ db, now });
					for (const url of QUESTIONS) {
						const told = await app.inject(url);
						expect(told.statusCode, told.body).toBe(200);
						expect(told.json(), url).toEqual((await fresh.inject(url)).json());
					}
					await fresh.close();
				}
			} finally {
				await app.close();
				await drop();
			}
		}),
		{ numRuns: Number(process.env['RUNS'] ?? 4) }
	);
}, 240_000);
