/** An instant as a day and a time where the organization is: `30 Nov 2026, 14:00`. */
export const whenIn = (instant: string, locale: string, timeZone: string): string =>
	new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
		new Date(instant)
	);

/** The same with the zone, where that is not plain: `30 Nov 2026, 14:00 (Europe/Berlin)`. */
export const whenWithZone = (instant: string, locale: string, timeZone: string): string =>
	`${whenIn(instant, locale, timeZone)} (${timeZone})`;
