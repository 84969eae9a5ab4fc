/** How an organization counts its time: the first month of its fiscal year (1 to 12), and the time zone of its days. */
export type FiscalCalendar = { firstMonth: number; timeZone: string };
/** A fiscal quarter: its first and its last day. */
export type Quarter = { from: string; to: string };
/** A quarter with its name, such as 2026-Q3: the year is the one in which the fiscal year ends. */
export type NamedQuarter = Quarter & { name: string };

const DAY_MS = 86_400_000;
const digits = (number: number, count: number) => String(number).padStart(count, '0');
/** The first day of a month; months are counted from the year 0 on. */
const firstDayOf = (month: number) =>
	`${digits(Math.floor(month / 12), 4)}-${digits((month % 12) + 1, 2)}-01`;

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
	return {
		from: firstDayOf(first),
		to: new Date(Date.parse(firstDayOf(first + 3)) - DAY_MS).toISOString().slice(0, 10)
	};
}

/** How many years after it begins a fiscal year ends. */
const yearEnds = (firstMonth: number) => (firstMonth === 1 ? 0 : 1);

/**
 * The fiscal quarter that a day lies in, by name.
 *
 * @example quarterOf('2026-09-30', 1) // => { name: '2026-Q3', from: '2026-07-01', to: '2026-09-30' }
 * @example quarterOf('2026-10-01', 10).name // => '2027-Q1'
 */
export function quarterOf(day: string, firstMonth: number): NamedQuarter {
	const quarter = fiscalQuarter(day, firstMonth);
	const months = Number(quarter.from.slice(0, 4)) * 12 + Number(quarter.from.slice(5, 7)) - firstMonth;
	const year = Math.floor(months / 12) + yearEnds(firstMonth);
	return { name: `${digits(year, 4)}-Q${(months % 12) / 3 + 1}`, ...quarter };
}

/**
 * The fiscal quarter of a name.
 *
 * @throws RangeError for what is no name of a quarter
 * @example namedQuarter('2027-Q1', 10) // => { name: '2027-Q1', from: '2026-10-01', to: '2026-12-31' }
 */
export function namedQuarter(name: string, firstMonth: number): NamedQuarter {
	const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(name) ?? [];
	if (number === undefined) throw new RangeError(`'${name}' is no quarter; one is called 2026-Q3.`);
	const months = (Number(year) - yearEnds(firstMonth)) * 12 + firstMonth - 1 + (Number(number) - 1) * 3;
	return quarterOf(firstDayOf(months), firstMonth);
}

/** The fiscal quarter before another one. */
export const quarterBefore = ({ from }: Quarter, firstMonth: number): NamedQuarter =>
	quarterOf(new Date(Date.parse(from) - DAY_MS).toISOString().slice(0, 10), firstMonth);

/** Days from a day to another, negative where that came before. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;
