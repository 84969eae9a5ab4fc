import { xmr } from '@app/analytics';
import type { MetricSeries } from '@app/contract';
import type { Limits } from '#lib/charts/metric-panels.ts';

/** Limits from fewer values would move with every new one. */
const ENOUGH = 10;
/** What mostly stands still, or is mostly nothing, has no wobble to tell a change from. */
const STILL = 0.5;

/** The natural limits of a metric of a team, by an XmR chart; null where values are too few or hardly move. */
export function limitsOf({ value }: Pick<MetricSeries, 'value'>): Limits | null {
	const still = value.filter((it, i) => i > 0 && it === value[i - 1]).length;
	const judged = value.length >= ENOUGH && still < STILL * (value.length - 1);
	const chart = judged ? xmr(value) : null;
	if (chart?.kind !== 'xmr') return null;
	const { centreLine, lnpl, unpl, beyondLimits, runs8 } = chart;
	const outside = new Set(beyondLimits);
	const inRuns = runs8.flatMap(({ start, end }) =>
		Array.from({ length: end - start + 1 }, (_, i) => start + i)
	);
	return {
		centre: centreLine,
		// what cannot be negative has no limit below nothing
		lower: value.every((it) => it >= 0) ? Math.max(0, lnpl) : lnpl,
		upper: unpl,
		signals: [...new Set([...beyondLimits, ...inRuns])]
			.sort((a, b) => a - b)
			.map((at) => ({ at: at - 1, rule: outside.has(at) ? 'outside' : 'run' }))
	};
}
