import type { CoalitionTriggers, EventList } from '@app/contract';
import type { Formats } from '#lib/format.ts';

const listed = (names: string[]) =>
	names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What became of all opportunities of events that were held. */
export function yieldOfAll({ events }: EventList) {
	const held = events.filter(({ state }) => state === 'held');
	const sum = (of: (own: EventList['events'][number]) => number) =>
		held.reduce((total, own) => total + of(own), 0);
	return {
		held: held.length,
		opportunities: sum((own) => own.yield.opportunities),
		agreed: sum((own) => own.yield.agreed),
		adopted: sum((own) => own.yield.adopted),
		open: sum((own) => own.yield.open)
	};
}

/** The page's answer in a sentence: who should plan an event, else what came of those there were. */
export function eventsSentence(coalitions: CoalitionTriggers[], list: EventList, f: Formats): string {
	const due = coalitions.filter((own) => own.due).map(({ coalition }) => coalition.name);
	const { held, opportunities, adopted } = yieldOfAll(list);
	const came =
		held === 0
			? 'No event was held yet.'
			: `Of ${f.count(opportunities, 'opportunity', 'opportunities')} that came up at ${f.count(held, 'event')}, ${f.number(adopted)} are adopted.`;
	if (coalitions.length === 0) return `There is no coalition yet. ${came}`;
	if (due.length === 0) return `Nothing asks for an event now. ${came}`;
	const has = due.length === 1 ? 'has' : 'have';
	return `${listed(due)} ${has} reason for an event, and none is planned. ${came}`;
}
