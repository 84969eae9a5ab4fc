import type { NamedQuarter, ReportFigure } from '@app/contract';
import type { Formats } from '#lib/format.ts';

const DAY = 86_400_000;
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

export type Quarter = NamedQuarter & { state: 'open' | 'over' | 'sealed'; report: string | null };

/** The quarter that whoever reports comes for: the last one that is over, or the first one while it lasts. */
export const dueQuarter = <Of extends Quarter>(quarters: Of[]): Of | null =>
	quarters.find(({ state }) => state !== 'open') ?? quarters[0] ?? null;

/** How a quarter stands: `ended 54 days ago and is not sealed`. */
export function standing({ name, to, state }: Quarter, today: string, f: Formats): string {
	if (state === 'sealed') return `${name} is sealed`;
	if (state === 'over') {
		const ago = daysBetween(to, today);
		return `${name} ended ${ago === 1 ? 'yesterday' : `${f.count(ago, 'day')} ago`} and is not sealed`;
	}
	const left = daysBetween(today, to);
	return left === 0 ? `${name} ends today` : `${name} ends in ${f.count(left, 'day')}`;
}

/** The state of the quarter to report, and what comes next. */
export function sentenceOf(quarters: Quarter[], today: string, f: Formats): string {
	const due = dueQuarter(quarters);
	if (!due) return 'Nothing is on record yet.';
	const [current] = quarters;
	const next = due.state === 'sealed' && current?.state === 'open' ? `; ${standing(current, today, f)}` : '';
	return `${standing(due, today, f)}${next}.`;
}

/** A figure of a report as it is written: with its unit. */
export function written(value: number | null, { unit, currency }: ReportFigure, f: Formats): string {
	if (value === null) return 'not known';
	if (unit === 'share') return f.percent(value);
	if (unit === 'money') return currency ? f.money(value, currency) : f.number(value);
	if (unit === 'times') return `${f.number(value)} ×`;
	if (unit === 'days') return f.count(value, 'day');
	return f.number(value);
}

/** What stands beside a figure: its denominator, its interval. */
export function besides(figure: ReportFigure, f: Formats): string {
	const { of, interval, grade } = figure;
	return [
		of !== null && `of ${f.number(of)}`,
		interval && `${written(interval.lower, figure, f)} to ${written(interval.upper, figure, f)}`,
		grade
	]
		.filter(Boolean)
		.join(' · ');
}

/** The start of a hash, enough to tell two apart by eye. */
export const short = (sha256: string): string => sha256.slice(0, 12);
