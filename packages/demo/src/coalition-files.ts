import type { Day } from './calendar.ts';
import { toIso, workday } from './calendar.ts';
import { COALITIONS } from './coalitions.ts';
import type { World } from './files.ts';
import type { Organization } from './organization.ts';
import { slug } from './organization.ts';
import { leadOf, memberAs, ownerIn, peopleOf } from './people.ts';
import { random } from './random.ts';
import { table } from './table.ts';

/** People, what they lead and decide for, and their coalitions with goals and signals, up to `until`. */
export function coalitionFiles({ organization, seed, start, until }: World) {
	const on = (days: number) => toIso(workday(until + days));
	const held = (letters: string, letter: string) => (letters.includes(letter) ? 'yes' : 'no');
	return {
		'people.csv': table(
			['person_key', 'name', 'email'],
			peopleOf(organization).map(({ key, name }) => ({
				person_key: key,
				name,
				email: `${key}@larkhaven.example`
			}))
		),
		'team_leads.csv': table(
			['team_key', 'person_key', 'from_on', 'until_on'],
			teamLeads(organization, seed, start, until)
		),
		'sovereignties.csv': table(
			['area_key', 'person_key', 'from_on', 'until_on'],
			sovereignties(organization, start, until)
		),
		'coalitions.csv': table(
			['coalition_key', 'name', 'kind', 'purpose', 'founded_on'],
			COALITIONS.map((each) => ({
				...each,
				coalition_key: each.key,
				kind: each.management ? 'management' : 'team',
				founded_on: on(each.founded)
			}))
		),
		'coalition_members.csv': table(
			[
				'coalition_key',
				'person_key',
				...(['representation', 'influence', 'sovereignty', 'expertise'] as const),
				...(['from_on', 'until_on'] as const)
			],
			COALITIONS.flatMap(({ key, founded, members }) =>
				members.map(({ rise, from = founded, until: last, ...post }) => ({
					coalition_key: key,
					person_key: memberAs(post).key,
					representation: held(rise, 'R'),
					influence: held(rise, 'I'),
					sovereignty: held(rise, 'S'),
					expertise: held(rise, 'E'),
					from_on: on(from),
					until_on: last === undefined ? undefined : on(last)
				}))
			)
		),
		'goals.csv': table(
			[
				...([
					'goal_key',
					'coalition_key',
					'statement',
					'domain',
					'metric_key',
					'baseline',
					'target'
				] as const),
				...(['set_on', 'due_on', 'ended_on', 'ended_as'] as const)
			],
			COALITIONS.flatMap(({ key, goals }) =>
				goals.map(({ metric, baseline, target, ended, ...goal }) => ({
					...goal,
					...{ goal_key: goal.key, coalition_key: key, metric_key: metric, baseline, target },
					...{ set_on: on(goal.set), due_on: toIso(until + goal.due) },
					...{ ended_on: ended && on(ended.after), ended_as: ended?.as }
				}))
			)
		),
		'signals.csv': table(
			['coalition_key', 'kind', 'source', 'raised_on', 'words', 'decision', 'decided_on'],
			COALITIONS.flatMap(({ key, signals }) =>
				signals.map(({ decision, ...signal }) => ({
					...signal,
					...{ coalition_key: key, raised_on: on(signal.raised) },
					...{ decision: decision?.words, decided_on: decision && on(decision.after) }
				}))
			)
		)
	};
}

/** Everybody who leads now; in some teams the one who looks after adoptions led before. */
function teamLeads({ teams, leaves }: Organization, seed: number, start: Day, until: Day) {
	const dice = random(seed, 'team leads');
	const below = new Set(leaves.map(({ key }) => key));
	return teams.flatMap(({ key, joined }) => {
		const [from, change] = [Math.max(joined, start - 400), until - dice.whole(60, 700)];
		const follows = dice.chance(0.15) && below.has(key) && change > from + 120;
		const now = { team_key: key, person_key: leadOf(key).key, from_on: toIso(from), until_on: undefined };
		if (!follows) return [now];
		return [
			{ ...now, person_key: ownerIn(key).key, until_on: toIso(change) },
			{ ...now, from_on: toIso(change) }
		];
	});
}

/** Directors and heads decide for their areas; one division was decided for by a neighbour for a year. */
function sovereignties({ teams }: Organization, start: Day, until: Day) {
	const [acting, area] = [slug('Transport Operations'), slug('Warehouse Systems')];
	return teams
		.filter(({ kind }) => ['company', 'division', 'department'].includes(kind))
		.flatMap(({ key, joined }) => {
			const from = toIso(Math.max(joined, start - 400));
			const now = { area_key: key, person_key: leadOf(key).key, from_on: from, until_on: undefined };
			if (key !== area) return [now];
			const change = toIso(until - 380);
			return [
				{ ...now, person_key: leadOf(acting).key, until_on: change },
				{ ...now, from_on: change }
			];
		});
}
