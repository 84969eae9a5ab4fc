import type { Compared, Comparison } from '@app/contract';
import { hasMoved } from '#lib/charts/alluvial.ts';
import { yearsBefore } from '#lib/day.ts';
import type { Formats } from '#lib/format.ts';

/** `a, b and c` */
const list = (parts: string[]) =>
	parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** How the time between the two days is spoken of. */
export const span = ({ from, to }: Pick<Comparison, 'from' | 'to'>, today: string | null, f: Formats) =>
	to === today ? `since ${f.day(from)}` : `between ${f.day(from)} and ${f.day(to)}`;

/** What was known of the first day is what was known at its end, or on a later day that is named. */
export function knownWhen({ from, fromKnownAt, timeZone, pending }: Comparison, f: Formats): string {
	if (pending) return 'as known now';
	const day = new Intl.DateTimeFormat('sv', { timeZone }).format(new Date(fromKnownAt)); // 2026-09-30
	return day === from ? 'as known then' : `as known on ${f.day(day)}`;
}

/** The answer: what became of adoptions, and what only the record did. */
export function compareSentence(comparison: Comparison, today: string | null, f: Formats): string {
	const { from, to, total } = comparison;
	if (total.eligible === 0 && total.eligibleWas === 0)
		return `No team had joined by ${f.day(to)}: there is nothing to compare.`;
	const counts: [number, one: string, many: string][] = [
		[total.new, 'is new', 'are new'],
		[total.returned, 'returned', 'returned'],
		[total.lapsed, 'lapsed', 'lapsed'],
		[total.movedIn, 'came with a team from elsewhere', 'came with teams from elsewhere'],
		[total.movedOut, 'left with a team that moved', 'left with teams that moved']
	];
	const parts = counts
		.filter(([count]) => count > 0)
		.map(([count, one, many], i) =>
			[i === 0 ? f.count(count, 'adoption') : f.number(count), count === 1 ? one : many].join(' ')
		);
	const record = recordClause(total, f.day(from), f);
	if (parts.length > 0) {
		const [first, ...rest] = parts;
		const when = span(comparison, today, f);
		// the time belongs to all of them, so it comes after the first
		const world = [`${first} ${when}`, rest.length === 1 ? `and ${rest[0]}` : list(rest)];
		return `${world.filter(Boolean).join(', ')}${record && `; ${record}`}.`;
	}
	if (total.was + total.is + total.corrected === 0) return 'Nothing was in use on either day.';
	const same = from === to ? `Both days are ${f.day(from)}` : `Nothing changed ${span(comparison, today, f)}`;
	if (record) return `${same}; ${record}.`;
	return `${same}: ${f.count(total.is, 'adoption')} ${total.is === 1 ? 'is' : 'are'} in use.`;
}

function recordClause({ was, corrected, is }: Compared, day: string, f: Formats): string {
	if (corrected === 0) return '';
	const more = is - was;
	if (corrected > 0 && more >= corrected) {
		const all = more === 1 ? 'the 1 more' : `all ${f.number(more)} more`;
		const those = more === corrected ? all : `${f.number(corrected)} of the ${f.number(more)} more`;
		return `${those} ${corrected === 1 ? 'is' : 'are'} because the record was corrected`;
	}
	return `corrections of the record put ${day} at ${f.number(was + corrected)} instead of ${f.number(was)}`;
}

/** What the world did, in short. */
export function worldChange(
	{ new: fresh, returned, lapsed, movedIn, movedOut }: Compared,
	f: Formats
): string {
	const counts: [number, string][] = [
		[fresh, 'new'],
		[returned, 'returned'],
		[lapsed, 'lapsed'],
		[movedIn, 'moved here'],
		[movedOut, 'moved away']
	];
	const parts = counts.filter(([count]) => count > 0).map(([count, what]) => `${f.number(count)} ${what}`);
	return parts.length > 0 ? parts.join(', ') : 'nobody began or gave up';
}

/** The point of the picture: how many moved, and which move was made most. */
export function movesTitle(moves: Comparison['moves'], f: Formats): string {
	const sum = (own: Comparison['moves']) => own.reduce((all, { adoptions }) => all + adoptions, 0);
	const moved = moves.filter(hasMoved).toSorted((a, b) => b.adoptions - a.adoptions);
	const [most] = moved;
	if (!most) return `None of ${f.count(sum(moves), 'adoption')} is in another stage`;
	const way =
		most.from === null
			? `began and ${most.adoptions === 1 ? 'is' : 'are'} ${most.to}`
			: `went from ${most.from} to ${most.to}`;
	const [count, all] = [f.number(sum(moved)), f.count(sum(moves), 'adoption')];
	return `${count} of ${all} ${sum(moved) === 1 ? 'is' : 'are'} in another stage; most, ${f.number(most.adoptions)}, ${way}`;
}

/** Days that are often compared, the first one and the last one; null is today. */
export function usualDays(today: string, [last, before]: [string, string]) {
	return [
		{ label: 'This quarter so far', from: last, to: null },
		{ label: 'Last quarter', from: before, to: last },
		{ label: '30 days', from: daysBefore(today, 30), to: null },
		{ label: 'A year', from: yearsBefore(today, 1), to: null }
	];
}

const daysBefore = (day: string, days: number) =>
	new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/** A pattern or a part in the table. */
export type Row = Compared & { key: string; name: string; rate: number | null; rateWas: number | null };
export const rowOf = <Own extends Compared & { key: string; name: string }>(own: Own) => ({
	...own,
	rate: own.eligible === 0 ? null : own.is / own.eligible,
	rateWas: own.eligibleWas === 0 ? null : own.was / own.eligibleWas
});
