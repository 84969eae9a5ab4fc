import type { Curves, PatternSpread } from '@app/contract';
import { states } from '#lib/charts/states.ts';
import { sparkPath } from '#lib/components/spark.ts';
import type { Formats } from '#lib/format.ts';

/** A pattern now, when the quarter began, and all the way. */
export interface SpreadRow extends PatternSpread {
	rateThen: number | null;
	change: number;
	/** Its adopters over time, as a path. */
	curve: string;
}

export function spreadRows(
	now: PatternSpread[],
	before: PatternSpread[],
	{ on, eligible, patterns }: Curves
): SpreadRow[] {
	const then = new Map(before.map((pattern) => [pattern.key, pattern]));
	const most = Math.max(1, ...eligible);
	const curves = new Map(
		patterns.map(({ key, from, adopted }) => [key, sparkPath(states(from, adopted, on.length), most)])
	);
	return now.map((pattern) => ({
		...pattern,
		rateThen: then.get(pattern.key)?.rate ?? null,
		change: pattern.adopted - (then.get(pattern.key)?.adopted ?? 0),
		curve: curves.get(pattern.key) ?? ''
	}));
}

/** The answer: how many patterns grew and shrank, or how far they are where nothing moved. */
export function spreadSentence(rows: SpreadRow[], since: string, f: Formats): string {
	if (rows.length === 0) return 'No patterns yet.';
	if (rows.every(({ eligible }) => eligible === 0)) return 'No team had joined by this day.';
	const grew = rows.filter(({ change }) => change > 0).length;
	const shrank = rows.filter(({ change }) => change < 0).length;
	const half = rows.filter(({ rate }) => (rate ?? 0) >= 0.5).length;
	const of = `of ${f.count(rows.length, 'pattern')}`;
	if (grew + shrank === 0) {
		return `No pattern grew or shrank ${since}; ${f.number(half)} ${of} ${half === 1 ? 'is' : 'are'} used by at least half of the eligible teams.`;
	}
	const parts = [
		grew > 0 && `${f.number(grew)} ${of} grew`,
		shrank > 0 && (grew > 0 ? `${f.number(shrank)} shrank` : `${f.number(shrank)} ${of} shrank`)
	];
	return `${parts.filter(Boolean).join(' and ')} ${since}.`;
}
