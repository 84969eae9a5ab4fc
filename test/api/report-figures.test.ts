import {
	ReportData,
	STAGES,
	type EventList,
	type Funnel,
	type Heeded,
	type Matrix,
	type PatternDetail,
	type RoiFigures,
	type Spread,
	type Stalled,
	type Support,
	type Triggers,
	type Value as Worth,
	type WaitingList
} from '@app/contract';
import { Value } from 'typebox/value';
import { expect } from 'vitest';
import type { Db } from '@app/db';
import { TODAY, whenWorkedOut, type App } from '../support/app.ts';
import { test as base } from '../support/demo.ts';
import { reportOf } from '../support/report.ts';

const QUARTER = '2026-Q3';
const [BEFORE, FROM, TO] = ['2026-06-30', '2026-07-01', '2026-09-30'];
const AREA = 'transport-operations';

/** The demo organization with findings of two looks, and its report of a quarter, whole and of an area. */
const test = base
	.extend('whole', { scope: 'file' }, async ({ demo, app, db }): Promise<ReportData> => {
		void demo; // whose records the report is of
		for (const day of ['2026-06-10', '2026-08-20', '2026-09-10']) {
			await app.lookForFindings(new Date(`${day}T09:00:00Z`));
		}
		return reportOf(db, QUARTER, TODAY);
	})
	.extend('ofArea', { scope: 'file' }, async ({ whole, db }): Promise<ReportData> => {
		void whole; // which comes first
		return reportOf(db, QUARTER, TODAY, { team: AREA });
	});

const ask = async <T>(app: App, url: string): Promise<T> => {
	const answer = await whenWorkedOut(app, url);
	expect(answer.statusCode, answer.body).toBe(200);
	return answer.json<T>();
};
const add = <Row>(rows: Row[], of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0);
const inUse = (stage: string | null | undefined) => stage === 'adopted' || stage === 'sustained';

/** Every adoption's live transitions, and the areas that its team lies in, read from what was recorded alone. */
async function histories(sql: Db) {
	const rows = await sql<
		{ team: string; pattern: string; stage: string; day: string; reason: string | null }[]
	>`
		SELECT team.key AS team, pattern.key AS pattern, t.stage, t.occurred_on AS day, t.reason
		FROM transitions t JOIN teams team ON team.id = t.team_id JOIN patterns pattern ON pattern.id = t.pattern_id
		WHERE t.stage IS NOT NULL AND NOT EXISTS (SELECT FROM transitions later WHERE later.supersedes = t.id)
		ORDER BY t.occurred_on, t.day_order`;
	const parents = new Map(
		(
			await sql<{ key: string; parent: string | null }[]>`
			SELECT t.key, parent.key AS parent FROM team_places JOIN teams t ON t.id = team_id
			LEFT JOIN teams parent ON parent.id = parent_id WHERE until_on = 'infinity'`
		).map(({ key, parent }) => [key, parent])
	);
	const lies = (team: string | null | undefined, area: string | null): boolean =>
		area === null || team === area || (team != null && lies(parents.get(team), area));
	return {
		lies,
		all: [...Map.groupBy(rows, ({ team, pattern }) => `${team} ${pattern}`).values()].map((own) => ({
			...{ team: own[0]!.team, pattern: own[0]!.pattern, own },
			on: (day: string) => own.findLast((each) => each.day <= day)?.stage ?? null
		}))
	};
}

test('a report is what its schema says, whole and of an area', ({ whole, ofArea }) => {
	for (const report of [whole, ofArea]) {
		expect([...Value.Errors(ReportData, report)]).toEqual([]);
		expect(JSON.parse(JSON.stringify(report))).toEqual(report); // nothing of it is lost in a file
		expect(report).toMatchObject({ asOf: TO, quarter: { from: FROM, to: TO }, before: { to: BEFORE } });
		for (const topic of ['spread', 'stalled', 'worth', 'changed', 'decision']) {
			expect(report.summary.map((each) => each.topic)).toContain(topic);
		}
		for (const { meaning } of report.figures) expect(meaning).not.toBe('');
	}
	expect([whole.area, ofArea.area?.key]).toEqual([null, AREA]);
});

