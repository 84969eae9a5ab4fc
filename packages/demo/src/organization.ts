import type { Day } from './calendar.ts';
import { toIso } from './calendar.ts';
import { COMPANY, DIVISIONS, HOSTS, SQUADS } from './names.ts';
import type { Department, Division } from './names.ts';
import { random } from './random.ts';
import type { Random } from './random.ts';

type Team = {
	key: string;
	name: string;
	parent: string | undefined;
	kind: 'company' | 'division' | 'department' | 'team' | 'squad';
	/** People; undefined above the leaves. */
	size: number | undefined;
	joined: Day;
};
/** A team that has no teams below it, with where it sits and what is known about it. */
export type Leaf = Team & {
	division: string;
	department: string;
	/** What is true of the team now, whether or not somebody wrote it down. */
	traits: Record<string, string>;
	/** Keeps to itself: never has to do with any pattern. */
	apart: boolean;
};
type Link = { from: string; to: string; kind: string; weight: number };
export type Organization = { teams: Team[]; leaves: Leaf[]; links: Link[] };

/** `Booking Core` -> `booking-core` */
export const slug = (name: string) => name.toLowerCase().replaceAll(' ', '-');

/**
 * The company's tree: company, divisions, departments, teams; one area has a level less, some teams one more.
 * @param start the first of the simulated days; most teams are older, some join in the 30 months after it
 */
export function organization(seed: number, start: Day): Organization {
	const dice = random(seed, 'organization');
	const company: Team = { ...unit(COMPANY, undefined, 'company', start - 9000), size: undefined };
	const teams: Team[] = [company];
	const leaves: Leaf[] = [];
	for (const division of DIVISIONS) {
		const joined = division.joinedMonth === undefined ? start - 4000 : start + division.joinedMonth * 30.4;
		const top = unit(division.name, company, 'division', Math.round(joined));
		teams.push(top);
		for (const { name, teams: names } of areas(division)) {
			const area = name === '' ? top : unit(name, top, 'department', start - dice.whole(1500, 3500));
			if (area !== top) teams.push(area);
			for (const team of someOf(names, dice)) {
				for (const made of teamOrSquads(team, area, start, dice)) {
					teams.push(made);
					if (!(made.name in SQUADS)) leaves.push(leaf(made, division, area, dice));
				}
			}
		}
	}
	for (const lonely of dice.shuffle(leaves).slice(0, 4)) lonely.apart = true;
	return { teams, leaves, links: links(leaves, dice) };
}

const areas = (division: Division): Department[] =>
	division.teams ? [{ name: '', teams: division.teams }, ...division.departments] : division.departments;

/** All names but one, or all of them, in the order in which they are written. */
function someOf(names: string[], dice: Random): string[] {
	const without = dice.chance(0.4) ? dice.pick(names.filter((name) => !(name in SQUADS))) : undefined;
	return names.filter((name) => name !== without);
}

function unit(name: string, parent: Team | undefined, kind: Team['kind'], joined: Day): Team {
	return { key: slug(name), name, parent: parent?.key, kind, size: undefined, joined };
}

function teamOrSquads(name: string, area: Team, start: Day, dice: Random): Team[] {
	const late = area.joined < start && dice.chance(0.09);
	const joined = Math.max(area.joined, late ? start + dice.whole(60, 900) : start - dice.whole(200, 2600));
	const team = unit(name, area, 'team', joined);
	const squads = SQUADS[name]?.map((squad) => unit(squad, team, 'squad', joined)) ?? [];
	for (const each of squads.length > 0 ? squads : [team]) each.size = dice.whole(5, 11);
	return [team, ...squads];
}

function leaf(team: Team, division: Division, area: Team, dice: Random): Leaf {
	return {
		...team,
		division: slug(division.name),
		department: area.key,
		traits: {
			deploys_on: weighted(HOSTS, division.hosts, dice),
			architecture: weighted(['services', 'monolith', 'data-pipeline'], [0.6, 0.28, 0.12], dice),
			on_call: dice.chance(0.68) ? 'yes' : 'no',
			users: dice.chance(division.customers) ? 'customers' : 'colleagues',
			sites: weighted(['one', 'two', 'remote'], [0.5, 0.25, 0.25], dice),
			size: String(team.size)
		},
		apart: false
	};
}

function weighted(values: string[], shares: number[], dice: Random): string {
	let left = dice.next();
	return values.find((_, i) => (left -= shares[i]!) < 0) ?? values[0]!;
}

/** Every team works with two to four others, mostly of its own division: that is where news travels. */
function links(leaves: Leaf[], dice: Random): Link[] {
	const seen = new Set<string>();
	return leaves.flatMap((from) =>
		Array.from({ length: dice.whole(2, 4) }, () => {
			const near = leaves.filter((other) => other.division === from.division);
			const to = dice.pick(dice.chance(0.65) ? near : leaves);
			const kind = dice.pick(['depends-on', 'depends-on', 'shared-service', 'shared-people']);
			return { from: from.key, to: to.key, kind, weight: dice.whole(1, 5) };
		}).filter(({ from, to }) => {
			const pair = [from, to].sort().join();
			return from !== to && !seen.has(pair) && seen.add(pair);
		})
	);
}

/** Rows of traits.csv: about one trait in ten was never written down, and some teams moved to Kubernetes on the way. */
export function traitRows({ leaves }: Organization, start: Day, until: Day, seed: number) {
	const dice = random(seed, 'traits');
	return leaves.flatMap((leaf) => {
		const first = Math.max(start, leaf.joined) + dice.whole(0, 60);
		const rows = Object.entries(leaf.traits)
			.filter(() => dice.chance(0.9))
			.map(([trait, value]) => ({
				team_key: leaf.key,
				trait,
				value,
				observed_on: toIso(Math.min(first, until))
			}));
		const moved = rows.find(({ trait, value }) => trait === 'deploys_on' && value === 'kubernetes');
		if (moved && dice.chance(0.15) && first + 150 < until) {
			rows.push({ ...moved, observed_on: toIso(first + dice.whole(60, 150)) });
			moved.value = 'virtual-machines';
		}
		return rows;
	});
}
