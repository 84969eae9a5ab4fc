import { xmr } from '@app/analytics';
import type { MetricSeries } from '@app/contract';
import type { Limits } from '#lib/charts/metric-panels.ts';

/** Limits from fewer values would move with every new one. */
const ENOUGH = 10;

/** The natural limits of a metric of a team, by an XmR chart; null where it has too few values. */
export function limitsOf({ value }: Pick<MetricSeries, 'value'>): Limits | null {
	const chart = value.length < ENOUGH ? null : xmr(value);
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
