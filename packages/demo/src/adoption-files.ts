import type { Adoption, Reason, Stage } from './adoption.ts';
import type { Day } from './calendar.ts';
import { toIso, workday } from './calendar.ts';
import { COALITIONS } from './coalitions.ts';
import type { World } from './files.ts';
import { leadOf, memberAs } from './people.ts';
import { random } from './random.ts';
import type { Random } from './random.ts';
import { table } from './table.ts';

/** Check-ins began so long before the last day, on Mondays or the day after. */
const WEEKS = 12;
const OPEN: Stage[] = ['observed', 'identified', 'agreed', 'started'];
const BECAUSE: Record<Reason, string[]> = {
	'no support': ['nobody from the coalition has time for us', 'we need coaching for the first case'],
	'target passed': ['we planned too much at once', 'the release took everybody'],
	'no backing': ['our leader wants the roadmap first', 'there is no room for it in this area'],
	'owner left': ['the one who drove it changed teams', 'nobody owns it at the moment'],
	'context does not fit': ['it does not work with the way we deploy', 'half of it does not apply to us']
};
const SAID = [
	'The first case went better than expected. We will try the next one without help.',
	'Can somebody who uses it already spend an hour with us?',
	'We wait for the access that was promised.',
	'Started with one service; the others follow when this one is quiet.',
	'Works for us, but the first two weeks cost more time than was said.',
	'We agreed with the coalition to look at it again after the release.'
];
const ANSWERED = [
	'I will come by on Thursday.',
	'Two teams nearby use it; I have asked them to show you.',
	'Say what is missing, and we will bring it to the next event.'
];

const keys = ({ pattern, team }: Adoption) => ({ pattern_key: pattern.key, team_key: team.key });
/** The stage of an adoption at the end of a day, and since when. */
const standing = ({ steps }: Adoption, on: Day) => steps.findLast(({ day }) => day <= on);

/** What teams planned, how they said it goes, and what was said about it, up to `until`. */
export function adoptionFiles({ adoptions, seed, until }: World) {
	const told = adoptions.map((adoption) => ({
		adoption,
		dice: random(seed, `told ${adoption.pattern.key} ${adoption.team.key}`)
	}));
	return {
		'adoption_plans.csv': table(
			['pattern_key', 'team_key', 'owner_key', 'target_on'],
			told.flatMap(({ adoption, dice }) => planOf(adoption, until, dice))
		),
		'check_ins.csv': table(
			['pattern_key', 'team_key', 'checked_on', 'state', 'because'],
			told.flatMap(({ adoption, dice }) => checkInsOf(adoption, until, dice))
		),
		'comments.csv': table(
			['pattern_key', 'team_key', 'written_at', 'person_key', 'words'],
			told.flatMap(({ adoption, dice }) => commentsOf(adoption, until, dice))
		)
	};
}

/** Whoever leads the team owns what it agreed to; now and then nobody does. */
function planOf(adoption: Adoption, until: Day, dice: Random) {
	const { support } = adoption;
	if (!support || support.agreed > until || !dice.chance(0.85)) return [];
	const owner_key = dice.chance(0.95) ? leadOf(adoption.team.key).key : undefined;
	return [{ ...keys(adoption), owner_key, target_on: toIso(support.target) }];
}

/** Most teams check in weekly about what they agreed; who is stuck says so once or twice, and then falls silent. */
function checkInsOf(adoption: Adoption, until: Day, dice: Random) {
	const { stuck } = adoption;
	if (!dice.chance(stuck ? 0.5 : 0.7)) return [];
	const because = stuck && dice.pick(BECAUSE[stuck.reason]);
	type CheckIn = ReturnType<typeof keys> & { checked_on: string; state: string; because: string | undefined };
	const said: CheckIn[] = [];
	let complaints = 0;
	for (let week = WEEKS; week >= 0; week--) {
		const day = workday(until - 7 * week - dice.whole(0, 1));
		const at = standing(adoption, day);
		if (day > until || !at || !['agreed', 'started'].includes(at.stage) || dice.chance(0.15)) continue;
		const waits = stuck !== undefined && day >= stuck.since + 14;
		if (waits && ++complaints > 2) break;
		const state = waits ? 'stuck' : dice.chance(0.2) ? 'slow' : 'on track';
		said.push({
			...{ ...keys(adoption), checked_on: toIso(day), state },
			because: waits ? because : undefined
		});
	}
	return said.filter(({ checked_on }, i) => checked_on !== said[i - 1]?.checked_on);
}

/** Now and then the lead says something, and a member of the coalition answers. */
function commentsOf(adoption: Adoption, until: Day, dice: Random) {
	const at = standing(adoption, until);
	if (!at || !OPEN.includes(at.stage) || !dice.chance(0.25)) return [];
	const first = Math.max(at.day, until - 60);
	const said = workday(first + dice.whole(0, Math.max(0, until - first - 3)));
	if (said > until) return [];
	const asked = {
		...{ ...keys(adoption), written_at: `${toIso(said)}T09:30:00Z` },
		...{ person_key: leadOf(adoption.team.key).key, words: dice.pick(SAID) }
	};
	const members = COALITIONS.find(({ key }) => key === adoption.pattern.coalition)?.members;
	const answer = workday(said + 1);
	if (!members || answer > until || !dice.chance(0.6)) return [asked];
	return [
		asked,
		{
			...{ ...keys(adoption), written_at: `${toIso(answer)}T14:10:00Z` },
			...{ person_key: memberAs(dice.pick(members)).key, words: dice.pick(ANSWERED) }
		}
	];
}
