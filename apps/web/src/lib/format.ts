/** How figures, days and money are written for a reader. Made once per language. */
function make(locale: string) {
	const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
	const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
	const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
	const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
	const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
	const or = (value: number | null, text: (value: number) => string) => (value === null ? '–' : text(value));
	return {
		number: (value: number | null) => or(value, number.format),
		/** For an axis, where there is little room: `12K`. */
		short: (value: number) => short.format(value),
		/** With its sign: `+3`, `−2`, `0`. */
		change: (value: number | null) => or(value, signed.format),
		/** A share of 0 to 1 in percent; what is not quite nothing or all does not round to it. */
		percent: (share: number | null) =>
			or(share, (value) => {
				if (value > 0 && value < 0.005) return `<${percent.format(0.01)}`;
				if (value < 1 && value > 0.995) return `>${percent.format(0.99)}`;
				return percent.format(value);
			}),
		day: (iso: string) => day.format(new Date(iso)),
		month: (iso: string) => month.format(new Date(iso)),
		/** Rounded to three significant digits: nobody knows more about money to come. */
		money: (amount: number | null, currency: string) =>
			or(amount, (value) =>
				new Intl.NumberFormat(locale, {
					style: 'currency',
					currency,
					notation: Math.abs(value) >= 100_000 ? 'compact' : 'standard',
					maximumSignificantDigits: 3
				}).format(value)
			),
		/** `1 team`, `3 teams`. */
		count: (value: number, one: string, many = `${one}s`) =>
			`${number.format(value)} ${value === 1 ? one : many}`
	};
}
export type Formats = ReturnType<typeof make>;

const made = new Map<string, Formats>();
export function formats(locale: string): Formats {
	const known = made.get(locale) ?? make(locale);
	made.set(locale, known);
	return known;
}

/** The first language of an Accept-Language header that Intl knows; English where there is none. */
export function preferred(acceptLanguage: string | null): string {
	for (const part of (acceptLanguage ?? '').split(',')) {
		const tag = part.split(';')[0]?.trim() ?? '';
		try {
			const [known] = Intl.NumberFormat.supportedLocalesOf(tag);
			if (known) return known;
		} catch {
			// not a language tag, `*` for example
		}
	}
	return 'en';
}
