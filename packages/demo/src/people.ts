import { COALITIONS } from './coalitions.ts';
import { COMPANY, DIVISIONS, SQUADS } from './names.ts';
import { slug } from './organization.ts';
import type { Organization } from './organization.ts';
import { NAMES } from './people-names.ts';
import { random } from './random.ts';

/** Somebody of the company; `team` is where they sit. */
export type Person = {
	key: string;
	name: string;
	team: string;
	/** A leader decides for an area, a lead leads a team, an owner looks after what a team adopts. */
	role: 'leader' | 'lead' | 'owner' | 'member';
	title: string;
};

const plain = (name: string) =>
	slug(name.normalize('NFD').replaceAll(/\p{Mark}/gu, '')).replaceAll(/[^a-z-]/g, '');

/** `Head of Tracking` and `Director of ...` in a coalition are the leaders of those areas. */
const leads = (role: string) => /^(Head|Director) of /.test(role);

function everybody(): Person[] {
	const areas = DIVISIONS.flatMap(({ name, departments }) => [
		{ name, title: `Director of ${name}` },
		...departments.map((each) => ({ name: each.name, title: `Head of ${each.name}` }))
	]);
	const teams = DIVISIONS.flatMap(({ teams: own = [], departments }) => [
		...own,
		...departments.flatMap((each) => each.teams)
	]).flatMap((name) => [name, ...(SQUADS[name] ?? [])]);
	const posts: Omit<Person, 'key' | 'name'>[] = [
		{ team: slug(COMPANY), role: 'leader', title: 'Chief executive' },
		{ team: slug(COMPANY), role: 'member', title: 'Chief financial officer' },
		...areas.map(({ name, title }) => ({ team: slug(name), role: 'leader' as const, title })),
		...COALITIONS.flatMap(({ members }) => members)
			.filter(({ role }) => !leads(role))
			.map(({ role, area }) => ({ team: area, role: 'member' as const, title: role })),
		...teams.flatMap((name) => [
			{ team: slug(name), role: 'lead' as const, title: `Team lead, ${name}` },
			{ team: slug(name), role: 'owner' as const, title: `Engineer, ${name}` }
		])
	];
	const dice = random(1, 'people');
	const names = dice.shuffle(
		NAMES.flatMap(({ first, last }) => first.flatMap((own) => last.map((family) => `${own} ${family}`)))
	);
	return posts.map((post, i) => ({ key: plain(names[i]!), name: names[i]!, ...post }));
}

/** Everybody there may be; those whose team the seed left out are not in the files (see `peopleOf`). */
const PEOPLE: Person[] = everybody();

const byPost = new Map(PEOPLE.map((person) => [`${person.role} ${person.team} ${person.title}`, person]));
const byRole = Map.groupBy(PEOPLE, ({ role, team }) => `${role} ${team}`);

/** Who leads a team, or an area. Throws where there is no such team. */
export function leadOf(team: string): Person {
	const [lead] = byRole.get(`lead ${team}`) ?? byRole.get(`leader ${team}`) ?? [];
	if (!lead) throw new Error(`nobody leads ${team}`);
	return lead;
}

/** Who looks after what a team (a leaf) adopts. Throws where there is no such team. */
export function ownerIn(team: string): Person {
	const [owner] = byRole.get(`owner ${team}`) ?? [];
	if (!owner) throw new Error(`nobody owns anything in ${team}`);
	return owner;
}

/** The member of a coalition with this role there. */
export const memberAs = ({ role, area }: { role: string; area: string }): Person =>
	leads(role) ? leadOf(area) : byPost.get(`member ${area} ${role}`)!;

/** Who signs figures. */
export const FINANCE_OWNER: Person = byPost.get(`member ${slug(COMPANY)} Chief financial officer`)!;

/** Those whose teams are there. */
export function peopleOf({ teams }: Organization): Person[] {
	const there = new Set(teams.map(({ key }) => key));
	return PEOPLE.filter(({ team }) => there.has(team));
}
