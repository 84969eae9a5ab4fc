import type { Period } from '@app/contract';

// A curve is a loop over its days: arithmetic on UTC, which knows no summer time, takes a twentieth of Temporal's time.

/** How many months a period of whole months has. */
export const MONTHS = { month: 1, quarter: 3, year: 12 };
type WholeMonths = keyof typeof MONTHS;

/** The calendar day of an instant, in UTC. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** The day `days` after another one (before it, if negative). */
export const addDays = (day: string, days: number): string =>
	dayOf(new Date(Date.parse(day) + days * DAY_MS));

/** The number of a month from the year 0 on, and the last day of the month with a number. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const lastDayOf = (month: number): string =>
	dayOf(new Date(new Date(0).setUTCFullYear(Math.floor(month / 12), (month % 12) + 1, 0)));

/** The first day of the calendar quarter that the day lies in. */
export const quarterStart = (day: string): string => {
	const month = monthOf(day);
	return addDays(lastDayOf(month - (month % MONTHS.quarter) - 1), 1);
};

/** The last day of the week (Sunday), month, quarter or year that the day lies in. */
export function periodEnd(day: string, by: Period | WholeMonths): string {
	if (by === 'week') return addDays(day, (7 - new Date(day).getUTCDay()) % 7);
	const month = monthOf(day);
	return lastDayOf(month - (month % MONTHS[by]) + MONTHS[by] - 1);
}

/** The last days of all periods from the one of `from` on; the last one is `to` itself, finished or not. */
export function periodEnds(from: string, to: string, by: Period): string[] {
	const days: string[] = [];
	const after = (end: string) => (by === 'week' ? addDays(end, 7) : lastDayOf(monthOf(end) + MONTHS[by]));
	for (let end = periodEnd(from, by); end < to; end = after(end)) days.push(end);
	return [...days, to];
}

/** Days from 0001-01-01, a Monday, to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_162;
/** The number of the week or month of a day, as kept series count them (packages/db). */
export const PERIOD_NUMBER = {
	week: (day: string) => Math.floor((Date.parse(day) / DAY_MS + DAYS_BEFORE_1970) / 7),
	month: monthOf
};
