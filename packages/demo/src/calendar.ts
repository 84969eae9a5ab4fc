/** A day as the number of days since 1970-01-01. */
export type Day = number;

const MS = 86_400_000;

/** @throws where the text is not a real date as YYYY-MM-DD */
export function toDay(iso: string): Day {
	const ms = Date.parse(`${iso}T00:00:00Z`);
	if (Number.isNaN(ms) || toIso(ms / MS) !== iso) throw new Error(`not a date (YYYY-MM-DD): ${iso}`);
	return ms / MS;
}

/** The day as YYYY-MM-DD. */
export const toIso = (day: Day): string => new Date(day * MS).toISOString().slice(0, 10);

/** So many minutes after the day began, in UTC. */
export function instantOf(day: Day, minutes: number): string {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${toIso(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00Z`;
}

/** Months since year 0: consecutive months differ by 1. */
export function monthOf(day: Day): number {
	const date = new Date(day * MS);
	return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The last day of a month as counted by `monthOf`. */
export const monthEnd = (month: number): Day => Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0) / MS;

/** Nobody works at weekends, nor from 24 December to 1 January. */
function isFree(day: Day): boolean {
	const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 is Sunday
	const monthAndDay = toIso(day).slice(5);
	return weekday === 0 || weekday === 6 || monthAndDay >= '12-24' || monthAndDay === '01-01';
}

/** The day itself where people work on it, otherwise one soon after. */
export function workday(day: Day): Day {
	// By twos, so that what fell on a Sunday does not make Mondays three times as busy.
	while (isFree(day)) day += 2;
	return day;
}
