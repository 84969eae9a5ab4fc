import { patternRoi, type PatternRoi } from '@app/analytics';
import type { RoiFigures, RoiInput, Uncertain } from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';
import { gradeOf, isFound, pendingOf, weakest, type Estimates, type Valued } from '../roi/estimates.ts';
import { shareOfOneOff } from '../roi/value.ts';

const SEED = 1;
const DRAWS = 10_000;
/** Nobody knows a price better than this; whoever does may say so with the sliders. */
const GIVE_OR_TAKE = 0.2;

/** What a pattern was worth in an area up to a day, and how sure that is. */
export async function roiFigures(
	database: db.Db,
	estimates: Estimates,
	key: string,
	asOf: string,
	team?: string
): Promise<RoiFigures> {
	const [pattern, area] = await Promise.all([patternFor(database, key), areaFor(database, asOf, team)]);
	const [all, costs, uses] = await Promise.all([
		estimates.named(asOf, pattern.id),
		db.patternCosts(database),
		db.patternUse(database, area.id, asOf)
	]);
	const valued = all.filter(({ metric }) => metric.valuePerUnit !== null);
	const use = uses.find(({ patternId }) => patternId === pattern.id);
	const own = costs.filter(({ patternId }) => patternId === pattern.id);
	const start = {
		...{
			asOf,
			pending: pendingOf(valued),
			area: named(area),
			currency: valued[0]?.metric.currency ?? null,
			seed: SEED,
			draws: DRAWS
		},
		grade: valued.length === 0 || !valued.every(isFound) ? null : weakest(valued.map(gradeOf)),
		inputs: [],
		...{ roi: null, outcomes: [], net: null, chanceOfLoss: null, paybackMonths: null, tornado: [] }
	};
	return { ...start, ...distributionOf(valued, own, use) };
}

/** The worth of a pattern as a distribution with what it is made from, or why there is none; of metrics that have a worth. */
export function distributionOf(
	valued: Valued[],
	costs: db.PatternCost[],
	use: db.PatternUse | undefined
): ({ tooLittle: null; inputs: RoiInput[] } & PatternRoi) | { tooLittle: string } {
	const tooLittle = missing(valued, costs, use);
	if (tooLittle !== null) return { tooLittle };
	const inputs = [
		...valued.flatMap(gainAndWorth),
		...useOf(use!),
		...costs.map((cost) => costOf(cost, use!))
	];
	const found = patternRoi(Object.fromEntries(inputs.map((input) => [input.key, input.distribution])), {
		seed: SEED,
		draws: DRAWS
	});
	return { tooLittle, inputs, ...found };
}

const isClaim = ({ found }: Valued) => found?.measured.estimate === null;

function missing(valued: Valued[], costs: db.PatternCost[], use: db.PatternUse | undefined): string | null {
	if (valued.length === 0)
		return 'Nobody said which metric this pattern should move, and what a unit of that is worth.';
	const unknown = valued.find((one) => one.found === null || (isClaim(one) && one.metric.claimed === null));
	if (unknown)
		return `${unknown.metric.metricName}: ${unknown.found?.measured.tooLittle ?? 'its effect is being worked out.'}`;
	if (!use || use.adopters === 0) return 'No team of this area has adopted it yet.';
	if (costs.length === 0) return 'No costs of adopting are on record.';
	const currencies = new Set([
		...valued.map(({ metric }) => metric.currency),
		...costs.map((cost) => cost.currency)
	]);
	return currencies.size > 1
		? 'Benefit and costs are in different currencies and are not set against each other.'
		: null;
}

/** The change per team for the better, with its error; a claim may be anything between nothing and itself. */
function gainAndWorth({ metric, found }: Valued): RoiInput[] {
	const { metricKey, metricName, unit, direction, claimed, valuePerUnit, currency } = metric;
	const better = direction === 'up' ? 1 : -1;
	const { estimate, se, adopters } = found!.measured;
	const gain: Uncertain =
		estimate !== null
			? { kind: 'normal', mean: better * estimate, sd: se! }
			: { kind: 'uniform', min: Math.min(0, better * claimed!), max: Math.max(0, better * claimed!) };
	return [
		{
			key: `gain ${metricKey}`,
			label: `${metricName}: better by`,
			unit,
			distribution: gain,
			source:
				estimate !== null
					? `Measured in ${adopters} adopting teams against teams that had not adopted yet.`
					: 'Claimed by those who discovered it: anything between nothing and the claim.'
		},
		{
			key: `worth ${metricKey}`,
			label: `${metricName}: one unit better`,
			unit: `${currency} per team and month`,
			distribution: about(valuePerUnit!),
			source: `As set by the organization, give or take ${100 * GIVE_OR_TAKE} %.`
		}
	];
}

function useOf({ adopters, adopterMonths }: db.PatternUse): RoiInput[] {
	const counted = 'Counted from the records.';
	return [
		{
			key: 'adopters',
			label: 'Teams that adopted it',
			unit: 'teams',
			distribution: constant(adopters),
			source: counted
		},
		{
			key: 'months',
			label: 'Months in use per team',
			unit: 'months',
			distribution: constant(adopterMonths / adopters),
			source: counted
		}
	];
}

const COSTS = { effort: 'Effort of a team', support: 'Support for a team', 'one-off': 'Spent once' };

function costOf({ kind, amount, currency }: db.PatternCost, use: db.PatternUse): RoiInput {
	const own = kind === 'one-off' ? shareOfOneOff(amount, use) : amount;
	return {
		key: kind,
		label: COSTS[kind],
		unit: currency,
		distribution: about(own),
		source: `As recorded, give or take ${100 * GIVE_OR_TAKE} %${own === amount ? '' : '; the share of this area'}.`
	};
}

const constant = (value: number): Uncertain => ({ kind: 'constant', value });
const about = (value: number): Uncertain => ({
	kind: 'triangular',
	min: value - Math.abs(value) * GIVE_OR_TAKE,
	mode: value,
	max: value + Math.abs(value) * GIVE_OR_TAKE
});
