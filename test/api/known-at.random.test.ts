import { RECORD_KINDS, STAGES, type RecordKind } from '@app/contract';
import fc from 'fast-check';
import { expect } from 'vitest';
import { buildApp, type App } from '../../apps/api/src/app.ts';
import { EXAMPLES } from '../../apps/api/src/track/examples.ts';
import { whenWorkedOut } from '../support/app.ts';
import { test } from '../support/database.ts';
import { emptyDatabase, importTexts } from '../support/imports.ts';

const TEAMS = ['root', 'north', 'south', 'a', 'b', 'c', 'd'];
const PATTERNS = ['trunk', 'pairing'];
const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2024, 10, 1);
/** All that is recorded happened in these days; it is recorded on the days after them, one thing a day. */
const NOW = 200;
const at = (n: number) => new Date(FIRST + n * DAY_MS);
const day = (n: number) => at(n).toISOString().slice(0, 10);

const event = fc.record({
	team: fc.constantFrom(...TEAMS),
	pattern: fc.constantFrom(...PATTERNS),
	stage: fc.constantFrom(...STAGES),
	on: fc.nat(NOW - 1)
});
const CREATED: RecordKind[] = [...RECORD_KINDS, 'conditions', 'agreements', 'backings', 'check_ins'];
const step = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({ kind: fc.constant('import' as const), events: fc.array(event, { maxLength: 9 }) })
	},
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('enter' as const), event }) },
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('correct' as const), nth: fc.nat(), event }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('take back' as const), nth: fc.nat() }) },
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('create' as const),
			of: fc.constantFrom(...CREATED),
			nth: fc.nat(5)
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('edit' as const),
			nth: fc.nat(),
			word: fc.constantFrom('one', 'two')
		})
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), nth: fc.nat() }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), nth: fc.nat() }) }
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The fields that an edit of a record changes: a text that no rule is about, where the kind has one. */
const WORDS = ['name', 'words', 'statement', 'evidence', 'because', 'why', 'summary', 'purpose', 'place'];
const ORGANIZATION = {
	'teams.csv': `team_key,name,parent_key,kind\nroot,root,,\nnorth,north,root,\nsouth,south,root,\na,a,north,\nb,b,north,\nc,c,south,\nd,d,south,`,
	'patterns.csv': `pattern_key,name,kind\ntrunk,Trunk,success\npairing,Pairing,success\nbig-bang,Big bang,failure`,
	'metrics.csv':
		'metric_key,name,unit,direction,value_per_unit,currency\nlead-time,Lead time,days,down,100,EUR',
	'pattern_metrics.csv': 'pattern_key,metric_key\ntrunk,lead-time\npairing,lead-time',
	'pattern_costs.csv': 'pattern_key,kind,amount,currency\ntrunk,effort,500,EUR',
	'traits.csv': `team_key,trait,value,observed_on\na,deploys_on,kubernetes,${day(10)}\nc,deploys_on,metal,${day(20)}`,
	'measurements.csv': [
		'metric_key,team_key,measured_on,value',
		...['a', 'b', 'c', 'd'].flatMap((team, t) =>
			Array.from({ length: 14 }, (_, i) => `lead-time,${team},${day(i * 15)},${10 + t - (i % (t + 3)) / 3}`)
		)
	].join('\n')
};

/** What is asked about where a question needs it. */
const GIVEN: Record<string, string> = {
	team: 'a',
	pattern: 'trunk',
	q: 'a',
	coalitions: 'flow',
	'/api/patterns/': 'trunk',
	'/api/teams/': 'north',
	'/api/coalitions/': 'flow',
	'/api/people/': 'ada-okafor',
	'/api/events/': 'flow-2026-10'
};
/** What is not about what was known: what is said at an event now, what was issued, how the product is set up and filled. */
const OF_THE_PRESENT = /^\/api\/(live|events\/\{key\}\/live|reports|brand|channels|imports|health)/;

type Parameter = { name: string; in: string; required?: boolean };

