import { toIso, workday } from './calendar.ts';
import type { World } from './files.ts';
import { NOTES } from './notes.ts';
import { FINANCE_OWNER } from './people.ts';
import { random } from './random.ts';
import { MONTH } from './setting.ts';
import { table } from './table.ts';

/** How to reproduce a pattern, or how not to repeat it, a step a line. */
const STEPS: Record<string, string[]> = {
	'trunk-based-development': [
		'Limit branches to two days and measure it.',
		'Bring the build below ten minutes.',
		'Hide unfinished work behind toggles.',
		'Merge at least daily; drop release branches last.'
	],
	'feature-toggles': [
		'Give every toggle an owner and a removal date when it is made.',
		'Let the build warn once the date has passed.',
		'Switch on for a few customers first, then for all.'
	],
	'contract-tests': [
		'Pick the interface that broke most often last quarter.',
		'The calling team writes what it relies on as a test.',
		'The offering team runs it on each change.'
	],
	'canary-releases': [
		'Agree with operations on error and latency limits.',
		'Send five percent of the traffic to the new version for half an hour.',
		'Take it back automatically when a limit is passed; look at every take-back together.'
	],
	'on-call-handover': [
		'Rotate weekly, and hand over on Monday with both people present.',
		'Write what fired, what was silenced and what to watch.',
		'Keep the notes beside the runbook.'
	],
	'blameless-reviews': [
		'Meet within five days with those involved.',
		'Tell what each saw and why the actions made sense; ask how, not who.',
		'Publish the story and at most three actions; look at them after a month.'
	],
	'incident-pairing': [
		'Two people take each incident: one works, one writes and calls for help.',
		'Pair across teams where services meet.',
		'Agree with the leader that this is no waste.'
	],
	'first-change-week-one': [
		'Keep a list of prepared starter changes.',
		'Set the machine up before day one.',
		'Give the buddy half of the week free.'
	],
	'discovery-interviews': [
		'Recruit two customers each sprint through the service desk.',
		'Two people ask about the last time, not about wishes.',
		'Share one page of quotes before planning.'
	],
	'story-point-targets': [
		'Do not set targets on estimates: they grow.',
		'If output must be discussed, look at lead time and at what customers received.'
	],
	'daily-cross-team-stand-up': [
		'Do not gather people who cannot act on what they hear.',
		'Meet where work meets, when it does, and let teams choose.'
	],
	'big-bang-rewrite': [
		'Do not switch over in one night what took years to build.',
		'Replace one slice at a time, and switch each off as it goes.'
	]
};

type Condition = [
	pattern: string,
	kind: 'works' | 'breaks',
	trait: string,
	operator: string,
	value: string,
	evidence: string
];
/** What was written down of contexts: not all of it, and for some patterns nothing. */
const CONDITIONS: Condition[] = [
	[
		'canary-releases',
		'works',
		'deploys_on',
		'is',
		'kubernetes',
		'The roll-out needs two versions behind one entry; every team that kept it runs on Kubernetes.'
	],
	[
		'canary-releases',
		'breaks',
		'deploys_on',
		'is',
		'mainframe',
		'Two teams tried with batch releases: nothing could be taken back.'
	],
	[
		'contract-tests',
		'works',
		'architecture',
		'is',
		'services',
		'Where services meet, the first broken contract was found within weeks.'
	],
	['contract-tests', 'works', 'architecture', 'is', 'data-pipeline', 'Schemas of events are contracts too.'],
	[
		'on-call-handover',
		'works',
		'on_call',
		'is',
		'yes',
		'Without somebody on call there is nothing to hand over.'
	],
	['team-cost-dashboard', 'breaks', 'deploys_on', 'is', 'mainframe', 'The bill cannot be split by team.'],
	['team-cost-dashboard', 'breaks', 'deploys_on', 'is', 'saas', 'There is one price for all.'],
	[
		'incident-pairing',
		'works',
		'size',
		'at least',
		'5',
		'Below five people two on one incident stops everything else.'
	],
	['big-bang-rewrite', 'breaks', 'architecture', 'is', 'monolith', 'Old and new ran in parallel for a year.']
];

/** Written and not spread: a draft, one that was retired, and one that turned out to be another. */
const OTHERS = [
	{
		pattern_key: 'ensemble-mornings',
		name: 'Ensemble mornings',
		kind: 'success',
		state: 'draft',
		summary:
			'The whole team works on one thing until noon, twice a week. Still to be said: what became of lead time.',
		coalition_key: 'learning',
		month: 33
	},
	{
		pattern_key: 'shared-release-calendar',
		name: 'Shared release calendar',
		kind: 'success',
		state: 'retired',
		summary:
			'One calendar of all releases, so that nobody releases on the same day. Of no use since releases are small.',
		coalition_key: 'flow',
		month: 3
	},
	{
		pattern_key: 'consumer-driven-tests',
		name: 'Consumer-driven tests',
		kind: 'success',
		state: 'retired',
		summary: 'Written down a second time by another area: the same as contract tests between services.',
		coalition_key: 'interfaces',
		merged_into_key: 'contract-tests',
		month: 24
	}
];

