import type { Matrix, Spread, Stage, TeamDetail } from '@app/contract';
import type { Limits } from '#lib/charts/metric-panels.ts';
import type { Formats } from '#lib/format.ts';

export type TeamAdoption = TeamDetail['adoptions'][number];

/** The stages of an adoption as four answers. */
export const STATE: Record<Stage, 'in use' | 'open' | 'declined' | 'gave up'> = {
	observed: 'open',
	identified: 'open',
	agreed: 'open',
	started: 'open',
	adopted: 'in use',
	sustained: 'in use',
	declined: 'declined',
	abandoned: 'gave up'
};

const total = (patterns: Spread['patterns'], count: (pattern: Spread['patterns'][number]) => number) =>
	patterns.reduce((sum, pattern) => sum + count(pattern), 0);

export function totals({ patterns }: Spread) {
	return {
		possible: total(patterns, (it) => it.eligible),
		adopted: total(patterns, (it) => it.adopted),
		open: total(patterns, (it) => it.open),
		declined: total(patterns, (it) => it.declined),
		abandoned: total(patterns, (it) => it.abandoned)
	};
}

export function teamSentence(team: TeamDetail, spread: Spread, teams: number, f: Formats): string {
	const { possible, adopted, open, declined, abandoned } = totals(spread);
	if (possible === 0) return `On ${f.day(team.asOf)} there was no pattern that ${team.name} could use.`;
	const rest = [
		open > 0 && `${f.number(open)} ${open === 1 ? 'is' : 'are'} on the way`,
		declined > 0 && `${f.number(declined)} declined`,
		abandoned > 0 && `${f.number(abandoned)} given up`
	].filter((part) => part !== false);
	const tail = rest.length === 0 ? '' : `; ${rest.join(', ')}`;
	return team.leaf
		? `${team.name} uses ${f.number(adopted)} of ${f.count(possible, 'pattern')}${tail}.`
		: `The ${f.count(teams, 'team')} of ${team.name} have ${f.number(adopted)} of ${f.number(possible)} possible adoptions in use${tail}.`;
}

/** The first day on which each pattern that was ever adopted was adopted. */
export const adoptedOn = ({ adoptions }: TeamDetail) =>
	adoptions.flatMap(({ pattern, history }) => {
		const first = history.find(({ stage }) => stage === 'adopted' || stage === 'sustained');
		return first ? [{ name: pattern.name, on: first.on }] : [];
	});

/** How many metrics changed, and how many only wobble. */
export function metricTitle(limits: (Limits | null)[], f: Formats): string {
	const judged = limits.filter((own) => own !== null);
	if (judged.length === 0)
		return `${f.count(limits.length, 'metric')}; too little to tell a change from wobbling`;
	const changed = judged.filter(({ signals }) => signals.length > 0).length;
	return `${f.number(changed)} of ${f.count(judged.length, 'metric')} changed by more than they usually wobble`;
}

/** What is directly below a team, over all patterns. */
export function childrenOf({ teams, patterns }: Matrix) {
	return teams.map(({ key, name }, i) => {
		const add = (count: 'adopted' | 'eligible' | 'open') =>
			patterns.reduce((sum, pattern) => sum + pattern[count][i]!, 0);
		const [adopted, possible] = [add('adopted'), add('eligible')];
		return {
			key,
			name,
			adopted,
			possible,
			open: add('open'),
			rate: possible ? adopted / possible : null
		};
	});
}
