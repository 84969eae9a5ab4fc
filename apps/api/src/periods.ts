import type { Period } from '@app/contract';
import { LRUCache } from 'lru-cache';

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

/** The last day of the week (Sunday), month, quarter or year that the day lies in. */
export function periodEnd(day: string, by: Period | WholeMonths): string {
	if (by === 'week') return addDays(day, (7 - new Date(day).getUTCDay()) % 7);
	const month = monthOf(day);
	return lastDayOf(month - (month % MONTHS[by]) + MONTHS[by] - 1);
}

/** The first day of that week (Monday), month, quarter or year. */
export function periodStart(day: string, by: Period | WholeMonths): string {
	const end = periodEnd(day, by);
	return by === 'week' ? addDays(end, -6) : addDays(lastDayOf(monthOf(end) - MONTHS[by]), 1);
}

/** Days from 0001-01-01, a Monday, to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_162;
const dayNumber = (day: string): number => Date.parse(day) / DAY_MS + DAYS_BEFORE_1970;
/** The number of a day, or of the week or month that it lies in, as kept series count them (packages/db). */
export const PERIOD_NUMBER = {
	day: dayNumber,
	week: (day: string) => Math.floor(dayNumber(day) / 7),
	month: monthOf
};

/** Writing a day takes longer than all else that is told of it; so it is remembered, for a century of weeks. */
const written = {
	week: new LRUCache<number, string>({ max: 5200 }),
	month: new LRUCache<number, string>({ max: 1200 })
};
const lastDay = {
	week: (week: number) => dayOf(new Date((week * 7 + 6 - DAYS_BEFORE_1970) * DAY_MS)),
	month: lastDayOf
};

/** The last days of all periods from the one of `from` on; the last one is `to` itself, finished or not. */
export function periodEnds(from: string, to: string, by: Period): string[] {
	const days: string[] = [];
	const [unit, step] = by === 'week' ? (['week', 1] as const) : (['month', MONTHS[by]] as const);
	const first = PERIOD_NUMBER[unit](periodEnd(from, by));
	for (let number = first; ; number += step) {
		let end = written[unit].get(number);
		if (end === undefined) written[unit].set(number, (end = lastDay[unit](number)));
		if (end >= to) return [...days, to];
		days.push(end);
	}
}
