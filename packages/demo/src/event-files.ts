import type { Adoption } from './adoption.ts';
import type { Day } from './calendar.ts';
import { instantOf, toIso, workday } from './calendar.ts';
import { COALITIONS } from './coalitions.ts';
import type { World } from './files.ts';
import { contextDiffers } from './notes.ts';
import type { Organization } from './organization.ts';
import { leadOf, memberAs, ownerIn, peopleOf } from './people.ts';
import { random } from './random.ts';
import type { Random } from './random.ts';
import { fits } from './setting.ts';
import type { LivePattern } from './setting.ts';
import { table } from './table.ts';

/** An event of one coalition, or of two that met: what was shown, and whom it reached. */
type Meeting = {
	key: string;
	name: string;
	day: Day;
	minutes: number;
	coalitions: (typeof COALITIONS)[number][];
	patterns: LivePattern[];
	/** Adoptions that were first noticed in the weeks after it. */
	raised: Adoption[];
	state: 'planned' | 'held' | 'cancelled';
	dice: Random;
};

/** People talk about what was shown for so many days (as in `diffusion.ts`). */
const ATTENTION = 21;
/** Two events so close become one that is shared. */
const CLOSE = 3;
const MOST_SHOWN = 4;
const USUAL = [5, 15, 10, 15];
const ACTIVITIES = [
	['TOP Goal', 'What the coalition is there to reach, and where it stands.'],
	['Outcomes & Patterns', 'What came of it, successes and failures, and how others can use it.'],
	['Context & Boundaries', 'Where the patterns work reliably, and where they break.'],
	['Follow-Up Support', 'Who adopts what, with which owner and which support, within which limits.']
] as const;
const LEARNT = [
	'Start with one service and one pair, not with the whole team.',
	'The first two weeks cost time; after a month nobody wants it back as it was.',
	'Without somebody who owns it in the team it falls asleep.',
	'What looks like a tool question is a question of working agreements.',
	'It pays off where work is handed over often, hardly elsewhere.',
	'Telling the neighbouring team beforehand saved us three meetings.',
	'Measure for four weeks before you begin, or nobody will believe it.',
	'The failure taught us more than the success: we stopped two months earlier.'
];
const COULD_USE = [
	'We have exactly this problem every Thursday.',
	'We could use this for the on-call handover.',
	'Can somebody sit with us for a day?',
	'We would begin with one service.',
	''
];
const ACTIONS = [
	'Write down how it is done on two pages, with the traps',
	'Show it at the monthly round of the neighbouring division',
	'Offer a half-day of pairing to the teams that asked',
	'Record the demonstration and send it to those who could not come',
	'Ask the platform team to put the template into the starter kit',
	'Report the outcome to the finance owner for validation'
];

/** The Scale Across events up to `until`, one that is planned, and what was said and agreed there. */
export function eventFiles(world: World) {
	const { organization, until } = world;
	const meetings = meetingsOf(world);
	const held = meetings.filter(({ state }) => state === 'held');
	return {
		'events.csv': table(
			['event_key', 'name', 'state', 'starts_at', 'minutes', 'place', 'summary'],
			meetings.map(({ key, name, state, day, minutes, dice }) => ({
				...{ event_key: key, name, state, starts_at: at(day, 0), minutes },
				place: dice.pick(['Room Fjord', 'Room Harbour', 'Canteen, east end', 'Online']),
				summary: undefined
			}))
		),
		'event_triggers.csv': table(
			['event_key', 'trigger', 'why'],
			meetings.map(({ key, patterns, day }) => {
				const fresh = patterns.filter(({ discovered }) => discovered > day - 100);
				return fresh.length > 0
					? {
							event_key: key,
							trigger: 'pattern discovery',
							why: `${fresh.length} new: ${fresh.map(({ name }) => name).join(', ')}`
						}
					: { event_key: key, trigger: 'quarterly cadence', why: 'No event was held in the quarter.' };
			})
		),
		'event_coalitions.csv': table(
			['event_key', 'coalition_key'],
			meetings.flatMap(({ key, coalitions }) =>
				coalitions.map((own) => ({ event_key: key, coalition_key: own.key }))
			)
		),
		'event_patterns.csv': table(
			['event_key', 'pattern_key'],
			meetings.flatMap(({ key, patterns }) =>
				patterns.map((own) => ({ event_key: key, pattern_key: own.key }))
			)
		),
		'participants.csv': table(
			['event_key', 'person_key', 'role', 'function', 'team_key', 'state'],
			meetings.flatMap((meeting) => participants(meeting, organization))
		),
		'activities.csv': table(
			['event_key', 'position', 'name', 'purpose', 'minutes'],
			meetings.flatMap(({ key, minutes }) =>
				ACTIVITIES.map(([name, purpose], i) => ({
					...{ event_key: key, position: i + 1, name, purpose },
					minutes: Math.round((USUAL[i]! * minutes) / 45)
				}))
			)
		),
		'voices.csv': table(
			['event_key', 'kind', 'raised_at', 'pattern_key', 'team_key', 'person_key', 'words'],
			held.flatMap((meeting) => (isSilent(meeting, held) ? [] : voices(meeting)))
		),
		'promotion_actions.csv': table(
			['event_key', 'coalition_key', 'words', 'owner_key', 'due_on', 'done_on'],
			held.flatMap((meeting) => (isSilent(meeting, held) ? [] : actions(meeting, until)))
		)
	};
}

