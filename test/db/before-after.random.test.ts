import fc from 'fast-check';
import { expect } from 'vitest';
import { change as commit, enterTransition, newId, recount, type Db } from '../../packages/db/src/index.ts';
import { emptyDatabase, importTexts, SMALL, test } from '../support/imports.ts';

const [TEAMS, PATTERNS, METRICS] = [9, 3, 2];
const ORGANIZATION = '00000000-0000-0000-0000-000000000000';
const DAY = 86_400_000;
const date = (day: number) => new Date(Date.UTC(2025, 0, 1) + day * DAY).toISOString().slice(0, 10);

/** Parts of an import: moves below another team, events, measurements in quarters, and what patterns should move. */
const step = fc.record({
	moves: fc.array(fc.tuple(fc.integer({ min: 1, max: TEAMS - 1 }), fc.nat()), { maxLength: 3 }),
	events: fc.array(
		fc.record({
			pattern: fc.nat(PATTERNS - 1),
			team: fc.nat(TEAMS - 1),
			stage: fc.constantFrom('started', 'adopted', 'adopted', 'sustained', 'abandoned'),
			day: fc.integer({ min: -30, max: 200 })
		}),
		{ minLength: 2, maxLength: 6 }
	),
	measurements: fc.array(
		fc.record({
			metric: fc.nat(METRICS - 1),
			team: fc.nat(TEAMS - 1),
			// edges of the windows come often
			day: fc.oneof(fc.integer({ min: -100, max: 280 }), fc.constantFrom(0, 84, 100, 16, 184)),
			value: fc.integer({ min: -40, max: 400 })
		}),
		{ minLength: 4, maxLength: 12 }
	),
	pairs: fc.array(fc.tuple(fc.nat(PATTERNS - 1), fc.nat(METRICS - 1)), { minLength: 1, maxLength: 2 }),
	/** Single changes after it: a team adopts, or takes back one of those that were entered. */
	singles: fc.array(
		fc.oneof(
			fc.record({
				pattern: fc.nat(PATTERNS - 1),
				team: fc.nat(TEAMS - 1),
				day: fc.integer({ min: -30, max: 200 })
			}),
			fc.record({ takeBack: fc.nat() })
		),
		{ maxLength: 3 }
	)
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What was imported so far, as plainly as can be. */
class Model {
	parent = Array.from({ length: TEAMS }, (_, i) => (i === 0 ? null : Math.floor((i - 1) / 2)));
	adopted: { pattern: number; team: number; day: number; id: string | null }[] = [];
	measured = new Map<string, { metric: number; team: number; day: number; value: number }>();
	pairs = new Set<string>();

	take({ moves, events, measurements, pairs }: Step) {
		for (const [team, to] of moves) this.parent[team] = to % team; // below one that comes before: no loops
		for (const { pattern, team, stage, day } of events) {
			if (stage !== 'adopted' && stage !== 'sustained') continue;
			this.adopted.push({ pattern, team, day, id: null });
		}
		for (const one of measurements) this.measured.set(`${one.metric} ${one.team} ${one.day}`, one);
		for (const [pattern, metric] of pairs) this.pairs.add(`${pattern} ${metric}`);
	}

	inside(area: string, team: number): boolean {
		for (let at: number | null = team; at !== null; at = this.parent[at]!) if (area === `t${at}`) return true;
		return area === ORGANIZATION;
	}

	/** The sums of every area, by going through all there is. */
	sums(): Record<string, Sums> {
		const found: Record<string, Sums> = {};
		for (const area of [ORGANIZATION, ...this.parent.map((_, i) => `t${i}`)])
			for (const pair of this.pairs) {
				const [pattern, metric] = pair.split(' ');
				const own = { teams: 0, before: 0, sumBefore: 0, after: 0, sumAfter: 0 };
				for (const team of this.parent.keys()) {
					const days = this.adopted.filter((one) => `${one.pattern}` === pattern && one.team === team);
					if (days.length === 0 || !this.inside(area, team)) continue;
					const day = Math.min(...days.map((one) => one.day));
					const around = [...this.measured.values()].filter(
						(one) =>
							`${one.metric}` === metric && one.team === team && one.day >= day - 84 && one.day < day + 84
					);
					own.teams += Number(around.length > 0);
					for (const one of around) {
						if (one.day < day) own.before++;
						else own.after++;
						own[one.day < day ? 'sumBefore' : 'sumAfter'] += one.value / 4;
					}
				}
				if (own.teams > 0) found[`${area}: p${pattern} m${metric}`] = own;
			}
		return found;
	}
}
type Sums = { teams: number; before: number; sumBefore: number; after: number; sumAfter: number };

/** The kept sums of every area: those of the teams below it, and its own as a team. */
async function kept(db: Db): Promise<Record<string, Sums>> {
	const rows = await db<(Sums & { name: string })[]>`
		SELECT coalesce(area.key, ${ORGANIZATION}) || ': ' || pattern.key || ' ' || metric.key AS name, sum(teams)::int AS teams,
			sum(before)::int AS before, sum(sum_before)::float8 AS "sumBefore", sum(after)::int AS after, sum(sum_after)::float8 AS "sumAfter"
		FROM (
			SELECT area_id, pattern_id, metric_id, teams, before, sum_before, after, sum_after FROM before_after_areas
			UNION ALL
			SELECT team_id, pattern_id, metric_id, (before + after > 0)::int, before, sum_before, after, sum_after FROM before_after
		) sums LEFT JOIN teams area ON area.id = area_id JOIN patterns pattern ON pattern.id = pattern_id
		JOIN metrics metric ON metric.id = metric_id
		GROUP BY 1 HAVING sum(teams) > 0`;
	return Object.fromEntries(rows.map(({ name, ...sums }) => [name, sums]));
}

/** Enters a change as a person does; both the database and the model take it. */
async function enter(db: Db, model: Model, change: Step['singles'][number]): Promise<void> {
	const entered = model.adopted.filter(({ id }) => id !== null);
	const old = 'takeBack' in change ? entered[change.takeBack % entered.length] : undefined;
	if ('takeBack' in change && !old) return;
	const own = old ?? { ...(change as { pattern: number; team: number; day: number }), id: null };
	const id = newId();
	await commit(db, { by: 'test', onBehalfOf: null, at: '2025-10-01T12:00:00Z' }, null, async (changing) => {
		const { created } = await enterTransition(changing, {
			...{ id, team: `t${own.team}`, pattern: `p${own.pattern}`, stage: old ? null : 'adopted' },
			...{ occurredOn: date(own.day), supersedes: old?.id }
		});
		expect(created).toBe(true);
		return { status: 201, body: null };
	});
	if (old) model.adopted.splice(model.adopted.indexOf(old), 1);
	else model.adopted.push({ ...own, id });
}

const csv = (header: string, rows: string[]) => `${header}\n${[...new Set(rows)].join('\n')}\n`;
const teamsCsv = ({ parent }: Model) =>
	csv(
		'team_key,name,parent_key,kind,size,joined_on',
		parent.map((above, i) => `t${i},Team ${i},${above === null ? '' : `t${above}`},,,`)
	);

function filesOf({ moves, events, measurements, pairs }: Step, model: Model): Record<string, string> {
	const last = new Map(
		measurements.map((one) => [`m${one.metric},t${one.team},${date(one.day)}`, one.value / 4])
	);
	return {
		...(moves.length > 0 && { 'teams.csv': teamsCsv(model) }),
		...(events.length > 0 && {
			'adoption_events.csv': csv(
				'pattern_key,team_key,stage,occurred_on,note',
				events.map(({ pattern, team, stage, day }) => `p${pattern},t${team},${stage},${date(day)},`)
			)
		}),
		...(last.size > 0 && {
			'measurements.csv': csv(
				'metric_key,team_key,measured_on,value',
				[...last].map(([key, value]) => `${key},${value}`)
			)
		}),
		...(pairs.length > 0 && {
			'pattern_metrics.csv': csv(
				'pattern_key,metric_key,claimed_effect',
				pairs.map(([pattern, metric]) => `p${pattern},m${metric},`)
			)
		})
	};
}

/** How many rows of kept tables a recount puts right. */
const wrong = async (db: Db) =>
	Object.fromEntries(
		(await recount(db)).flatMap(({ table, differed }) => (differed > 0 ? [[table, differed]] : []))
	);

const numbered = (count: number, row: (i: number) => string) =>
	Array.from({ length: count }, (_, i) => row(i));

test('whatever is imported in whatever order, sums before and after adopting are those of the records', async () => {
	let found = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
			const own = await emptyDatabase();
			const model = new Model();
			const base = {
				'teams.csv': teamsCsv(model),
				'patterns.csv': csv(
					'pattern_key,name,kind,summary,discovered_on,origin_team_key',
					numbered(PATTERNS, (i) => `p${i},Pattern ${i},success,,,`)
				),
				'metrics.csv': csv(
					'metric_key,name,unit,direction,value_per_unit,currency',
					numbered(METRICS, (i) => `m${i},Metric ${i},days,down,,`)
				)
			};
			for (const [i, one] of steps.entries()) {
				model.take(one);
				const files = { ...(i === 0 && base), ...filesOf(one, model) };
				const now = new Date(Date.UTC(2025, 9, 1) + i * DAY);
				const report = await importTexts(own.db, files, { now });
				expect(report.rejections.filter(({ says }) => says !== 'no file to import')).toEqual([]);
				const sums = model.sums();
				expect(await kept(own.db)).toEqual(sums);
				for (const change of one.singles) {
					await enter(own.db, model, change);
					expect(await kept(own.db)).toEqual(model.sums());
				}
				found += Object.keys(sums).length;
			}
			expect(await wrong(own.db)).toEqual({});
			await own.drop();
		}),
		{ numRuns: 12 }
	);
	expect(found).toBeGreaterThan(100); // or the histories are too thin to prove anything
}, 240_000);

test('a recount finds what is wrong, and puts it right', async ({ own }) => {
	await importTexts(own.db, {
		...SMALL,
		'pattern_metrics.csv': 'pattern_key,metric_key,claimed_effect\npairing,lead,\n',
		'measurements.csv': `metric_key,team_key,measured_on,value
lead,n1,2025-01-31,12.5
lead,n1,2025-02-01,9
lead,s1,2025-04-30,8
`
	});
	const right = await kept(own.db);
	expect(right['org: pairing lead']).toEqual({ teams: 2, before: 2, sumBefore: 20.5, after: 1, sumAfter: 9 });
	await own.db`UPDATE before_after SET sum_after = sum_after + 1 WHERE after > 0`;
	await own.db`UPDATE before_after_areas SET before = before + 1 WHERE area_id = ${ORGANIZATION}`;
	await own.db`UPDATE metrics SET last_on = NULL`;
	expect(await wrong(own.db)).toEqual({ before_after: 1, before_after_areas: 1, metrics: 1 });
	expect(await kept(own.db)).toEqual(right);
	expect(await wrong(own.db)).toEqual({});
});
