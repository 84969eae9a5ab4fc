import type { Period } from '@app/contract';
import { Temporal } from 'temporal-polyfill';

/** How many months a period of whole months has. */
export const MONTHS = { month: 1, quarter: 3, year: 12 };
type WholeMonths = keyof typeof MONTHS;

/** The calendar day of an instant, in UTC. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** The day `days` after another one (before it, if negative). */
export const addDays = (day: string, days: number): string =>
	Temporal.PlainDate.from(day).add({ days }).toString();

/** The first day of the month, quarter or year that the day lies in. */
function periodStart(day: Temporal.PlainDate, by: WholeMonths): Temporal.PlainDate {
	return day.with({ day: 1 }).subtract({ months: (day.month - 1) % MONTHS[by] });
}

/** The first day of the calendar quarter that the day lies in. */
export const quarterStart = (day: string): string =>
	periodStart(Temporal.PlainDate.from(day), 'quarter').toString();

/** The last day of the week (Sunday), month, quarter or year that the day lies in. */
export function periodEnd(day: string, by: Period | WholeMonths): string {
	const date = Temporal.PlainDate.from(day);
	if (by === 'week') return date.add({ days: 7 - date.dayOfWeek }).toString();
	return periodStart(date, by).add({ months: MONTHS[by] }).subtract({ days: 1 }).toString();
}

/** The last days of all periods from the one of `from` on; the last one is `to` itself, finished or not. */
export function periodEnds(from: string, to: string, by: Period): string[] {
	const days: string[] = [];
	for (let end = periodEnd(from, by); end < to; end = periodEnd(addDays(end, 1), by)) days.push(end);
	return [...days, to];
}

/** Days from 0001-01-01, a Monday, to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_162;
/** The number of the week or month of a day, as kept series count them (packages/db). */
export const PERIOD_NUMBER = {
	week: (day: string) => Math.floor((Date.parse(day) / 86_400_000 + DAYS_BEFORE_1970) / 7),
	month: (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
};
