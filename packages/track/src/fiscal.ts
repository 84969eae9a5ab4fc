/** How an organization counts its time: the first month of its fiscal year (1 to 12), and the time zone of its days. */
export type FiscalCalendar = { firstMonth: number; timeZone: string };
/** A fiscal quarter: its first and its last day. */
export type Quarter = { from: string; to: string };

const DAY_MS = 86_400_000;
const twoDigits = (number: number) => String(number).padStart(2, '0');

/**
 * The calendar day of an instant where the organization is.
 *
 * @throws RangeError for an instant or a time zone that there is not
 * @example dayIn('2026-03-31T22:30:00Z', 'Europe/Berlin') // => '2026-04-01'
 */
export function dayIn(instant: string, timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en', {
		...{ timeZone, calendar: 'iso8601', numberingSystem: 'latn' },
		...{ year: 'numeric', month: '2-digit', day: '2-digit' }
	}).formatToParts(new Date(instant));
	const part = (type: string) => parts.find((one) => one.type === type)!.value;
	return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/**
 * The fiscal quarter that a day lies in.
 *
 * @example fiscalQuarter('2028-02-29', 12) // => { from: '2027-12-01', to: '2028-02-29' }
 */
export function fiscalQuarter(day: string, firstMonth: number): Quarter {
	const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
	const first = month - ((((month - (firstMonth - 1)) % 3) + 3) % 3);
	const start = (number: number) => `${Math.floor(number / 12)}-${twoDigits((number % 12) + 1)}-01`;
	return {
		from: start(first),
		to: new Date(Date.parse(start(first + 3)) - DAY_MS).toISOString().slice(0, 10)
	};
}

/** Days from a day to another, negative where that came before. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;
