import type { EventPage } from '@app/contract';
import type { Formats } from '#lib/format.ts';

const listed = (names: string[]) =>
	names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The page's answer in a sentence: what is planned, or what came of it. `when`: its day and time in words. */
export function eventSentence(
	{ event, coalitions, patterns, participants, ...page }: EventPage,
	when: string,
	f: Formats
): string {
	const who = listed(coalitions.map(({ coalition }) => coalition.name)) || 'Nobody yet';
	if (event.state === 'cancelled') return `It was to be on ${when}, and was cancelled.`;
	if (event.state === 'planned') {
		const shows = coalitions.length > 1 ? 'show' : 'shows';
		return `On ${when} ${who} ${shows} ${f.count(patterns.length, 'pattern')} to ${f.count(participants.filter(({ role }) => role !== 'coalition').length, 'person', 'people')}, in ${event.minutes} minutes.`;
	}
	const { opportunities, agreed, adopted, open } = page.yield;
	const learnt = page.voices.filter(({ kind }) => kind === 'learnt' || kind === 'would break').length;
	if (opportunities + learnt + page.agreements.length + page.actions.length === 0)
		return 'It was held, and nothing is on record of what came of it.';
	return `${f.count(opportunities, 'opportunity', 'opportunities')} came up: ${f.number(agreed)} agreed, ${f.number(adopted)} adopted so far, ${f.number(open)} open. ${f.count(learnt, 'learning')} went home.`;
}

/** When those that adopted did, in words. */
export const afterDays = ({ adoptedAfterDays: days }: EventPage['yield'], f: Formats): string =>
	days.length === 0
		? 'none adopted yet'
		: days.length === 1
			? `after ${f.count(days[0]!, 'day')}`
			: `after ${f.number(days[0]!)} to ${f.count(days.at(-1)!, 'day')}`;