test('spread, funnel and stalls are those that the API tells', async ({ app, whole, ofArea }) => {
	for (const [report, team] of [
		[whole, ''],
		[ofArea, `&team=${AREA}`]
	] as const) {
		const [spread, before] = await Promise.all(
			[TO, BEFORE].map((day) => ask<Spread>(app, `/api/spread?asOf=${day}${team}`))
		);
		expect(report.patterns).toHaveLength(spread!.patterns.length);
		for (const own of spread!.patterns) {
			const told = report.patterns.find(({ key }) => key === own.key);
			const { eligible, adopted } = before!.patterns.find(({ key }) => key === own.key)!;
			expect(told).toMatchObject({ ...own, eligibleBefore: eligible, adoptedBefore: adopted });
			expect(told!.curve.at(-1)).toBe(own.adopted);
			expect(told!.curve[report.curveOn.indexOf(BEFORE)]).toBe(adopted);
		}
		const matrix = await ask<Matrix>(app, `/api/matrix?asOf=${TO}${team}`);
		for (const { key, eligible, adopted } of matrix.patterns) {
			matrix.teams.forEach((part, i) => {
				const cell = report.matrix.find((each) => each.part === part.key && each.pattern === key);
				expect([cell?.eligible ?? 0, cell?.adopted ?? 0]).toEqual([eligible[i], adopted[i]]);
			});
		}
		const funnel = await ask<Funnel>(app, `/api/funnel?asOf=${TO}${team}`);
		expect(report.funnel).toMatchObject({ reach: funnel.reach, stages: funnel.stages });
		const stalled = await ask<Stalled>(app, `/api/stalled?asOf=${TO}&pageSize=200${team}`);
		const stalledBefore = await ask<Stalled>(app, `/api/stalled?asOf=${BEFORE}${team}`);
		expect(report.stalled).toMatchObject({
			...{ open: stalled.open, total: stalled.total, adoptions: stalled.adoptions },
			...{ openBefore: stalledBefore.open, totalBefore: stalledBefore.total },
			byReason: stalled.byReason.map((own, i) => ({ ...own, before: stalledBefore.byReason[i]!.count }))
		});
		expect(add(report.patterns, (own) => own.stalled)).toBe(stalled.total);
		for (const { key } of report.patterns.slice(0, 3)) {
			const own = await ask<Stalled>(app, `/api/stalled?asOf=${TO}&pattern=${key}${team}`);
			expect(report.patterns.find((each) => each.key === key)!.stalled).toBe(own.total);
		}
	}
});

test('worth, effects and time are those that the API tells', async ({ app, whole, ofArea }) => {
	for (const [report, team] of [
		[whole, ''],
		[ofArea, `&team=${AREA}`]
	] as const) {
		const { patterns } = await ask<Worth>(app, `/api/value?asOf=${TO}${team}`);
		expect(report.value.patterns).toHaveLength(patterns.length);
		for (const own of patterns) {
			const told = report.value.patterns.find(({ pattern }) => pattern.key === own.key)!;
			const { currency, adopters, adopterMonths, benefit, benefitInterval, cost, roiMultiple, grade, notes } =
				own;
			expect(told).toMatchObject({
				...{ currency, adopters, adopterMonths, benefit, benefitInterval, cost, roiMultiple, grade, notes }
			});
			const roi = await ask<RoiFigures>(app, `/api/patterns/${own.key}/value?asOf=${TO}${team}`);
			expect(told.roi).toEqual(roi.roi?.p10 == null ? null : { ...roi.roi, loss: roi.chanceOfLoss });
			expect(told.paybackMonths).toBe(roi.paybackMonths?.p50 ?? null);
			const effects = report.effects.filter(({ pattern }) => pattern.key === own.key);
			expect(effects.map(({ effect }) => effect)).toEqual(
				expect.arrayContaining(own.effects.map((each) => ({ ...each, pending: false })))
			);
			const { timeToAdopt: time } = await ask<PatternDetail>(
				app,
				`/api/patterns/${own.key}?asOf=${TO}${team}`
			);
			const row = report.timeToAdopt.find(({ pattern }) => pattern?.key === own.key);
			expect(row ?? null).toEqual(
				time.started === 0
					? null
					: {
							pattern: { key: own.key, name: own.name },
							...{
								tracks: time.started,
								adopted: time.adopted,
								gaveUp: time.gaveUp,
								stillOpen: time.stillOpen
							},
							...{ medianDays: time.medianDays, lower: time.medianLower, upper: time.medianUpper }
						}
			);
		}
		expect(add(report.value.totals, ({ net }) => net)).toBeCloseTo(
			add(report.value.patterns, ({ net }) => net ?? 0),
			4
		);
		const avoided = await ask<Heeded>(app, `/api/heeded?asOf=${TO}${team}`);
		expect(report.value.avoided.map(({ currency, amount }) => ({ currency, amount }))).toEqual(
			avoided.avoided
		);
	}
	expect(whole.value.patterns.filter(({ roi }) => roi !== null).length).toBeGreaterThan(5);
});

