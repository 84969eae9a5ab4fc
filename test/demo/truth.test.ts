import { DEMO, effectAfter, simulate } from '@app/demo';
import { expect, test } from 'vitest';
import { histories, mean, month, records } from './reading.ts';

const { files, truth } = simulate(DEMO);
const events = records(files['adoption_events.csv']);
const stories = histories(files['adoption_events.csv']);
const last = (pattern: string, team: string) => stories.get(`${pattern} ${team}`)?.at(-1);

/** metric -> team -> month -> value */
const figures = new Map(
	[...Map.groupBy(records(files['measurements.csv']), ({ metric_key }) => metric_key!)].map(
		([metric, rows]) => [
			metric,
			new Map([...Map.groupBy(rows, ({ team_key }) => team_key!)].map(([team, own]) => [team, byMonth(own)]))
		]
	)
);

function byMonth(rows: Record<string, string>[]): Map<number, number> {
	return new Map(rows.map(({ measured_on, value }) => [month(measured_on!), Number(value)]));
}

/** Change of a team's mean from one span of months to another, both inclusive; NaN where months are missing. */
function change(series: Map<number, number>, before: [number, number], after: [number, number]): number {
	const level = ([from, to]: [number, number]) =>
		mean(Array.from({ length: to - from + 1 }, (_, i) => series.get(from + i) ?? NaN));
	return level(after) - level(before);
}

/** Each lasting adopter's change around its month of adoption minus that of all teams which had not adopted by then. */
function differences(
	pattern: string,
	metric: string,
	before: [number, number],
	after: [number, number]
): number[] {
	const adopted = new Map<string, number>();
	const gone = new Set<string>();
	for (const { pattern_key, team_key, stage, occurred_on } of events) {
		if (pattern_key !== pattern) continue;
		if (stage === 'adopted' && !adopted.has(team_key!)) adopted.set(team_key!, month(occurred_on!));
		if (stage === 'abandoned') gone.add(team_key!);
	}
	const shift = ([from, to]: [number, number], by: number): [number, number] => [from + by, to + by];
	return [...adopted].flatMap(([team, on]) => {
		const changes = (each: string) =>
			change(figures.get(metric)!.get(each)!, shift(before, on), shift(after, on));
		const others = [...figures.get(metric)!.keys()].filter(
			(each) => (adopted.get(each) ?? Infinity) > on + after[1]
		);
		const controls = others.map(changes).filter((each) => !Number.isNaN(each));
		const difference = changes(team) - mean(controls);
		return gone.has(team) || controls.length < 5 || Number.isNaN(difference) ? [] : [difference];
	});
}

const standardError = (values: number[]) =>
	Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1));

const SUCCESSES = truth.effects.filter(({ pattern }) => {
	const { kind } = records(files['patterns.csv']).find(({ pattern_key }) => pattern_key === pattern)!;
	return kind === 'success' && pattern !== 'support-rota';
});

test.each(SUCCESSES)('the effect of $pattern is found by before and after against the others', (effect) => {
	const found = differences(effect.pattern, effect.metric, [-5, 0], [1, 6]);
	const expected = mean([1, 2, 3, 4, 5, 6].map((months) => effectAfter(effect, months)));
	expect(found.length).toBeGreaterThan(15);
	expect(Math.abs(mean(found) - expected)).toBeLessThan(3 * standardError(found));
});

test.each(SUCCESSES)('before its adoption $pattern does nothing', ({ pattern, metric }) => {
	const found = differences(pattern, metric, [-5, -3], [-2, 0]);
	expect(Math.abs(mean(found))).toBeLessThan(3 * standardError(found));
});

test('most effects are strong enough to tell from none, and one success does nothing', () => {
	const clear = SUCCESSES.filter(({ pattern, metric }) => {
		const found = differences(pattern, metric, [-5, 0], [1, 6]);
		return Math.abs(mean(found)) > 3 * standardError(found);
	});
	expect(clear.length).toBeGreaterThan(7);
	expect(SUCCESSES.filter(({ effect }) => effect === 0).map(({ pattern }) => pattern)).toEqual([
		'discovery-interviews'
	]);
});

test('failures do harm, successes none', () => {
	const better = new Map(
		records(files['metrics.csv']).map((row) => [row.metric_key, row.direction === 'up' ? 1 : -1])
	);
	for (const { pattern, metric, effect } of truth.effects) {
		const success = SUCCESSES.some((each) => each.pattern === pattern) || pattern === 'support-rota';
		expect(effect * better.get(metric)! >= 0, pattern).toBe(success);
	}
});

test('who is stuck waits in that stage since that day', () => {
	expect(truth.stuck.length).toBeGreaterThan(30);
	for (const { pattern, team, stage, since } of truth.stuck) {
		expect(last(pattern, team)).toMatchObject({ stage, occurred_on: since });
	}
	expect(new Set(truth.stuck.map(({ reason }) => reason)).size).toBe(5);
});

test('who will adopt next has not yet, and is not stuck', () => {
	const stuck = new Set(truth.stuck.map(({ pattern, team }) => `${pattern} ${team}`));
	for (const { pattern, team, adoptedOn } of truth.willAdoptNext) {
		expect(adoptedOn > DEMO.until && adoptedOn < '2027-04-02').toBe(true);
		expect(['adopted', 'sustained']).not.toContain(last(pattern, team)?.stage);
		expect(stuck.has(`${pattern} ${team}`)).toBe(false);
	}
});

test('the value counts everybody who ever adopted', () => {
	for (const { pattern, adopters, benefit, originBenefit } of truth.value) {
		const teams = events.filter(({ pattern_key, stage }) => pattern_key === pattern && stage === 'adopted');
		expect(new Set(teams.map(({ team_key }) => team_key)).size).toBe(adopters);
		expect(Math.abs(benefit)).toBeGreaterThanOrEqual(Math.abs(originBenefit));
	}
});

test('a pattern bound to a context stays within it, one without backing stays outside', () => {
	const users = (pattern: string) =>
		Object.keys(truth.traits).filter((team) =>
			['adopted', 'sustained'].includes(last(pattern, team)?.stage ?? '')
		);
	const fitting = users('canary-releases').filter((team) => truth.traits[team]!.deploys_on === 'kubernetes');
	expect(fitting.length / users('canary-releases').length).toBeGreaterThan(0.85);
	expect(truth.stuck.filter(({ reason }) => reason === 'no backing').map(({ pattern }) => pattern)).toContain(
		'incident-pairing'
	);
});