/** Every question that the API says it answers, with what it needs; some on another day and of an area, too. */
async function questionsOf(app: App, ids: Map<string, RecordKind>): Promise<string[]> {
	const { paths } = (await app.inject('/api/openapi.json')).json<{
		paths: Record<string, { get?: { parameters?: Parameter[] } }>;
	}>();
	return Object.entries(paths).flatMap(([path, { get }]) => {
		if (!get || OF_THE_PRESENT.test(path)) return [];
		const kind = /^\/api\/records\/(\w+)\/\{id\}$/.exec(path)?.[1];
		if (kind) return [...ids].filter(([, own]) => own === kind).map(([id]) => path.replace('{id}', id));
		if (/\{id\}/.test(path)) return [];
		const url = path.replace(/\{(\w+)\}/g, (hole, name: string, from: number) => {
			const found = GIVEN[path.slice(0, from)] ?? GIVEN[name];
			expect(found, `something to put for ${hole} in ${path}`).toBeDefined();
			return found!;
		});
		const takes = (name: string) => get.parameters?.some((own) => own.name === name && own.in === 'query');
		expect(takes('knownAt'), path).toBe(true);
		const needed = (get.parameters ?? []).filter((own) => own.in === 'query' && own.required);
		const query = new URLSearchParams(needed.map(({ name }) => [name, GIVEN[name]!]));
		const other = new URLSearchParams(query);
		if (takes('asOf')) other.set('asOf', day(120));
		if (takes('team')) other.set('team', 'north');
		return [...new Set([query, other].map((own) => (own.size > 0 ? `${url}?${own}` : url)))];
	});
}

/** The product, and what is done to it. */
class Life {
	readonly clock: { now: number };
	readonly app: App;
	readonly ids = new Map<string, RecordKind>();
	private readonly entered: { team: string; pattern: string; id: string }[] = [];
	private readonly changes: string[] = [];
	private readonly db: Awaited<ReturnType<typeof emptyDatabase>>['db'];

	private constructor(db: Life['db'], app: App, clock: Life['clock']) {
		this.db = db;
		this.app = app;
		this.clock = clock;
	}

	get now(): number {
		return this.clock.now;
	}

	static async begin(db: Life['db']): Promise<Life> {
		const clock = { now: NOW };
		const life = new Life(db, await buildApp({ db, now: () => at(clock.now) }), clock);
		await life.import(ORGANIZATION);
		for (const kind of ['people', 'coalitions', 'events'] as const)
			await life.send('POST', kind, EXAMPLES[kind]);
		return life;
	}

	private async import(files: Record<string, string>): Promise<void> {
		expect((await importTexts(this.db, files, { now: at(this.now) })).rejections).toEqual([]);
	}

	/** What rules are against is not done; it must not break. */
	private async send(method: 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) {
		const url = path.startsWith('/') ? path : `/api/records/${path}`;
		const answer = await this.app.inject({ method, url, ...(payload && { payload }) });
		expect(answer.statusCode, answer.body).toBeLessThan(500);
		if (answer.statusCode >= 300) return null;
		this.changes.push(
			...String(answer.headers['x-change'] ?? '')
				.split(' ')
				.filter(Boolean)
		);
		const found = answer.json<{ id: string }>();
		if (method === 'POST' && path in EXAMPLES) this.ids.set(found.id, path as RecordKind);
		return found;
	}

	private async enter(
		{ team, pattern, stage, on }: typeof event extends fc.Arbitrary<infer T> ? T : never,
		supersedes?: string
	) {
		const found = await this.send('POST', `/api/adoptions/${pattern}/${team}/transitions`, {
			...{ stage, occurredOn: day(on), note: `said ${this.now}` },
			...(supersedes && { supersedes })
		});
		if (found) this.entered.push({ team, pattern, id: found.id });
	}

	private pick<T>(from: T[], nth: number): T | undefined {
		return from[nth % from.length];
	}