test('events, support and backing are those that the API tells', async ({ app, whole, ofArea }) => {
	const { events } = await ask<EventList>(app, '/api/events');
	const inQuarter = events.filter(
		({ startsAt }) => startsAt.slice(0, 10) >= FROM && startsAt.slice(0, 10) <= TO
	);
	expect(inQuarter.length).toBeGreaterThan(2);
	expect(whole.events).toHaveLength(inQuarter.length);
	for (const { yield: yielded, ...own } of inQuarter) {
		const { key, name, state, coalitions, patterns, invited, attended, learnt } = own;
		const { opportunities, agreed, started, adopted, ended, open } = yielded;
		expect(whole.events.find((each) => each.key === key)).toEqual({
			...{ key, name, state, coalitions, patterns, invited, attended, learnt, on: own.startsAt.slice(0, 10) },
			...{ opportunities, agreed, started, adopted, ended, open }
		});
	}
	for (const own of ofArea.events) {
		const all = whole.events.find(({ key }) => key === own.key)!;
		expect(own.invited).toBeLessThanOrEqual(all.invited);
		expect(own.opportunities).toBeLessThanOrEqual(all.opportunities);
	}
	// the weeks from the first Monday of the quarter on: 6 July to the week that begins on 28 September
	const { coalitions } = await ask<Support>(app, `/api/support?asOf=${TO}&from=2026-07-06&weeks=13`);
	const sum = (all: number[]) => Math.round(1000 * add(all, (own) => own)) / 1000;
	const ledgers = coalitions.flatMap(({ coalition, ledgers }) => ledgers.map((own) => ({ coalition, own })));
	expect(whole.support).toHaveLength(ledgers.length);
	for (const { coalition, own } of ledgers) {
		const told = whole.support.find(
			(each) => each.coalition?.key === coalition?.key && each.kind === own.kind
		)!;
		const { committed, used, released, remaining } = own;
		expect(told).toMatchObject({
			...{ committed: sum(committed), used: sum(used), released: sum(released), remaining: sum(remaining) },
			free: own.free.includes(null) ? null : sum(own.free as number[])
		});
		expect(told.used + told.released + told.remaining).toBeCloseTo(told.committed, 6);
	}
	for (const [report, team] of [
		[whole, ''],
		[ofArea, `&team=${AREA}`]
	] as const) {
		const { waiting } = await ask<WaitingList>(app, `/api/backing/waiting?asOf=${TO}${team}`);
		expect(report.backingGaps.map(({ area, unbacked }) => [area.key, unbacked])).toEqual(
			waiting.slice(0, 200).map(({ area, unbacked }) => [area.key, unbacked])
		);
	}
	expect(whole.backingGaps.length).toBeGreaterThan(0);
});

