import { patternRoi } from '@app/analytics';
import type { PatternFigures, RoiFigures, Spread, Stalled, WhoNext } from '@app/contract';
import type { Demo } from '@app/demo';
import { expect } from 'vitest';
import { whenWorkedOut, type App } from '../support/app.ts';
import { test, UNTIL } from '../support/demo.ts';

const ask = async <T>(app: App, url: string) => {
	const answer = await whenWorkedOut(app, url);
	expect(answer.statusCode, answer.body).toBe(200);
	return answer.json<T>();
};
const figures = (app: App, key: string, asOf = UNTIL) =>
	ask<PatternFigures>(app, `/api/patterns/${key}/figures?asOf=${asOf}`);

/** The keys of the patterns that worked. */
async function successes(app: App): Promise<string[]> {
	const { patterns } = await ask<Spread>(app, `/api/spread?asOf=${UNTIL}`);
	return patterns.filter(({ kind }) => kind === 'success').map(({ key }) => key);
}

/** How well the adoptions called stalled, for a reason or for any, meet those that are truly stuck. */
async function meeting(app: App, stuck: Demo['truth']['stuck'], reason?: string) {
	const { adoptions, open } = await ask<Stalled>(
		app,
		`/api/stalled?asOf=${UNTIL}&pageSize=500${reason ? `&reason=${reason}` : ''}`
	);
	const called = new Set(adoptions.map(({ pattern, team }) => `${pattern.key} ${team.key}`));
	const found = (list: typeof stuck) =>
		list.filter(({ pattern, team }) => called.has(`${pattern} ${team}`)).length;
	const old = stuck.filter(({ since }) => since <= '2026-06-30');
	const rates = {
		precision: found(stuck) / called.size,
		byChance: stuck.length / open,
		recall: found(stuck) / stuck.length,
		recallAfterAQuarter: found(old) / old.length
	};
	const said = Object.entries(rates).map(([name, rate]) => `${name} ${rate.toFixed(2)}`);
	console.log(`stalled, ${reason ?? 'any reason'}: ${said.join(', ')}`);
	return rates;
}

test('what is called slow is mostly stuck', async ({ app, demo }) => {
	const { precision, recall, byChance } = await meeting(app, demo.truth.stuck, 'slow');
	expect(precision).toBeGreaterThan(0.65);
	expect(precision).toBeGreaterThan(1.5 * byChance);
	expect(recall).toBeGreaterThan(0.5);
});

test('what is stuck is mostly called stalled, and nearly always after a quarter', async ({ app, demo }) => {
	const { precision, recall, recallAfterAQuarter, byChance } = await meeting(app, demo.truth.stuck);
	expect(recall).toBeGreaterThan(0.7);
	expect(recallAfterAQuarter).toBeGreaterThan(0.9);
	// a passed target is a reason too, and most late teams still arrive
	expect(precision).toBeGreaterThan(1.25 * byChance);
});

test('support is compared as it was agreed when a team began', async ({ app }) => {
	const { splits } = await figures(app, 'incident-pairing');
	const support = splits.find(({ by }) => by.startsWith('Support agreed'))!;
	expect(support.groups.map(({ name }) => name)).toEqual(['With support', 'Without support']);
	// the simulation makes unsupported teams slower
	expect(support.groups[0]!.medianDays!).toBeLessThan(support.groups[1]!.medianDays!);
	expect(support.pValue).toBeLessThan(0.05);
	expect(splits.find(({ by }) => by.startsWith('Backing'))!.groups.map(({ name }) => name)).toEqual([
		'Backed',
		'Not backed'
	]);
});

test('the ranking finds who adopts in the next half year at least twice as often as chance', async ({
	app,
	demo
}) => {
	const past = { found: 0, byChance: 0 };
	const future = { found: 0, byChance: 0 };
	for (const key of await successes(app)) {
		for (const asOf of ['2025-03-31', '2025-09-30', '2026-03-31', UNTIL]) {
			const { teams, backTest } = await ask<WhoNext>(app, `/api/patterns/${key}/next?asOf=${asOf}`);
			past.found += backTest?.found ?? 0;
			past.byChance += backTest?.expectedByChance ?? 0;
			if (asOf !== UNTIL) continue;
			const next = demo.truth.willAdoptNext.filter(({ pattern }) => pattern === key).map(({ team }) => team);
			future.found += teams.slice(0, 10).filter(({ team }) => next.includes(team.key)).length;
			const undecided = Object.keys(demo.truth.traits).length;
			future.byChance += (Math.min(10, teams.length) * next.length) / undecided;
		}
	}
	console.log(
		`who next: ${past.found} of the first ten found where chance finds ${past.byChance.toFixed(1)} (${(past.found / past.byChance).toFixed(1)} times); ` +
			`of those to come ${future.found}, chance ${future.byChance.toFixed(1)}`
	);
	expect(past.found).toBeGreaterThan(2 * past.byChance);
	expect(future.found).toBeGreaterThan(1.5 * future.byChance);
});

