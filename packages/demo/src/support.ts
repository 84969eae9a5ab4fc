import type { Adoption } from './adoption.ts';
import type { Day } from './calendar.ts';
import { toIso, workday } from './calendar.ts';
import { COALITIONS } from './coalitions.ts';
import { eventBehind } from './event-files.ts';
import type { World } from './files.ts';
import { leadOf, memberAs, ownerIn } from './people.ts';
import { random } from './random.ts';
import type { Random } from './random.ts';
import type { LivePattern } from './setting.ts';
import { table } from './table.ts';

/** An agreement on something to give, with what was used of it and released; amounts in days, or pieces. */
type Agreed = {
	adoption: Adoption;
	coalition: string;
	kind: 'coaching' | 'time' | 'artifacts';
	amount: number;
	from: Day;
	until: Day;
	log: { day: Day; kind: 'used' | 'released'; amount: number; words: string | undefined }[];
};

const KINDS = ['time', 'coaching', 'artifacts'] as const;
/** In this coalition somebody leaves soon: less can be given than was promised. */
const SHORT = { coalition: 'reliability', kind: 'coaching', after: 25 } as const;
const WORDS = [
	'Pairing on the first case',
	'Review of the set-up',
	'Questions and answers',
	'Half a day on site'
];

/** What coalitions agreed to give, and did, up to `until`. */
export function supportFiles(world: World) {
	const { adoptions, seed, start, until } = world;
	const agreed = adoptions.flatMap((adoption) => agreementsOf(adoption, seed, until));
	const keys = ({ pattern, team }: Adoption) => ({ pattern_key: pattern.key, team_key: team.key });
	const none = adoptions.flatMap((adoption) => {
		const { support } = adoption;
		if (support?.kind !== 'none' || support.agreed > until) return [];
		const { agreed: on, target } = support;
		const event_key = eventBehind(adoption, world);
		return [{ ...keys(adoption), kind: 'none', agreed_on: toIso(on), target_on: toIso(target), event_key }];
	});
	return {
		'capacities.csv': table(
			['coalition_key', 'kind', 'from_on', 'per_week'],
			COALITIONS.flatMap(({ key }) => KINDS.flatMap((kind) => capacities(key, kind, agreed, start, until)))
		),
		'agreements.csv': table(
			[
				...(['pattern_key', 'team_key', 'kind', 'agreed_on', 'amount', 'target_on'] as const),
				...(['coalition_key', 'until_on', 'owner_key', 'receiver_key', 'event_key'] as const)
			],
			[
				...none.map((each) => ({ ...each, ...NOTHING })),
				...agreed.map(({ adoption, coalition, kind, amount, from, until: last }) => {
					const dice = random(seed, `owners ${adoption.pattern.key} ${adoption.team.key}`);
					const members = COALITIONS.find(({ key }) => key === coalition)!.members;
					return {
						...keys(adoption),
						...{ kind, agreed_on: toIso(from), amount, coalition_key: coalition },
						target_on: toIso(adoption.support!.target),
						event_key: eventBehind(adoption, world),
						// some say nothing: then it counts until the target
						until_on: dice.chance(0.25) ? undefined : toIso(last),
						owner_key: dice.chance(0.06) ? undefined : memberAs(dice.pick(members)).key,
						receiver_key: dice.chance(0.06) ? undefined : ownerIn(adoption.team.key).key
					};
				})
			]
		),
		'support_log.csv': table(
			['pattern_key', 'team_key', 'agreed_on', 'logged_on', 'kind', 'amount', 'words'],
			agreed.flatMap(({ adoption, from, log }) =>
				log.map(({ day, ...entry }) => ({
					...{ ...keys(adoption), agreed_on: toIso(from), logged_on: toIso(day) },
					...entry
				}))
			)
		)
	};
}

const NOTHING = {
	...{ amount: undefined, coalition_key: undefined, until_on: undefined },
	...{ owner_key: undefined, receiver_key: undefined }
};

function agreementsOf(adoption: Adoption, seed: number, until: Day): Agreed[] {
	const { support, pattern, team } = adoption;
	if (!support || support.kind === 'none' || support.agreed > until) return [];
	const { kind, days: amount, agreed: from, target } = support;
	const dice = random(seed, `support ${pattern.key} ${team.key}`);
	const log = logOf({ adoption, amount, from, until: target }, until, dice);
	return [{ adoption, coalition: pattern.coalition, kind, amount, from, until: target, log }];
}

