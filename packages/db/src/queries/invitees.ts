import type { Db } from '../connect.ts';

type Person = { key: string; name: string };
/** Somebody who answers for a team: its lead, or whoever holds sovereignty over the nearest area around it. */
export type Answering = { teamKey: string; area: { key: string; name: string }; person: Person };

/** Who leads these teams on a day; where nobody leads a team, whoever leads the nearest one around it. */
export async function leadsOf(db: Db, teamKeys: string[], today: string): Promise<Answering[]> {
	return nearest(
		db,
		teamKeys,
		today,
		db`
		SELECT team_id AS at_id, person_id, from_on FROM team_leads
		WHERE from_on <= ${today} AND (until_on IS NULL OR until_on > ${today})`
	);
}

/** Who holds sovereignty over the nearest area around these teams on a day. */
export async function sovereignsOf(db: Db, teamKeys: string[], today: string): Promise<Answering[]> {
	return nearest(
		db,
		teamKeys,
		today,
		db`
		SELECT area_id AS at_id, person_id, from_on FROM sovereignties
		WHERE from_on <= ${today} AND (until_on IS NULL OR until_on > ${today})`
	);
}

const nearest = (db: Db, teamKeys: string[], today: string, held: ReturnType<Db>) => db<Answering[]>`
	SELECT DISTINCT ON (team.key) team.key AS "teamKey", json_build_object('key', area.key, 'name', area.name) AS area,
		json_build_object('key', person.key, 'name', person.name) AS person
	FROM teams team JOIN team_areas around ON around.team_id = team.id AND around.from_on <= ${today} AND around.until_on > ${today}
	JOIN (${held}) held ON held.at_id = around.area_id
	JOIN teams area ON area.id = around.area_id JOIN people person ON person.id = held.person_id
	WHERE team.key = ANY (${teamKeys}) ORDER BY team.key, around.depth, held.from_on DESC, person.key`;

/** Platform and process owners who came to an event before: they may sponsor again. */
export async function ownersBefore(
	db: Db,
	at: string
): Promise<{ person: Person; function: 'platform owner' | 'process owner'; events: number }[]> {
	return db`
		SELECT json_build_object('key', person.key, 'name', person.name) AS person, function, count(*)::int AS events
		FROM participants JOIN people person ON person.id = person_id
		JOIN events ON events.id = event_id AND events.state = 'held' AND starts_at <= ${at}
		WHERE function IN ('platform owner', 'process owner') AND participants.state = 'attended'
		GROUP BY person.id, person.key, person.name, function ORDER BY events DESC, person.name LIMIT 6`;
}