test('who is next has a reason, and nobody who has decided is named', async ({ app, demo }) => {
	const { teams } = await ask<WhoNext>(app, `/api/patterns/canary-releases/next?asOf=${UNTIL}`);
	expect(teams.length).toBeGreaterThan(5);
	const column = demo.files['adoption_events.csv'].header.indexOf('stage');
	const decided = demo.files['adoption_events.csv'].rows.filter(
		(row) => row.includes('canary-releases') && !['observed', 'identified'].includes(row[column]!)
	);
	for (const { team, reason, stage } of teams) {
		expect(reason).toMatch(/\.$/);
		expect([null, 'identified', 'observed']).toContain(stage);
		expect(decided.some((row) => row.includes(team.key))).toBe(false);
	}
	const failure = await ask<WhoNext>(app, '/api/patterns/big-bang-rewrite/next');
	expect(failure).toMatchObject({ teams: [], note: expect.stringContaining('failed') as string });
});

test('a pattern bound to a context says so: it works where that is, and mostly not elsewhere', async ({
	app,
	demo
}) => {
	expect(demo.truth.fit.find(({ pattern }) => pattern === 'canary-releases')?.values).toEqual(['kubernetes']);
	const { worksWhere } = await figures(app, 'canary-releases');
	const [first] = worksWhere;
	expect(first).toMatchObject({ trait: 'deploys_on', value: 'kubernetes' });
	expect(first!.interval.lower).toBeGreaterThan(first!.elsewhere.share!);
	for (const { works, tried, share, interval } of worksWhere) {
		expect(share).toBeCloseTo(works / tried);
		expect(interval.lower).toBeLessThanOrEqual(share);
		expect(interval.upper).toBeGreaterThanOrEqual(share);
	}
});

test('a forecast begins with what is known, stays in its band and below everybody', async ({ app }) => {
	for (const key of await successes(app)) {
		const { forecast } = await figures(app, key, '2025-12-31');
		if (forecast.tooLittle !== null) continue;
		expect(forecast.on[0]).toBe('2025-12-31');
		expect(forecast.on.at(-1)).toBe('2026-12-31');
		expect(forecast.seen.adopters.at(-1)).toBe(forecast.adopters);
		for (const [i, expected] of forecast.expected.entries()) {
			expect(expected).toBeGreaterThanOrEqual(forecast.lower[i]! - 1);
			expect(expected).toBeLessThanOrEqual(forecast.upper[i]! + 1);
		}
		if (forecast.saturationInterval)
			expect(forecast.saturationInterval.upper).toBeLessThanOrEqual(forecast.eligible);
	}
});

test('what is leaving is not forecast, and what has just begun is too early', async ({ app }) => {
	const leaving = await figures(app, 'story-point-targets');
	expect(leaving.forecast.tooLittle).toContain('being given up');
	const young = await figures(app, 'support-rota');
	expect(young.forecast.tooLittle).toMatch(/^Too early to say: \d adopters in \d months/);
	expect(young.effects[0]!.tooLittle).toContain('5 of each are needed');
});

test('an effect is found, with its path before and after, and a claim that is too high is called so', async ({
	app,
	demo
}) => {
	const { effects, conclusions } = await figures(app, 'trunk-based-development');
	const truth = demo.truth.effects.find(({ pattern }) => pattern === 'trunk-based-development')!;
	const [study] = effects;
	expect(study!.overallInterval!.lower).toBeLessThan(truth.effect);
	expect(study!.overallInterval!.upper).toBeGreaterThan(truth.effect);
	expect(study!.preTrend.verdict).toBe('alike');
	expect(study!.estimate[study!.since.indexOf(-1)]).toBe(0);
	expect(conclusions.join(' ')).toContain('Lead time for changes fell by');
	expect(conclusions.join(' ')).toContain('claim');
	const none = await figures(app, 'discovery-interviews');
	expect(none.conclusions[0]).toContain('did not change by more than chance explains');
});

test('what patterns were truly worth lies between P10 and P90 of most, and a page can recompute them', async ({
	app,
	demo
}) => {
	let inside = 0;
	for (const { pattern, benefit, cost, adopters } of demo.truth.value) {
		const found = await ask<RoiFigures>(app, `/api/patterns/${pattern}/value?asOf=${UNTIL}`);
		const inputs = Object.fromEntries(found.inputs.map(({ key, distribution }) => [key, distribution]));
		expect(inputs['adopters']).toEqual({ kind: 'constant', value: adopters });
		const { roi, outcomes, net, chanceOfLoss, paybackMonths, tornado } = found;
		expect(patternRoi(inputs, found)).toEqual({ roi, outcomes, net, chanceOfLoss, paybackMonths, tornado });
		const truth = (benefit - cost) / cost;
		if (roi!.p10! <= truth && truth <= roi!.p90!) inside++;
	}
	console.log(
		`value: the true ROI of ${inside} of ${demo.truth.value.length} patterns lies between P10 and P90`
	);
	expect(inside).toBeGreaterThanOrEqual(0.6 * demo.truth.value.length);
	const failed = await ask<RoiFigures>(app, `/api/patterns/big-bang-rewrite/value?asOf=${UNTIL}`);
	expect(failed.chanceOfLoss).toBeGreaterThan(0.99);
	expect(failed.paybackMonths!.p50).toBeNull();
});
