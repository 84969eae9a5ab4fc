import type { CashFlows } from './net-present-value.ts';

/**
 * When the money put in is back: the first moment at which the running total passes from below zero to zero or
 * more, with flows spread evenly over their period.
 *
 * @param rate yearly discount rate for the discounted payback; 0 for the simple one
 * @returns years from time 0; null where it never comes back or was never out
 * @throws RangeError for a rate of −1 or less, or times of another length
 * @see Brealey, Myers & Allen, Principles of Corporate Finance
 * @example
 * paybackPeriod({ cashFlows: [-100, 60, 80] }); // => 1.5
 */
export function paybackPeriod({ cashFlows, timesYears }: CashFlows, rate = 0): number | null {
	if (!(rate > -1)) throw new RangeError(`paybackPeriod: the rate must be above -1, got ${rate}`);
	if ((timesYears ?? cashFlows).length !== cashFlows.length)
		throw new RangeError('paybackPeriod: times and flows');
	let total = 0;
	let before = 0;
	for (const [i, flow] of cashFlows.entries()) {
		const time = timesYears?.[i] ?? i;
		const now = flow / (1 + rate) ** time;
		if (total < 0 && total + now >= 0) return before + ((time - before) * -total) / now;
		total += now;
		before = time;
	}
	return null;
}