test('what moved, ended and was due is what a replay of the transitions says', async ({
	sql,
	whole,
	ofArea
}) => {
	const { all, lies } = await histories(sql);
	const targets = await sql<{ team: string; pattern: string; on: string }[]>`
		SELECT team.key AS team, pattern.key AS pattern, coalesce(plan.target_on, agreed.target_on) AS on
		FROM teams team CROSS JOIN patterns pattern
		LEFT JOIN adoption_plans plan ON plan.team_id = team.id AND plan.pattern_id = pattern.id
		LEFT JOIN LATERAL (SELECT target_on FROM agreements a WHERE a.team_id = team.id AND a.pattern_id = pattern.id
			AND a.agreed_on <= ${TO} ORDER BY agreed_on DESC LIMIT 1) agreed ON true
		WHERE coalesce(plan.target_on, agreed.target_on) BETWEEN ${FROM} AND ${TO}`;
	expect(targets.length).toBeGreaterThan(20);
	for (const [report, area] of [
		[whole, null],
		[ofArea, AREA]
	] as const) {
		const here = all.filter(({ team }) => lies(team, area));
		for (const pattern of report.patterns) {
			const own = here.filter((each) => each.pattern === pattern.key);
			const count = (is: (was: boolean, now: boolean, ever: boolean) => boolean) =>
				own.filter((each) =>
					is(
						inUse(each.on(BEFORE)),
						inUse(each.on(TO)),
						each.own.some(({ stage, day }) => day <= BEFORE && inUse(stage))
					)
				).length;
			expect(pattern).toMatchObject({
				new: count((was, now, ever) => now && !was && !ever),
				returned: count((was, now, ever) => now && !was && ever),
				lapsed: count((was, now) => was && !now),
				kept: count((was, now) => was && now)
			});
		}
		const moves = Map.groupBy(
			here.filter((each) => each.on(TO) !== each.on(BEFORE)),
			(each) => `${each.on(BEFORE)} ${each.on(TO)}`
		);
		expect(
			Object.fromEntries(report.moves.map(({ from, to, adoptions }) => [`${from} ${to}`, adoptions]))
		).toEqual(Object.fromEntries([...moves].map(([key, own]) => [key, own.length])));
		const ends = here.flatMap(({ own }) =>
			own.filter(({ stage }, i) => own[i - 1]?.stage !== stage && ['declined', 'abandoned'].includes(stage))
		);
		for (const { end, reason, adoptions, before } of report.ends) {
			const own = ends.filter((each) => each.stage === end && each.reason === reason);
			expect([adoptions, before]).toEqual([
				own.filter(({ day }) => day >= FROM && day <= TO).length,
				own.filter(({ day }) => day >= '2026-04-01' && day <= BEFORE).length
			]);
		}
		expect(add(report.ends, ({ adoptions }) => adoptions)).toBe(
			ends.filter(({ day }) => day >= FROM && day <= TO).length
		);
		const due = targets.filter(({ team }) => lies(team, area));
		expect(add(report.plan, (own) => own.due)).toBe(due.length);
		for (const plan of report.plan) {
			const own = due.filter(({ pattern }) => pattern === plan.pattern.key);
			const fates = own.map(({ team, pattern, on }) => {
				const history = all.find((each) => each.team === team && each.pattern === pattern);
				const adopted = history?.own.find(({ stage, day }) => inUse(stage) && day <= TO)?.day;
				if (adopted !== undefined) return adopted <= on ? 'onTime' : 'late';
				return ['declined', 'abandoned'].includes(history?.on(TO) ?? '') ? 'ended' : 'open';
			});
			const count = (fate: string) => fates.filter((each) => each === fate).length;
			expect(plan).toMatchObject({
				...{ due: own.length, onTime: count('onTime'), late: count('late') },
				...{ ended: count('ended'), open: count('open') }
			});
		}
	}
});

test('rescued are those that stalled a quarter ago and are further now', async ({
	app,
	sql,
	whole,
	ofArea
}) => {
	const { all } = await histories(sql);
	for (const [report, team] of [
		[whole, ''],
		[ofArea, `&team=${AREA}`]
	] as const) {
		const { adoptions, total } = await ask<Stalled>(app, `/api/stalled?asOf=${BEFORE}&pageSize=500${team}`);
		expect(adoptions).toHaveLength(total);
		const further = adoptions.filter(({ team, pattern, stage }) => {
			const now = all.find((each) => each.team === team.key && each.pattern === pattern.key)!.on(TO)!;
			return !['declined', 'abandoned'].includes(now) && STAGES.indexOf(now as never) > STAGES.indexOf(stage);
		});
		expect(report.stalled.rescued).toBe(further.length);
	}
	expect(whole.stalled.rescued).toBeGreaterThan(0);
});

test('findings add up, and are those that stood on the days', async ({ sql, whole, ofArea }) => {
	const rows = await sql<{ kind: string; opened: string; closed: string | null }[]>`
		SELECT kind, to_char(opened_at, 'YYYY-MM-DD') AS opened, to_char(resolved_at, 'YYYY-MM-DD') AS closed FROM findings`;
	expect(whole.findings.length).toBeGreaterThan(3);
	for (const { kind, openBefore, opened, closed, open } of whole.findings) {
		const own = rows.filter((each) => each.kind === kind);
		expect({ openBefore, opened, closed, open }).toEqual({
			openBefore: own.filter((each) => each.opened < FROM && (each.closed ?? '9') >= FROM).length,
			opened: own.filter((each) => each.opened >= FROM && each.opened <= TO).length,
			closed: own.filter((each) => each.closed !== null && each.closed >= FROM && each.closed <= TO).length,
			open: own.filter((each) => each.opened <= TO && (each.closed ?? '9') > TO).length
		});
	}
	for (const { openBefore, opened, closed, open } of [...whole.findings, ...ofArea.findings]) {
		expect(openBefore + opened - closed).toBe(open);
	}
	expect(add(whole.findings, ({ closed }) => closed)).toBeGreaterThan(0);
});