/** Nobody wrote down what came of the last event of a coalition: something for the findings. */
const isSilent = (meeting: Meeting, held: Meeting[]) =>
	meeting ===
	held.findLast(({ coalitions }) => coalitions.length === 1 && coalitions[0]!.key === 'cloud-economics');

/** The event after which the adoption was agreed, if it was one: its key. */
export function eventBehind({ pattern, team, steps }: Adoption, world: World): string | undefined {
	const agreed = steps.find(({ stage }) => stage === 'agreed');
	return (
		agreed &&
		meetingsOf(world).find(
			({ day, raised }) =>
				agreed.day >= day &&
				agreed.day <= day + ATTENTION &&
				raised.some((own) => own.pattern === pattern && own.team === team)
		)?.key
	);
}

const known = new WeakMap<World, Meeting[]>();
function meetingsOf(world: World): Meeting[] {
	const made = known.get(world) ?? makeMeetings(world);
	known.set(world, made);
	return made;
}

function makeMeetings({ patterns, adoptions, events, seed, until }: World): Meeting[] {
	const byKey = new Map(COALITIONS.map((each) => [each.key, each]));
	const days = events.filter(({ day }) => day <= until).sort((a, b) => a.day - b.day);
	const groups: (typeof days)[] = [];
	for (const event of days) {
		const last = groups.at(-1);
		const shares = last?.length === 1 && event.day - last[0]!.day <= CLOSE;
		if (shares && last[0]!.coalition !== event.coalition) last.push(event);
		else groups.push([event]);
	}
	// whoever waited longest has reason for one and none planned; the next has
	const waiting = COALITIONS.toSorted((a, b) => lastDay(a.key) - lastDay(b.key))[1]!;
	function lastDay(key: string) {
		return days.findLast(({ coalition }) => coalition === key)?.day ?? 0;
	}
	groups.push([{ coalition: waiting.key, day: workday(until + 8), minutes: 45 }]);
	return groups.map((group): Meeting => {
		const { day, minutes } = group[0]!;
		const coalitions = group.map(({ coalition }) => byKey.get(coalition)!);
		const key = `${coalitions.map((own) => own.key).join('-and-')}-${toIso(day)}`;
		const dice = random(seed, `event ${key}`);
		const shown = coalitions.flatMap((own) => {
			const there = patterns.filter(
				({ coalition, discovered }) => coalition === own.key && discovered <= day
			);
			const fresh = there.filter(({ discovered }) => discovered > day - 100);
			const others = dice.shuffle(there.filter((pattern) => !fresh.includes(pattern)));
			return [...fresh, ...others].slice(0, MOST_SHOWN);
		});
		const raised = adoptions.filter(({ pattern, steps: [first] }) => {
			const noticed = first!.stage === 'identified' && first!.day >= day && first!.day < day + ATTENTION;
			return noticed && first!.day <= until && shown.includes(pattern);
		});
		return {
			...{ key, day, minutes, coalitions, patterns: shown, raised, dice },
			name: `${coalitions.map(({ name }) => name).join(' and ')}, ${month(day)}`,
			state: day > until ? 'planned' : 'held'
		};
	});
}

