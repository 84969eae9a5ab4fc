import type { Finding, FindingKind, Findings } from '@app/contract';
import type { Formats } from '#lib/format.ts';

/** Each kind as a heading of what it gathers. */
export const KINDS: Record<FindingKind, string> = {
	'stalled adoption': 'Stalled adoptions',
	misapplication: 'Started outside its context',
	'no owner or agreement': 'Without owner or agreement',
	'support over-promised': 'More support promised than there is',
	'support used up': 'Support used up',
	'unbacked area': 'Adopted without backing',
	'target date passed': 'Target date passed',
	'past cadence': 'Due for a Scale Across event',
	'trigger met': 'A trigger is met',
	'no boundaries': 'Nothing said about boundaries',
	'worse outcome': 'Got worse after adoption',
	'event without outputs': 'Event without outputs'
};

export const STATES = {
	open: 'Open',
	acknowledged: 'Taken care of',
	snoozed: 'Resting',
	resolved: 'Resolved'
};

/** The answer in a sentence. */
export function findingsSentence({ byKind }: Findings, state: Finding['state'], f: Formats): string {
	const total = byKind.reduce((sum, { count }) => sum + count, 0);
	if (state !== 'open') {
		const are = { acknowledged: 'taken care of', snoozed: 'resting', resolved: 'resolved' }[state];
		return total === 0
			? `No finding is ${are}.`
			: `${f.count(total, 'finding')} ${total === 1 ? 'is' : 'are'} ${are}.`;
	}
	if (total === 0) return 'Nothing needs a look: every finding is resolved or taken care of.';
	const most = byKind.toSorted((a, b) => b.count - a.count)[0]!;
	const waits = `${f.count(total, 'finding')} ${total === 1 ? 'waits' : 'wait'} for a look`;
	return byKind.filter(({ count }) => count > 0).length === 1
		? `${waits}: ${KINDS[most.kind].toLowerCase()}.`
		: `${waits}; most of them: ${KINDS[most.kind].toLowerCase()} (${f.number(most.count)}).`;
}

/** Where a finding leads: to the place where its step is done. */
export function whereTo({ team, pattern, coalition, event, kind }: Finding): string | null {
	const key = encodeURIComponent;
	if (event) return `/events/${key(event.key)}`;
	if (kind === 'unbacked area') return '/backing';
	if (team && pattern) return `/adoptions/${key(pattern.key)}/${key(team.key)}`;
	if (pattern) return `/patterns/${key(pattern.key)}`;
	if (coalition) return `/coalitions/${key(coalition.key)}`;
	return team ? `/teams/${key(team.key)}` : null;
}
