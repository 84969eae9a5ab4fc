import type { Pattern } from './patterns.ts';
import type { Leaf } from './organization.ts';
import { fits } from './setting.ts';
import type { Random } from './random.ts';

/** What the people of the simulation write beside an event. Every list is picked from at random. */
export const NOTES = {
	identified: [
		'raised at the Scale Across event',
		'asked by the team after a demonstration',
		'heard of it from a neighbouring team',
		'came up in the retrospective',
		'seen in the write-up',
		''
	],
	observed: [
		'noticed on a visit, nobody had agreed it',
		'came out in a conversation, nobody had agreed it',
		'mentioned in passing: already in use'
	],
	startedAlone: ['began on their own initiative', 'began with a pilot before anything was agreed'],
	started: ['first pilot', 'kick-off with the coalition', 'one service first', 'training held', '', ''],
	adopted: [
		'in daily use',
		'used by the whole team',
		'pilot extended to everything the team runs',
		'part of the working agreement',
		''
	],
	sustained: [
		'still in use, checked with the team',
		'still how the team works',
		'still in place at the half-yearly look',
		''
	],
	declined: [
		'other priorities this year',
		'no need: the team rarely has the problem',
		'has a way of its own that serves as well',
		'will look again after the reorganization',
		'system is being retired'
	],
	lapsed: [
		'fell asleep after two people changed teams',
		'given up in favour of a way of their own',
		'no longer needed after the system was split',
		'stopped during peak season and not resumed'
	],
	returned: ['tried again with a new lead', 'back on after the peak season', 'picked up again with coaching'],
	reconsidered: ['situation changed: now worth it', 'asked again after seeing a neighbour’s results'],
	exposed: [
		'stopped after the coalition’s learnings were shown',
		'stopped: cost more than it brought',
		'dropped with relief',
		'replaced after the review of its effects',
		''
	],
	heeded: ['not begun after hearing how it went elsewhere', 'withdrawn after the learnings were shown'],
	helped: {
		'no support': 'coaching found after a wait',
		'target passed': 'planned anew with a smaller scope',
		'no backing': 'their leader gave room after all',
		'owner left': 'new owner found',
		'context does not fit': 'adapted to the team’s situation'
	},
	gaveUp: {
		'no support': 'no coaching could be found; may come back',
		'target passed': 'planned too large; may come back',
		'no backing': 'no room for it in this area now',
		'owner left': 'nobody took over after the owner left',
		'context does not fit': 'context differs: does not work here'
	}
} as const;

const IN_WORDS: Record<string, (value: string) => string> = {
	deploys_on: (value) => `runs on ${value}`,
	architecture: (value) => `the system is a ${value}`,
	on_call: () => 'nobody is on call'
};
const OTHER = [
	'hardware sets the pace',
	'an outside supplier does this',
	'too few people',
	'a regulated process'
];

/** Why a pattern is not for this team, in neutral words. */
export function contextDiffers(pattern: Pick<Pattern, 'fit'>, leaf: Leaf, dice: Random): string {
	const trait = fits(pattern, leaf) ? undefined : pattern.fit!.trait;
	const words = trait ? IN_WORDS[trait]!(leaf.traits[trait]!.replaceAll('-', ' ')) : dice.pick(OTHER);
	return `context differs: ${words}`;
}
