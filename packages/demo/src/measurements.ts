import type { Adoption } from './adoption.ts';
import type { Day } from './calendar.ts';
import { monthEnd, monthOf, toIso } from './calendar.ts';
import { METRICS } from './metrics.ts';
import type { Metric } from './metrics.ts';
import type { Leaf } from './organization.ts';
import { random } from './random.ts';
import type { Random } from './random.ts';

/**
 * The effect so many months after the month of adoption: none in that month itself (0), from the next month on in full,
 * or in equal steps over the ramp.
 * @example effectAfter({ effect: -3, rampMonths: 6 }, 2) // => -1
 */
export function effectAfter(
	{ effect, rampMonths }: { effect: number; rampMonths: number },
	months: number
): number {
	return months <= 0 ? 0 : effect * Math.min(1, months / Math.max(1, rampMonths));
}

/** What the adoption adds to its pattern's metric in a month: nothing after the month in which it was given up. */
export function effectIn(adoption: Adoption, month: number): number {
	const { effect, ramp } = adoption.pattern;
	return effectAfter({ effect, rampMonths: ramp }, monthsInUse(adoption, month));
}

/** Months since the month of adoption, where the month belongs to a use; 0 elsewhere. */
export function monthsInUse(adoption: Adoption, month: number): number {
	const use = adoption.uses.find(({ from, to }) => monthOf(from) < month && month <= lastMonth(to));
	return use ? month - monthOf(use.from) : 0;
}

const lastMonth = (day: Day) => (day === Infinity ? Infinity : monthOf(day));

/** The months whose last day lies within the two days, as counted by `monthOf`. */
export function monthsWithin(start: Day, until: Day): number[] {
	const first = monthOf(start);
	return Array.from({ length: monthOf(until + 1) - first }, (_, i) => first + i);
}

/**
 * Rows of measurements.csv: a value per metric, team and month from the first whole month after joining on. A value is the
 * team's own level, what all teams share in that month, its noise (a little like last month's), and the effects of what
 * it has in use. Without adoption all teams move in parallel.
 */
export function measurementRows(leaves: Leaf[], adoptions: Adoption[], start: Day, until: Day, seed: number) {
	const months = monthsWithin(start, until);
	const dates = months.map((month) => toIso(monthEnd(month)));
	return METRICS.flatMap((metric) => {
		const dice = random(seed, `metric ${metric.key}`);
		const shared = months.map((_, i) => (metric.drift * i) / 12 + metric.shock * dice.normal());
		const relevant = Map.groupBy(
			adoptions.filter(({ pattern }) => pattern.metric === metric.key),
			({ team }) => team.key
		);
		return leaves.flatMap((leaf) => {
			const series = plainSeries(metric, shared, dice);
			return months.flatMap((month, i) => {
				if (monthOf(leaf.joined) >= month && leaf.joined > start) return [];
				const effects = (relevant.get(leaf.key) ?? []).reduce((sum, each) => sum + effectIn(each, month), 0);
				const value = Math.max(0, series[i]! + effects).toFixed(metric.decimals);
				return [{ metric_key: metric.key, team_key: leaf.key, measured_on: dates[i], value }];
			});
		});
	});
}

const CARRY_OVER = 0.3;

function plainSeries({ level, levelSd, noise }: Metric, shared: number[], dice: Random): number[] {
	const own = level + levelSd * dice.normal();
	let drift = noise * dice.normal();
	return shared.map((common) => {
		drift = CARRY_OVER * drift + Math.sqrt(1 - CARRY_OVER ** 2) * noise * dice.normal();
		return own + common + drift;
	});
}
