import type { Effect, Interval, PatternValue, Value, ValueQuery } from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';
import type { Worths } from '../findings/stalled.ts';
import { effectOf, pendingOf, weakest, type Estimates, type Valued } from './estimates.ts';

const measures = (valued: Valued[]): Measure[] =>
	valued.map((one) => ({ metric: one.metric, effect: effectOf(one) }));

/** Money that one team gains in one month by a change of the metric; a change for the worse is a loss. */
const worth = ({ direction, valuePerUnit }: db.ValuedMetric, change: number) =>
	(direction === 'up' ? change : -change) * valuePerUnit!;

type Measure = { metric: db.ValuedMetric; effect: Effect };
type Monthly = { amount: number; interval: Interval | null; currency: string };

/** What a team gains in a month by all metrics of the pattern that have a worth; null where none has, or one is not known yet. */
function monthlyGain(all: Measure[]): Monthly | null {
	const valued = all.filter(({ metric }) => metric.valuePerUnit !== null);
	if (valued.some(({ metric }) => metric.effect === null)) return null;
	const known = valued.filter(({ effect }) => (effect.estimate ?? effect.claimed) !== null);
	const currency = known[0]?.metric.currency;
	if (!currency || known.some(({ metric }) => metric.currency !== currency)) return null;
	const amount = known.reduce(
		(sum, { effect, metric }) => sum + worth(metric, effect.estimate ?? effect.claimed!),
		0
	);
	// independent errors add up as squares; a claim has none that anybody knows
	const halves = known.map(({ effect, metric }) =>
		effect.interval ? Math.abs(worth(metric, effect.interval.upper - effect.interval.lower)) / 2 : null
	);
	if (halves.includes(null)) return { amount, interval: null, currency };
	const half = Math.hypot(...(halves as number[]));
	return { amount, interval: { lower: amount - half, upper: amount + half }, currency };
}

const scaled = (interval: Interval | null | undefined, by: (value: number) => number): Interval | null =>
	interval ? { lower: by(interval.lower), upper: by(interval.upper) } : null;

/** Effort and support for every adopter of the area, and its share of what was spent once for all. */
function costOf(costs: db.PatternCost[], use: db.PatternUse): number {
	return costs.reduce((sum, { kind, amount }) => {
		return sum + (kind === 'one-off' ? shareOfOneOff(amount, use) : amount * use.adopters);
	}, 0);
}

/** What was spent once is shared by all that adopted, so that areas add up; as long as nobody did, it stands whole. */
export const shareOfOneOff = (
	amount: number,
	{ adopters, adoptersInAll }: Pick<db.PatternUse, 'adopters' | 'adoptersInAll'>
): number => (adoptersInAll > 0 ? (amount * adopters) / adoptersInAll : amount);

const NOT_USED = { adopters: 0, adopterMonths: 0, adoptersInAll: 0, monthsInAll: 0, originMonths: null };

function valueOf(
	pattern: db.PatternRow,
	valued: Measure[],
	costs: db.PatternCost[],
	found: db.PatternUse | undefined
): PatternValue {
	const use = found ?? { patternId: pattern.id, ...NOT_USED };
	const monthly = monthlyGain(valued);
	const currency = monthly?.currency ?? costs[0]?.currency ?? null;
	const sameCurrency = costs.every((cost) => cost.currency === currency);
	const benefit = monthly ? monthly.amount * use.adopterMonths : null;
	const benefitInterval = scaled(monthly?.interval, (value) => value * use.adopterMonths);
	const cost = costs.length > 0 && sameCurrency ? costOf(costs, use) : null;
	const roi = (gain: number) => (gain - cost!) / cost!;
	const spent = cost !== null && cost > 0;
	return {
		key: pattern.key,
		name: pattern.name,
		kind: pattern.kind,
		currency,
		adopters: use.adopters,
		adopterMonths: use.adopterMonths,
		benefit,
		benefitInterval,
		cost,
		roi: spent && benefit !== null ? roi(benefit) : null,
		roiInterval: spent ? scaled(benefitInterval, roi) : null,
		roiMultiple: monthly && use.originMonths ? use.monthsInAll / use.originMonths : null,
		grade: monthly
			? weakest(valued.filter(({ metric }) => metric.valuePerUnit !== null).map(({ effect }) => effect.grade))
			: null,
		effects: valued.map(({ effect }) => effect),
		notes: notesOn(valued, costs, sameCurrency, use)
	};
}

function notesOn(
	valued: Measure[],
	costs: db.PatternCost[],
	sameCurrency: boolean,
	use: db.PatternUse
): string[] {
	const notes: string[] = [];
	if (valued.length === 0)
		notes.push('No metric is named that this pattern should move (pattern_metrics.csv).');
	for (const { metric, effect } of valued) {
		if (metric.valuePerUnit === null) notes.push(`Nobody said what a unit of ${metric.metricName} is worth.`);
		if (effect.pending)
			notes.push(
				metric.effect === null
					? `${metric.metricName}: its effect is being worked out.`
					: `${metric.metricName}: its effect is the one before the last change; it is being worked out again.`
			);
		if (effect.tooLittle) notes.push(`${metric.metricName}: ${effect.tooLittle}`);
	}
	if (costs.length === 0) notes.push('No costs of adopting are on record (pattern_costs.csv).');
	if (!sameCurrency)
		notes.push('Benefit and costs are in different currencies and are not set against each other.');
	if (use.adoptersInAll > 0 && !use.originMonths) {
		notes.push('No ROI multiple: the discovering team is not on record as using it.');
	}
	return notes;
}

/** What patterns were worth in an area up to a day, with the evidence behind it. */
export async function value(
	database: db.Db,
	estimates: Estimates,
	asOf: string,
	{ team, pattern }: ValueQuery
): Promise<Value> {
	const [area, patterns] = await Promise.all([
		areaFor(database, asOf, team),
		pattern === undefined ? db.allPatterns(database) : patternFor(database, pattern).then((one) => [one])
	]);
	const [valued, costs, uses] = await Promise.all([
		estimates.named(asOf, pattern === undefined ? undefined : patterns[0]!.id),
		db.patternCosts(database),
		db.patternUse(database, area.id, asOf)
	]);
	const valuedOf = Map.groupBy(valued, ({ metric }) => metric.patternId);
	const costsOf = Map.groupBy(costs, ({ patternId }) => patternId);
	const useOf = new Map(uses.map((use) => [use.patternId, use]));
	return {
		asOf,
		area: named(area),
		pending: pendingOf(valued),
		patterns: patterns.map((pattern) =>
			valueOf(
				pattern,
				measures(valuedOf.get(pattern.id) ?? []),
				costsOf.get(pattern.id) ?? [],
				useOf.get(pattern.id)
			)
		)
	};
}

const MONTHS = 12;

/** What a year of one adoption of each pattern is worth by its effects, by pattern id. */
export function worthsPerYear(valued: Valued[]): Worths {
	const worths: Worths = new Map();
	const worthy = valued.filter(({ metric }) => metric.valuePerUnit !== null);
	for (const [id, own] of Map.groupBy(worthy, ({ metric }) => metric.patternId)) {
		const monthly = monthlyGain(measures(own));
		if (monthly) worths.set(id, { amount: monthly.amount * MONTHS, currency: monthly.currency });
	}
	return worths;
}
