/** Money in (positive) and out (negative), one a year from time 0 unless `timesYears` says when. */
export type CashFlows = { cashFlows: readonly number[]; timesYears?: readonly number[] | undefined };

/**
 * What a stream of money is worth today.
 *
 * @param rate yearly discount rate, greater than −1, as 0.08
 * @returns in the unit of the flows; the flow at time 0 is not discounted
 * @throws RangeError for a rate of −1 or less, or times of another length
 * @see any textbook; Excel's NPV differs in discounting the first flow too
 * @example
 * netPresentValue({ cashFlows: [-100, 60, 60] }, 0.1); // => 4.132231405
 */
export function netPresentValue({ cashFlows, timesYears }: CashFlows, rate: number): number {
	if (!(rate > -1)) throw new RangeError(`netPresentValue: the rate must be above -1, got ${rate}`);
	if ((timesYears ?? cashFlows).length !== cashFlows.length)
		throw new RangeError('netPresentValue: times and flows');
	return cashFlows.reduce((sum, flow, i) => sum + flow / (1 + rate) ** (timesYears?.[i] ?? i), 0);
}