/** Finance looked at these outcomes. */
const SIGNED = [
	{
		pattern: 'canary-releases',
		months: 26,
		words: 'Held against the incident ledger of two quarters; counts in the budget of next year.'
	},
	{
		pattern: 'trunk-based-development',
		months: 30,
		words: 'Lead times of the release log agree with the measurement.'
	}
];

/** Conditions, signed outcomes and heeded failures, up to `until`. */
export function patternFiles({ patterns, adoptions, seed, start, until }: World) {
	const dice = random(seed, 'heeded');
	const failures = adoptions.filter(({ pattern }) => pattern.exposed !== undefined);
	const heeded = failures.flatMap(({ pattern, team, steps }) => {
		const last = steps.findLast(({ day }) => day <= until);
		if (!last || last.day < pattern.exposed! || !['declined', 'abandoned'].includes(last.stage)) return [];
		const began = last.stage === 'abandoned';
		if (!dice.chance(began ? 0.35 : 0.7)) return [];
		return [
			{
				pattern_key: pattern.key,
				team_key: team.key,
				heeded_on: toIso(last.day),
				kind: began ? 'will not repeat' : 'will not start',
				cost_avoided: began
					? undefined
					: Math.round((pattern.costs.effort * dice.between(0.6, 1.1)) / 100) * 100,
				currency: began ? undefined : 'EUR',
				words: began ? 'Kept in the team handbook.' : dice.pick(NOTES.heeded)
			}
		];
	});
	return {
		'conditions.csv': table(
			['pattern_key', 'kind', 'trait', 'operator', 'value', 'evidence'],
			CONDITIONS.map(([pattern_key, kind, trait, operator, value, evidence]) => ({
				...{ pattern_key, kind, trait, operator, value, evidence }
			}))
		),
		'validations.csv': table(
			['pattern_key', 'metric_key', 'validated_on', 'person_key', 'words'],
			SIGNED.map(({ pattern, months, words }) => ({
				pattern_key: pattern,
				metric_key: patterns.find(({ key }) => key === pattern)!.metric,
				validated_on: toIso(workday(Math.min(until, start + Math.round(months * MONTH)))),
				person_key: FINANCE_OWNER.key,
				words
			}))
		),
		'heeded.csv': table(
			['pattern_key', 'team_key', 'heeded_on', 'kind', 'cost_avoided', 'currency', 'words'],
			heeded
		)
	};
}

/** patterns.csv: those that spread, and those that did not. */
export function patternTable({ patterns, start, until }: World) {
	return table(
		[
			...(['pattern_key', 'name', 'kind', 'summary', 'discovered_on', 'origin_team_key'] as const),
			...(['coalition_key', 'state', 'steps', 'merged_into_key'] as const)
		],
		[
			...patterns.map(({ key, name, kind, summary, discovered, origin, coalition }) => ({
				...{ pattern_key: key, name, kind, summary, discovered_on: toIso(discovered) },
				...{ origin_team_key: origin.key, coalition_key: coalition, state: 'published' },
				...{ steps: STEPS[key]?.join('\n'), merged_into_key: undefined }
			})),
			...OTHERS.map(({ month, ...other }) => ({
				...{ merged_into_key: undefined, origin_team_key: undefined, steps: undefined, ...other },
				discovered_on: toIso(workday(Math.min(until, start + Math.round(month * MONTH))))
			}))
		]
	);
}

/** Notes of ends by the reason that they give, in the words of the import format. */
const REASONS: Record<string, string> = {
	'other priorities this year': 'other priority',
	'will look again after the reorganization': 'other priority',
	'no need: the team rarely has the problem': 'no need',
	'system is being retired': 'no need',
	'no longer needed after the system was split': 'no need',
	'has a way of its own that serves as well': 'solved otherwise',
	'given up in favour of a way of their own': 'solved otherwise',
	'fell asleep after two people changed teams': 'no capacity',
	'stopped during peak season and not resumed': 'no capacity',
	[NOTES.gaveUp['no support']]: 'no capacity',
	[NOTES.gaveUp['target passed']]: 'no capacity',
	[NOTES.gaveUp['owner left']]: 'no capacity',
	[NOTES.gaveUp['no backing']]: 'other priority',
	'stopped: cost more than it brought': 'not convinced',
	'replaced after the review of its effects': 'not convinced',
	'dropped with relief': 'not convinced',
	'stopped after the coalition’s learnings were shown': 'not convinced',
	[NOTES.heeded[0]]: 'not convinced',
	[NOTES.heeded[1]]: 'not convinced'
};

/** Why an adoption ended; undefined where it goes on, or nobody said. */
export const reasonOf = ({ stage, note }: { stage: string; note: string }): string | undefined =>
	stage !== 'declined' && stage !== 'abandoned'
		? undefined
		: note.startsWith('context differs')
			? 'context differs'
			: REASONS[note];