test('figures agree with each other, and the parts add up to the whole', ({ whole, ofArea }) => {
	for (const report of [whole, ofArea]) {
		for (const own of [...report.patterns, ...report.parts]) {
			expect(own.kept + own.new + own.returned + own.movedIn, own.key).toBe(own.adopted);
			expect(own.kept + own.lapsed + own.movedOut, own.key).toBe(own.adoptedBefore);
		}
		for (const of of [
			'eligible',
			'adopted',
			'open',
			'eligibleBefore',
			'adoptedBefore',
			'new',
			'lapsed',
			'returned'
		] as const) {
			expect(
				add(report.parts, (own) => own[of]),
				of
			).toBe(add(report.patterns, (own) => own[of]));
		}
		const figure = (key: string) => report.figures.find((own) => own.key === key)!;
		expect(figure('in-use').value).toBe(add(report.patterns, ({ adopted }) => adopted));
		expect(figure('stalled').of).toBe(report.stalled.open);
		expect(figure('time-to-adopt').value).toBe(report.timeToAdopt[0]!.medianDays);
	}
	const part = whole.parts.find(({ key }) => key === AREA)!;
	expect(add(ofArea.patterns, ({ adopted }) => adopted)).toBe(part.adopted);
	expect(add(ofArea.patterns, (own) => own.new)).toBe(part.new);
	expect(whole.figures.find(({ key }) => key === 'roi-multiple')!.value).toBe(
		ofArea.figures.find(({ key }) => key === 'roi-multiple')!.value
	);
});

test('what waits for a decision is named', async ({ app, db, sql, whole }) => {
	const of = (report: ReportData) =>
		report.summary.flatMap(({ topic, words }) => (topic === 'decision' ? [words] : []));
	const [gap] = whole.backingGaps;
	expect(of(whole)[0]).toContain(`${gap!.area.name}: ${gap!.unbacked} adoptions of ${gap!.pattern!.name}`);
	for (const { name } of gap!.holders) expect(of(whole)[0]).toContain(name);

	// a coalition gives much less from the quarter on
	const [coalition] = await sql<{ key: string }[]>`
		SELECT key FROM coalitions JOIN capacities ON coalition_id = coalitions.id WHERE capacities.kind = 'coaching' ORDER BY key LIMIT 1`;
	const less = { coalition: coalition!.key, kind: 'coaching', fromOn: FROM, perWeek: 0.01 };
	const stored = await app.inject({ method: 'POST', url: '/api/records/capacities', payload: less });
	expect(stored.statusCode, stored.body).toBe(201);
	const scarce = await reportOf(db, QUARTER, TODAY);
	const { coalitions } = await ask<Support>(app, `/api/support?asOf=${TO}&from=2026-07-06&weeks=13`);
	const over = coalitions.flatMap(({ coalition, overPromised }) =>
		[...Map.groupBy(overPromised, ({ kind }) => kind)].map(
			([kind, weeks]) =>
				`${coalition!.name}: in ${weeks.length} week${weeks.length === 1 ? '' : 's'} of ${QUARTER} more ${kind}`
		)
	);
	expect(over.length).toBeGreaterThan(0);
	for (const words of over) expect(of(scarce)).toContainEqual(expect.stringContaining(words));

	const { coalitions: all } = await ask<Triggers>(app, '/api/triggers');
	const due = all.filter((own) => own.due);
	expect(due.length).toBeGreaterThan(0);
	const draft = await reportOf(db, '2026-Q4', TODAY);
	const words = of(draft).find((own) => own.startsWith('An event is due'))!;
	for (const { coalition } of due.slice(0, 3)) expect(words).toContain(coalition.name);
	if (due.length > 3) expect(words).toContain(`${due.length - 3} more coalition`);
});

test('the figures before are those of the report before', async ({ db, whole }) => {
	const before = await reportOf(db, '2026-Q2', TODAY);
	for (const { key, before: was } of whole.figures) {
		if (key === 'rescued' || key === 'findings') continue; // rescued in two quarters are of other adoptions
		expect(was, key).toBe(before.figures.find((own) => own.key === key)!.value);
	}
	expect(whole.stalled.totalBefore).toBe(before.stalled.total);
});

test('the quarter that lasts is as of today; one that has not begun is refused', async ({ db, whole }) => {
	void whole;
	expect((await reportOf(db, '2026-Q4', TODAY)).asOf).toBe('2026-11-23');
	await expect(reportOf(db, '2027-Q1', TODAY)).rejects.toThrow('The last quarter that has begun is 2026-Q4.');
});
