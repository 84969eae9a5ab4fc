import type { Format, ReportData, Shown } from '@app/contract';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const month = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });
const sign = new Intl.NumberFormat('en', { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
const round = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

const WRITTEN: Record<Exclude<Format, 'text'>, (value: number) => string> = {
	count: number.format,
	number: number.format,
	share: percent.format,
	money: cents.format,
	days: number.format,
	day: (value) => String(value)
};

/** What a sentence of the summary is about, as it is headed. */
export const TOPICS: Record<ReportData['summary'][number]['topic'], string> = {
	spread: 'Spread',
	stalled: 'Stalled',
	worth: 'Worth',
	changed: 'Changed',
	decision: 'To decide'
};

/** A day, or the day of an instant, as people write it: 30 Sep 2026. */
export function sayDay(iso: string): string {
	const day = new Date(iso);
	return `${day.getUTCDate()} ${month.format(day)} ${day.getUTCFullYear()}`;
}
/** A figure with its sign: +3, -2, 0. */
export const change = (value: number) => sign.format(value);
/** A share in percent, to a tenth. */
export const sayShare = (share: number) => percent.format(share);
export const sayNumber = (value: number) => number.format(value);
/** An amount to three digits: nobody knows more of it. */
export const sayMoney = (amount: number, currency: string | null) =>
	`${currency ?? ''} ${round.format(amount)}`.trim();
/** `1 team`, `3 teams`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
	`${number.format(count)} ${count === 1 ? one : many}`;

/** A cell: the value of the report, and how it is written; a dash where nothing is known. */
export function cell(value: Shown['value'], format: Format, inches = Infinity): Shown {
	if (value === null) return { value, shown: '–' };
	if (typeof value === 'string')
		return { value, shown: format === 'day' ? sayDay(value) : fitted(value, inches, 11) };
	return { value, shown: format === 'text' ? String(value) : WRITTEN[format](value) };
}

/** How wide a character is, in widths of an m: nearly, and rather too much. */
function ems(character: string): number {
	if (/[WM@%…\u1100-\uffdc\u{1f000}-\u{3ffff}]/u.test(character)) return 1;
	if (/[A-Zmw_<>&+=#]/.test(character)) return 0.7;
	return /[fijlrt.,:;'"|!()[\] ]/.test(character) ? 0.31 : 0.55;
}

/** How wide a text is in letters of so many points, in inches. */
export const inches = (text: string, points: number): number =>
	([...text].reduce((sum, it) => sum + ems(it), 0) * points) / 72;

/** A text that is no wider than so many inches in letters of so many points; shortened, it ends with an ellipsis. */
export function fitted(text: string, inches: number, points: number): string {
	const most = (inches * 72) / points;
	let width = 0;
	const kept: string[] = [];
	for (const { segment } of new Intl.Segmenter('en').segment(text.replace(/\s+/g, ' ').trim())) {
		const wide = ems(segment);
		if (width + wide > most) {
			while (kept.length > 0 && width + 1 > most) width -= ems(kept.pop()!);
			return `${kept.join('').trimEnd()}…`;
		}
		width += wide;
		kept.push(segment);
	}
	return kept.join('');
}

/** Letters that are written from right to left. */
const LEFTWARDS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/**
 * A name in a sentence, shortened to so many inches so that what is said of it stays in sight. What is written from right
 * to left is kept apart by marks that nothing is seen of, or it would take figures beside it to its other side.
 */
export function inWords(name: string, wide = 3, points = 12): string {
	const short = fitted(name, wide, points);
	return LEFTWARDS.test(short) ? `\u200e${short}\u200e` : short;
}
