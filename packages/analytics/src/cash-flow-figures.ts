import { internalRates } from './internal-rates.ts';
import { netPresentValue, type CashFlows } from './net-present-value.ts';
import { paybackPeriod } from './payback-period.ts';

/** The usual figures of an investment. */
export type CashFlowFigures = {
	npv: number;
	/** Null where there is none or more than one. */
	irr: number | null;
	irrAll: number[];
	/** Present value per unit put in at time 0; null unless something was. */
	profitabilityIndex: number | null;
	/** Sum of all flows over the sum of outlays; null without outlays. */
	roi: number | null;
	paybackPeriod: number | null;
	discountedPaybackPeriod: number | null;
};

/**
 * What an investment comes to, when it is paid back, and at what yearly rate.
 *
 * @param rate yearly discount rate, greater than −1
 * @returns money in the unit of the flows, times in years
 * @throws RangeError for a rate of −1 or less, or times of another length
 * @see Brealey, Myers & Allen, Principles of Corporate Finance
 * @example
 * cashFlowFigures({ cashFlows: [-100, 60, 80] }, 0.1).roi; // => 0.4
 */
export function cashFlowFigures(stream: CashFlows, rate: number): CashFlowFigures {
	const { cashFlows } = stream;
	const npv = netPresentValue(stream, rate);
	const irrAll = internalRates(stream);
	const outlays = cashFlows.reduce((sum, flow) => (flow < 0 ? sum - flow : sum), 0);
	const first = cashFlows[0] ?? 0;
	return {
		npv,
		irr: irrAll.length === 1 ? irrAll[0]! : null,
		irrAll,
		profitabilityIndex: first < 0 ? 1 + npv / -first : null,
		roi: outlays > 0 ? cashFlows.reduce((sum, flow) => sum + flow, 0) / outlays : null,
		paybackPeriod: paybackPeriod(stream),
		discountedPaybackPeriod: paybackPeriod(stream, rate)
	};
}
