import type { CashFlows } from './net-present-value.ts';
import { positiveRoots } from './positive-roots.ts';

/**
 * Every yearly rate between −99 % and 1000 % at which the stream is worth nothing today. Only where there is
 * exactly one is it *the* internal rate of return.
 *
 * @returns ascending; empty where there is none (or where every flow is 0, so that every rate would do)
 * @throws RangeError for times of another length
 * @see Descartes' rule and Rolle's theorem on the polynomial in 1/(1+r)
 * @example
 * internalRates({ cashFlows: [-1000, 2300, -1320] }); // => [0.1, 0.2]
 */
export function internalRates({ cashFlows, timesYears }: CashFlows): number[] {
	if ((timesYears ?? cashFlows).length !== cashFlows.length)
		throw new RangeError('internalRates: times and flows');
	const terms = cashFlows.map((c, i) => ({ c, e: timesYears?.[i] ?? i }));
	return positiveRoots(terms, 1 / 11, 100)
		.map((x) => 1 / x - 1)
		.reverse();
}