/** Used half a day to a day and a half at a time while the adoption is under way; what is left is released when it is over. */
function logOf(
	{ adoption, amount, from, until: last }: Pick<Agreed, 'adoption' | 'amount' | 'from' | 'until'>,
	until: Day,
	dice: Random
): Agreed['log'] {
	const over = adoption.steps.find(
		({ stage, day }) => day > from && !['started', 'agreed'].includes(stage)
	)?.day;
	const end = Math.min(until, over ?? last + 30);
	const log: Agreed['log'] = [];
	let left = amount;
	for (let day = from + dice.whole(4, 18); day <= end && left > 0; day += dice.whole(5, 24)) {
		const on = workday(day);
		if (on > end) break;
		const used = Math.min(left, dice.pick([0.5, 0.5, 1, 1, 1.5]));
		log.push({ day: on, kind: 'used', amount: used, words: dice.chance(0.5) ? dice.pick(WORDS) : undefined });
		left -= used;
		day = on;
	}
	const told = over === undefined ? undefined : workday(over + dice.whole(0, 10));
	if (told !== undefined && told <= until && left > 0 && dice.chance(0.85))
		log.push({ day: told, kind: 'released', amount: left, words: undefined });
	return log;
}

const weekOf = (day: Day) => Math.floor((day + 3) / 7);

/** What is promised and not given back, by week: spread evenly, given back from the end on. */
function promised(agreed: Agreed[]): Map<number, number> {
	const weeks = new Map<number, number>();
	for (const { amount, from, until, log } of agreed) {
		const count = weekOf(until) - weekOf(from) + 1;
		let released = log.reduce((sum, entry) => sum + (entry.kind === 'released' ? entry.amount : 0), 0);
		for (let week = weekOf(until); week >= weekOf(from); week--) {
			const back = Math.min(released, amount / count);
			released -= back;
			weeks.set(week, (weeks.get(week) ?? 0) + amount / count - back);
		}
	}
	return weeks;
}

/** A coalition gives what it ever promised, and a little more; one will soon give less. */
function capacities(
	coalition: string,
	kind: (typeof KINDS)[number],
	all: Agreed[],
	start: Day,
	until: Day
): Record<'coalition_key' | 'kind' | 'from_on' | 'per_week', string | number>[] {
	const weeks = promised(all.filter((each) => each.coalition === coalition && each.kind === kind));
	if (weeks.size === 0) return [];
	const half = (amount: number) => Math.ceil(amount * 2) / 2;
	const row = (from: Day, perWeek: number) => ({
		...{ coalition_key: coalition, kind, from_on: toIso(workday(from)), per_week: perWeek }
	});
	const most = half(Math.max(...weeks.values()) + 0.25);
	if (coalition !== SHORT.coalition || kind !== SHORT.kind) return [row(start, most)];
	const later = weeks.get(weekOf(until + SHORT.after + 7)) ?? 0;
	return [row(start, most), row(until + SHORT.after, Math.max(0.5, Math.floor(later * 1.2) / 2))];
}

/** Who stands behind what: leaders behind patterns, one withheld, and behind a management coalition. */
export function backingRows(patterns: LivePattern[], until: Day) {
	const given = patterns.flatMap(({ key, backings }) =>
		backings
			.filter(({ from }) => from <= until)
			.map(({ area, from, withdrawn }) => ({
				...{ pattern_key: key, coalition_key: undefined, area_key: area, stance: 'backed' },
				...{ backed_from: toIso(from), person_key: leadOf(area).key, words: undefined },
				withdrawn_on: withdrawn && withdrawn <= until ? toIso(withdrawn) : undefined
			}))
	);
	const said = (area: string, from: Day, rest: { stance: string; words: string }) => ({
		...{ pattern_key: undefined, coalition_key: undefined, area_key: area, ...rest },
		...{ backed_from: toIso(workday(from)), withdrawn_on: undefined, person_key: leadOf(area).key }
	});
	const [doubted] = patterns.filter(({ key }) => key === 'incident-pairing');
	const area = ['finance-and-corporate', 'warehouse-systems', 'customer-experience'].find(
		(each) => doubted && !doubted.backings.some((backing) => backing.area === each)
	);
	return [
		...given,
		...(doubted && area
			? [
					{
						...said(area, until - 70, {
							stance: 'withheld',
							words: 'Not before the year-end close: people on call are few until January.'
						}),
						pattern_key: doubted.key
					}
				]
			: []),
		...['warehouse-systems', 'finance-and-corporate'].map((each, i) => ({
			...said(each, until - 50 - 20 * i, {
				stance: 'backed',
				words: 'What the coalition brings is welcome here.'
			}),
			coalition_key: 'learning'
		}))
	];
}
