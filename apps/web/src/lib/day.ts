/** Days are ISO 8601 strings, as on the wire; months and quarters are those of the calendar. */
const iso = (year: number, month: number, day: number) =>
	new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
const parts = (day: string) => day.split('-').map(Number) as [number, number, number];

/** The last day of the quarter before the one that `day` lies in. */
export function endOfLastQuarter(day: string): string {
	const [year, month] = parts(day);
	return iso(year, Math.floor((month - 1) / 3) * 3, 0);
}

/** The day before. */
export function dayBefore(day: string): string {
	const [year, month, date] = parts(day);
	return iso(year, month - 1, date - 1);
}

/** The same day `years` earlier; 29 February becomes the 28th. */
export function yearsBefore(day: string, years: number): string {
	const [year, month, date] = parts(day);
	return month === 2 && date === 29 ? iso(year - years, 2, 0) : iso(year - years, month - 1, date);
}
