import type { StagePercentile, Stalled, StalledAdoption, StallReason } from '@app/contract';
import type { Formats } from '#lib/format.ts';

/** The reasons as a reader says them. */
export const REASONS: Record<StallReason, string> = {
	slow: 'longer than 4 of 5 in this stage',
	inactive: 'nothing recorded for 180 days',
	'past-target': 'target date passed',
	stuck: 'the team is stuck',
	'lost-backing': 'backing was withdrawn',
	'support-used-up': 'support is used up'
};

/** Why an adoption stalls, in words. */
export const whyOf = ({ reasons, targetOn, because }: StalledAdoption, f: Formats): string =>
	reasons
		.map((reason) => {
			if (reason === 'past-target' && targetOn) return `${REASONS[reason]} (${f.day(targetOn)})`;
			return reason === 'stuck' && because ? `stuck because ${because}` : REASONS[reason];
		})
		.join('; ');

export function stalledSentence(stalled: number, { open, byReason }: Stalled, f: Formats): string {
	if (open === 0) return 'No adoption is open here, so none can stall.';
	const of = open === 1 ? 'the one open adoption' : `${f.number(open)} open adoptions`;
	if (stalled === 0) return open === 1 ? 'The one open adoption does not stall.' : `None of ${of} stalls.`;
	const count = (reason: StallReason) => byReason.find((row) => row.reason === reason)?.count ?? 0;
	const why = [
		count('slow') > 0 && `${f.number(count('slow'))} took longer than 4 of 5 take in their stage`,
		count('inactive') > 0 && `${f.number(count('inactive'))} had nothing recorded for 180 days`,
		count('past-target') > 0 && `${f.number(count('past-target'))} passed the target date`,
		count('stuck') > 0 && `${f.number(count('stuck'))} said they are stuck`,
		count('lost-backing') > 0 && `${f.number(count('lost-backing'))} lost their backing`,
		count('support-used-up') > 0 && `${f.number(count('support-used-up'))} used up their support`
	].filter((part) => part !== false);
	const all =
		stalled === open
			? open === 1
				? 'The one'
				: `All ${f.number(open)}`
			: `${f.number(stalled)} of ${f.number(open)}`;
	const stall =
		open === 1 ? 'open adoption stalls' : stalled === 1 ? 'open adoptions stalls' : 'open adoptions stall';
	return `${all} ${stall}: ${list(why)}.`;
}

const list = (parts: string[]) =>
	parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** `up to 78 days (62 of 68 stays of this pattern ended)`, or why that is not known. */
export function usual(
	{ days, basis, stays, left }: StagePercentile,
	f: Formats
): { days: string; basis: string } {
	const of = basis === 'pattern' ? 'of this pattern' : 'of all patterns, as this one has too few';
	return {
		days: days === null ? 'not known' : `up to ${f.count(Math.round(days), 'day')}`,
		basis: `${f.number(left)} of ${f.count(stays, 'stay')} ended, ${of}`
	};
}
