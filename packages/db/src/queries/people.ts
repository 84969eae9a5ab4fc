import type { Db } from '../connect.ts';

type Named = { key: string; name: string };
export type PersonRow = Named & {
	email: string | null;
	leads: Named[];
	coalitions: Named[];
	areas: Named[];
};
export type PeopleCounts = { people: number; leads: number; members: number; sovereign: number };

/** More than this nobody reads in a row. */
const MOST_IN_ROW = 10;

/** People with the words in their name, address or key, those whose name begins with them first. */
export async function people(
	db: Db,
	words: string,
	asOf: string,
	{ limit, offset }: { limit: number; offset: number }
): Promise<{ total: number; people: PersonRow[] }> {
	const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
	const where = db`WHERE ${words} = '' OR name ILIKE ${pattern} OR email ILIKE ${pattern} OR key ILIKE ${pattern}`;
	const named = (table: string, column: string, of: string) => db`
		(SELECT coalesce(json_agg(json_build_object('key', named.key, 'name', named.name)), '[]') FROM (
			SELECT DISTINCT n.key, n.name FROM ${db(table)} r JOIN ${db(of)} n ON n.id = r.${db(column)}
			WHERE r.person_id = person.id AND (r.from_on IS NULL OR r.from_on <= ${asOf}) AND (r.until_on IS NULL OR r.until_on > ${asOf})
			ORDER BY n.name, n.key LIMIT ${MOST_IN_ROW}) named)`;
	const [rows, [count]] = await Promise.all([
		db<PersonRow[]>`
			SELECT key, name, email, ${named('team_leads', 'team_id', 'teams')} AS leads,
				${named('coalition_members', 'coalition_id', 'coalitions')} AS coalitions,
				${named('sovereignties', 'area_id', 'teams')} AS areas
			FROM (SELECT * FROM people ${where}
				ORDER BY name ILIKE ${pattern.slice(1)} DESC, name, key LIMIT ${limit} OFFSET ${offset}) person`,
		db<{ total: number }[]>`SELECT count(*)::int AS total FROM people ${where}`
	]);
	return { total: count!.total, people: rows };
}

/** How many people there are, and how many of them hold what on a day. */
export async function peopleCounts(db: Db, asOf: string): Promise<PeopleCounts> {
	const holding = (table: string) => db`
		(SELECT count(DISTINCT person_id)::int FROM ${db(table)}
			WHERE (from_on IS NULL OR from_on <= ${asOf}) AND (until_on IS NULL OR until_on > ${asOf}))`;
	const [row] = await db<PeopleCounts[]>`
		SELECT (SELECT count(*)::int FROM people) AS people, ${holding('team_leads')} AS leads,
			${holding('coalition_members')} AS members, ${holding('sovereignties')} AS sovereign`;
	return row!;
}

export type OwnedAdoption = {
	team: Named;
	pattern: Named;
	stage: string | null;
	targetOn: string | null;
};

/** The adoptions that a person looks after, with the stage they are in on a day, the one wanted first at the top. */
export async function ownedAdoptions(
	db: Db,
	personKey: string,
	asOf: string,
	limit: number
): Promise<OwnedAdoption[]> {
	return db<OwnedAdoption[]>`
		SELECT json_build_object('key', team.key, 'name', team.name) AS team,
			json_build_object('key', pattern.key, 'name', pattern.name) AS pattern,
			stay.stage, plan.target_on AS "targetOn"
		FROM adoption_plans plan JOIN people ON people.id = plan.owner_id AND people.key = ${personKey}
		JOIN teams team ON team.id = plan.team_id JOIN patterns pattern ON pattern.id = plan.pattern_id
		LEFT JOIN stays stay ON stay.team_id = plan.team_id AND stay.pattern_id = plan.pattern_id
			AND stay.from_on <= ${asOf} AND stay.until_on > ${asOf}
		ORDER BY plan.target_on NULLS LAST, pattern.name, team.name LIMIT ${limit}`;
}