const MONTHS = [
	...['January', 'February', 'March', 'April', 'May', 'June'],
	...['July', 'August', 'September', 'October', 'November', 'December']
];
function month(day: Day): string {
	const iso = toIso(day);
	return `${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
}

/** So many minutes after one in the afternoon. */
const at = (day: Day, minutes: number): string => instantOf(day, 13 * 60 + minutes);

/** The members who show it, the leads of the teams that raised something and of some others, and two who could sponsor. */
function participants({ key, coalitions, raised, state, dice }: Meeting, organization: Organization) {
	const there = new Set(peopleOf(organization).map((person) => person.key));
	const rows = new Map<string, Record<'role' | 'function' | 'team_key' | 'state', string | undefined>>();
	const came = (
		person: { key: string },
		row: Record<'role' | 'function' | 'team_key', string | undefined>
	) => {
		if (rows.has(person.key) || !there.has(person.key)) return;
		const attended = dice.chance(0.85) ? 'attended' : 'absent';
		rows.set(person.key, {
			...row,
			state: state === 'planned' ? dice.pick(['invited', 'coming']) : attended
		});
	};
	for (const { members } of coalitions)
		for (const { role, area } of members)
			came(memberAs({ role, area }), { role: 'coalition', function: undefined, team_key: area });
	const leader = { role: 'adopter', function: 'adjacent leader' };
	for (const { team } of raised) {
		came(leadOf(team.key), { ...leader, team_key: team.key });
		rows.get(leadOf(team.key).key)!.state = 'attended';
	}
	for (const team of dice.shuffle(organization.leaves).slice(0, dice.whole(4, 9)))
		came(leadOf(team.key), { ...leader, team_key: team.key });
	for (const [i, area] of dice
		.shuffle(organization.teams.filter(({ kind }) => kind === 'department'))
		.slice(0, 2)
		.entries())
		came(leadOf(area.key), {
			role: 'sponsor',
			function: i === 0 ? 'platform owner' : 'process owner',
			team_key: area.key
		});
	return [...rows].map(([person_key, row]) => ({ event_key: key, person_key, ...row }));
}

function voices({ key, day, minutes, patterns, raised, dice }: Meeting) {
	const minute = () => dice.whole(Math.round(minutes / 3), minutes - 1);
	const wanted = raised.map(({ pattern, team }) => ({
		...{ event_key: key, kind: 'could use', raised_at: at(day, minute()), pattern_key: pattern.key },
		...{ team_key: team.key, person_key: leadOf(team.key).key, words: dice.pick(COULD_USE) }
	}));
	const breaks = raised
		.filter(({ pattern, team }) => !fits(pattern, team))
		.map(({ pattern, team }) => ({
			...{ event_key: key, kind: 'would break', raised_at: at(day, minute()), pattern_key: pattern.key },
			...{ team_key: team.key, person_key: ownerIn(team.key).key, words: contextDiffers(pattern, team, dice) }
		}));
	const learnt = dice
		.shuffle(LEARNT)
		.slice(0, dice.whole(1, 3))
		.map((words, i) => ({
			...{ event_key: key, kind: 'learnt', raised_at: at(day, minute()), words },
			pattern_key: i === 0 || patterns.length === 0 ? undefined : dice.pick(patterns).key,
			...{ team_key: undefined, person_key: undefined }
		}));
	return [...wanted, ...breaks, ...learnt];
}

function actions({ key, day, coalitions, dice }: Meeting, until: Day) {
	return coalitions.flatMap((own) =>
		dice
			.shuffle(ACTIONS)
			.slice(0, dice.whole(1, 2))
			.map((words) => {
				const due = workday(day + dice.whole(14, 45));
				const done = workday(due + dice.whole(-8, 12));
				return {
					...{
						event_key: key,
						coalition_key: own.key,
						words,
						owner_key: memberAs(dice.pick(own.members)).key
					},
					due_on: toIso(due),
					done_on: done <= until && dice.chance(0.9) ? toIso(done) : undefined
				};
			})
	);
}