	async make(step: Step): Promise<void> {
		this.clock.now++;
		if (step.kind === 'import') {
			if (step.events.length === 0) return;
			const rows = step.events.map(
				(e) => `${e.pattern},${e.team},${e.stage},${day(e.on)},because ${this.now}`
			);
			await this.import({
				'adoption_events.csv': ['pattern_key,team_key,stage,occurred_on,note', ...rows].join('\n')
			});
		} else if (step.kind === 'enter') {
			await this.enter(step.event);
		} else if (step.kind === 'correct' || step.kind === 'take back') {
			const old = this.pick(this.entered, step.nth);
			if (!old) return;
			if (step.kind === 'correct') return this.enter({ ...step.event, ...old }, old.id);
			await this.send('POST', `/api/adoptions/${old.pattern}/${old.team}/transitions`, {
				...{ stage: null, occurredOn: day(1), supersedes: old.id }
			});
		} else if (step.kind === 'create') {
			const own = { ...EXAMPLES[step.of] } as Record<string, unknown>;
			for (const field of ['team', 'area', 'originTeam']) if (field in own) own[field] = TEAMS[step.nth + 1];
			for (const [field, value] of Object.entries(own))
				if (/^\d{4}-\d\d-\d\d$/.test(String(value))) own[field] = day(150 + 5 * step.nth);
			if ('key' in own) own['key'] = `${String(own['key'])}-${step.nth}`;
			await this.send('POST', step.of, own);
		} else if (step.kind === 'undo') {
			const id = this.pick(this.changes, step.nth);
			if (id) await this.send('POST', `/api/changes/${id}/undo`);
		} else {
			const found = this.pick([...this.ids], step.nth);
			if (!found) return;
			const [id, kind] = found;
			const answer = await this.app.inject(`/api/records/${kind}/${id}`);
			if (answer.statusCode !== 200) return;
			const record = answer.json<{ version: number }>();
			if (step.kind === 'remove') {
				await this.send('DELETE', `/api/records/${kind}/${id}?version=${record.version}`);
				return;
			}
			const field = WORDS.find((name) => name in record);
			if (!field) return;
			await this.send('PATCH', `/api/records/${kind}/${id}`, {
				...{ version: record.version, fields: { [field]: `${step.word} ${this.now}` } }
			});
		}
	}
}

type Told = { url: string; status: number; body: unknown };
const tell = async (app: App, url: string): Promise<Told> => {
	const told = (statusCode: number, body: unknown) => ({ url, status: statusCode, body });
	const first = await app.inject(url);
	if (!String(first.headers['content-type']).includes('json')) return told(first.statusCode, first.body);
	const answer = await whenWorkedOut(app, url);
	// the code of an event that was removed since is gone for good
	return told(
		answer.statusCode,
		JSON.parse(answer.body, (name, value: unknown) => (name === 'code' ? undefined : value))
	);
};

test('every answer with knownAt is the one that was given then', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { minLength: 12, maxLength: 40 }),
			fc.array(fc.nat(), { minLength: 2, maxLength: 3 }),
			async (steps, picks) => {
				const { db, drop } = await emptyDatabase();
				const life = await Life.begin(db);
				try {
					const asked = new Set(picks.map((pick) => pick % steps.length));
					const given: { knownAt: string; told: Told[] }[] = [];
					for (const [i, one] of steps.entries()) {
						await life.make(one);
						if (!asked.has(i)) continue;
						const told: Told[] = [];
						for (const url of await questionsOf(life.app, life.ids)) told.push(await tell(life.app, url));
						given.push({ knownAt: at(life.now).toISOString(), told });
					}
					life.clock.now++;
					for (const { knownAt, told } of given)
						for (const was of told) {
							const url = `${was.url}${was.url.includes('?') ? '&' : '?'}knownAt=${knownAt}`;
							const is = await tell(life.app, url);
							expect({ ...is, url: was.url }, url).toEqual(was);
						}
				} finally {
					await life.app.close();
					await drop();
				}
			}
		),
		{ numRuns: Number(process.env['RUNS'] ?? 2), endOnFailure: true } // one takes seconds
	);
}, 600_000);
