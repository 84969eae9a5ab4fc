import type { Formats } from '#lib/format.ts';

const DAY = 86_400_000;
/** The whole date needs more room than a month. */
const SHORT = 0.75;
const DAYS = [1, 2, 7, 14];
const MONTHS = [1, 3, 6, 12, 24, 60, 120];

/** The days of a time that are labelled, at most so many: first days of years or months, or days evenly apart. */
export function ticks(
	[from, to]: [number, number],
	most: number,
	f: Formats
): { time: number; text: string }[] {
	const iso = (time: number) => new Date(time).toISOString();
	const days = DAYS.find((days) => (to - from) / DAY / days <= most * SHORT);
	if (days !== undefined)
		return every(Math.ceil(from / DAY / days), (i) => i * days * DAY, to).map((time) => ({
			time,
			text: f.day(iso(time))
		}));
	const months = MONTHS.find((months) => (to - from) / DAY / 30.4 / months <= most) ?? MONTHS.at(-1)!;
	const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
	const first = Math.ceil((monthOf(new Date(from - 1)) + 1) / months);
	return every(first, (i) => Date.UTC(2000, i * months - 24_000), to).map((time) => ({
		time,
		text: months < 12 ? f.month(iso(time)) : String(new Date(time).getUTCFullYear())
	}));
}

function every(first: number, timeOf: (i: number) => number, to: number): number[] {
	const times: number[] = [];
	for (let i = first; timeOf(i) <= to; i++) times.push(timeOf(i));
	return times;
}
