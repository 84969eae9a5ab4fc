import type { CoalitionRow, Coalitions, GoalStanding } from '@app/contract';
import type { Formats } from '#lib/format.ts';

/** `a`, `a and b`, `a, b and c`. */
export const listed = (parts: string[]) =>
	parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Those that still work. */
export const working = ({ coalitions, asOf }: Coalitions) =>
	coalitions.filter(({ endedOn }) => endedOn === null || endedOn > asOf);

/** What a coalition lacks, in words; empty where nothing. */
export function lacks({ rise }: Pick<CoalitionRow, 'rise'>, f: Formats): string[] {
	return [
		...(rise.gaps.length > 0 ? [`nobody holds ${listed(rise.gaps)}`] : []),
		...(rise.size === 'too small' ? [`${f.count(rise.members, 'member')}: 2 are needed`] : []),
		...(rise.size === 'too large' ? [`${f.count(rise.members, 'member')}: 7 are the most`] : [])
	];
}

/** What there is to look at, in a sentence. */
export function coalitionsSentence(list: Coalitions, f: Formats): string {
	const own = working(list);
	if (own.length === 0) return 'There is no coalition yet.';
	const many = (test: (row: CoalitionRow) => boolean) => own.filter(test).length;
	const lacking = many((row) => lacks(row, f).length > 0);
	const parts = [
		[many(({ goal }) => goal?.reached === true), 'reached the goal'],
		[many(({ goal }) => goal !== null && !goal.reached && goal.daysLeft < 0), 'passed the date of the goal'],
		[many(({ goal }) => goal === null), own.length === 1 ? 'has no goal' : 'without a goal'],
		[lacking, lacking === 1 ? 'lacks somebody' : 'lack somebody']
	] as const;
	const told = parts.filter(([count]) => count > 0).map(([count, words]) => `${f.number(count)} ${words}`);
	return `${f.count(own.length, 'coalition')}${told.length > 0 ? `: ${listed(told)}` : ', each with a goal and all it needs'}.`;
}

/** `24 days left`, `due today`, `52 days past its date`. */
export function daysLeft({ daysLeft: days }: GoalStanding, f: Formats): string {
	if (days === 0) return 'due today';
	return days > 0 ? `${f.count(days, 'day')} left` : `${f.count(-days, 'day')} past its date`;
}
