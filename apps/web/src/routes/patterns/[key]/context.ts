import type { PatternFit } from '@app/contract';
import type { Formats } from '#lib/format.ts';

/** How the teams of an area lie to the context of a pattern, and what would tell more. */
export function fitSentence(
	{ conditions, counts, misapplied, notEligible, missing }: PatternFit,
	f: Formats
): string {
	const { fits, unknown, breaks } = counts;
	if (conditions.length === 0)
		return 'Nobody has said under which conditions it works, and under which it breaks: its fit is unknown for every team.';
	const all = fits + unknown + breaks;
	const gap = missing[0];
	const parts = [
		`It fits ${f.number(fits)} of ${f.count(all, 'team')}, breaks in ${f.number(breaks)}, and is unknown for ${f.number(unknown)}`,
		gap &&
			`most often since nobody has noted ${gap.trait.replaceAll('_', ' ')} (${f.count(gap.teams, 'team')})`
	].filter((part) => part !== undefined);
	const tail = [
		notEligible > 0 &&
			` ${f.count(notEligible, 'team')} that ${notEligible === 1 ? 'breaks is' : 'break are'} not counted as eligible.`,
		misapplied > 0 &&
			` ${f.count(misapplied, 'team')} ${misapplied === 1 ? 'uses or tries' : 'use or try'} it outside its context.`
	].filter((part) => part !== false);
	return `${parts.join(', ')}.${tail.join('')}`;
}

type Stated = PatternFit['conditions'][number];
const share = ({ tried, works, interval }: Stated['where'], f: Formats) =>
	tried === 0
		? 'nobody tried it'
		: `it lasted in ${f.number(works)} of ${f.number(tried)} (${f.percent(interval!.lower)} to ${f.percent(interval!.upper)})`;

/** What became of the pattern where a condition holds, and where it does not. */
export const evidenceOf = ({ where, otherwise }: Stated, f: Formats): string =>
	where.tried + otherwise.tried === 0
		? 'No team whose trait is known has tried it yet.'
		: `Where it holds ${share(where, f)}; otherwise ${share(otherwise, f)}.`;

/** Why a team fits, breaks or is unknown, in words. */
export const whyOf = ({ fit, decidedBy, missing }: PatternFit['teams'][number]): string =>
	fit === 'unknown'
		? missing.length > 0
			? `not known: ${missing.map((trait) => trait.replaceAll('_', ' ')).join(', ')}`
			: 'nothing is stated'
		: decidedBy.join('; ');
