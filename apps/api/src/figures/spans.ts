import { Temporal } from 'temporal-polyfill';
import { MONTHS } from '../periods.ts';

/** The periods in which adoptions are counted. */
export type Span = keyof typeof MONTHS;
/** More periods than this make a curve ragged; the next longer ones show it better. */
const MOST_PERIODS = 60;

const date = (day: string) => Temporal.PlainDate.from(day);
export const monthsBetween = (from: string, to: string) =>
	date(from).until(date(to), { largestUnit: 'month' }).months;
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The same day so many months later; the last day of a month stays the last day of a month. */
export const addMonths = (day: string, months: number): string =>
	date(day).add({ days: 1 }).add({ months }).subtract({ days: 1 }).toString();

/** How fine the days are that somebody wrote down: histories are often known by the year only. */
function precision(days: string[]): Span | 'day' {
	const same = (part: (day: string) => string | number) => new Set(days.map(part)).size === 1;
	if (days.length < 3 || !same((day) => day.slice(8))) return 'day';
	if (same((day) => day.slice(5))) return 'year';
	return same((day) => Number(day.slice(5, 7)) % 3) ? 'quarter' : 'month';
}

/** The shortest period that the days allow and that is not lost in noise; `exact` where single days are known. */
export function spanFor(days: string[], until: string): { span: Span; exact: boolean } {
	const known = precision(days);
	const months = monthsBetween(days[0]!, until);
	const spans: Span[] = ['month', 'quarter', 'year'];
	const span = spans
		.slice(known === 'day' ? 0 : spans.indexOf(known))
		.find((one) => months / MONTHS[one] <= MOST_PERIODS);
	return { span: span ?? 'year', exact: known === 'day' };
}

/** Ends of whole periods back from `until` to before `first`: each one's count is of the days after the one before. */
export function spanEnds(first: string, until: string, span: Span): string[] {
	const ends = [until];
	while (ends[0]! >= first) ends.unshift(addMonths(until, -MONTHS[span] * ends.length));
	return ends;
}
