import type { Db, Transaction } from '../connect.ts';
import { statesOn } from './states-on.ts';

type Named = { key: string; name: string };
/** What a leader said about a pattern or a coalition in an area. */
export type BackingRow = {
	id: string;
	version: number;
	areaId: string;
	area: Named;
	patternId: string | null;
	coalitionId: string | null;
	stance: 'backed' | 'withheld';
	from: string;
	withdrawnOn: string | null;
	person: Named | null;
	words: string | null;
};

/** Everything that was said up to a day about what is backed where. */
export async function backings(db: Db, asOf: string): Promise<BackingRow[]> {
	return db<BackingRow[]>`
		SELECT b.id, b.version, b.area_id AS "areaId", json_build_object('key', area.key, 'name', area.name) AS area,
			b.pattern_id AS "patternId", b.coalition_id AS "coalitionId", b.stance, b.backed_from AS "from",
			b.withdrawn_on AS "withdrawnOn", b.words,
			CASE WHEN person.id IS NOT NULL THEN json_build_object('key', person.key, 'name', person.name) END AS person
		FROM backings b JOIN teams area ON area.id = b.area_id LEFT JOIN people person ON person.id = b.person_id
		WHERE b.backed_from <= ${asOf} ORDER BY b.backed_from, b.id`;
}

/** Each area with what it lies in on a day, up to the root, itself first. */
export async function areaPaths(db: Db, areaIds: string[], asOf: string): Promise<Map<string, string[]>> {
	const rows = await db<{ id: string; path: string[] }[]>`
		SELECT team_id AS id, json_agg(area_id ORDER BY depth) AS path FROM team_areas
		WHERE team_id = ANY (${areaIds}::uuid[]) AND from_on <= ${asOf} AND until_on > ${asOf} GROUP BY 1`;
	return new Map(rows.map(({ id, path }) => [id, path]));
}

/** How many adoptions are open or in use in areas, whole, by area and pattern, at the end of a day. */
export async function runningIn(
	db: Db,
	areaIds: string[],
	asOf: string
): Promise<{ areaId: string; patternId: string; running: number }[]> {
	return db`
		SELECT area_id AS "areaId", pattern_id AS "patternId", sum(adopted + open)::int AS running
		FROM (${statesOn(db, areaIds, asOf)}) states GROUP BY 1, 2 HAVING sum(adopted + open) > 0`;
}

/** Who holds sovereignty over which area on a day. */
export async function sovereigns(
	sql: Db | Transaction,
	asOf: string
): Promise<{ areaId: string; person: Named }[]> {
	return sql`
		SELECT s.area_id AS "areaId", json_build_object('key', person.key, 'name', person.name) AS person
		FROM sovereignties s JOIN people person ON person.id = s.person_id
		WHERE s.from_on <= ${asOf} AND (s.until_on IS NULL OR s.until_on > ${asOf}) ORDER BY person.name, person.key`;
}

/** Those of them who hold it over an area (by key), or over the nearest of those that it lies in. */
export async function sovereignsOver(sql: Db | Transaction, area: string, asOf: string): Promise<Named[]> {
	const rows = await sql<(Named & { depth: number })[]>`
		SELECT person.key, person.name, inside.depth
		FROM teams JOIN team_areas inside ON inside.team_id = teams.id AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}
		JOIN sovereignties s ON s.area_id = inside.area_id AND s.from_on <= ${asOf} AND (s.until_on IS NULL OR s.until_on > ${asOf})
		JOIN people person ON person.id = s.person_id
		WHERE teams.key = ${area} ORDER BY inside.depth, person.name, person.key`;
	return rows.filter(({ depth }) => depth === rows[0]!.depth).map(({ key, name }) => ({ key, name }));
}

/** Patterns that are not merged or retired, with the coalition that discovered them. */
export async function backable(
	db: Db
): Promise<(Named & { id: string; coalitionId: string | null; kind: 'success' | 'failure' })[]> {
	return db`SELECT id, key, name, coalition_id AS "coalitionId", kind FROM patterns
		WHERE merged_into_id IS NULL AND state <> 'retired' ORDER BY name, key`;
}

/**
 * SQL for the stance that stands for a team and a pattern on a day: the nearest word, that on the pattern before that on
 * its coalition; see `standingIn` in the track. The three are SQL expressions.
 */
export const stanceSql = (team: string, pattern: string, day: string) => `
	(SELECT b.stance FROM team_areas inside JOIN backings b ON b.area_id = inside.area_id
	WHERE inside.team_id = ${team} AND inside.from_on <= ${day} AND inside.until_on > ${day}
		AND (b.pattern_id = ${pattern} OR b.pattern_id IS NULL AND b.coalition_id = (SELECT coalition_id FROM patterns WHERE patterns.id = ${pattern}))
		AND b.backed_from <= ${day} AND (b.withdrawn_on IS NULL OR b.withdrawn_on > ${day})
	ORDER BY inside.depth, b.pattern_id IS NULL, b.backed_from DESC LIMIT 1)`;

/** Ways to adopting of an area's teams, all patterns, from agreeing on: so many of so many days; see `tracks`. */
export type BackedTracks = { days: number; adopted: boolean; backed: boolean; tracks: number };

/** How long adopting took, as known at the end of a day, where it was backed when it was agreed and where not. */
export async function backedTracks(db: Db, areaId: string, asOf: string): Promise<BackedTracks[]> {
	return db<BackedTracks[]>`
		WITH stretch AS (
			SELECT stay.team_id, stay.pattern_id, min(stay.from_on) AS from_on, stay.outcome, stay.outcome_on
			FROM stays stay JOIN team_areas area USING (team_id)
			WHERE stay.stage = 'agreed' AND stay.from_on <= ${asOf}
				AND area.area_id = ${areaId} AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
			GROUP BY stay.team_id, stay.pattern_id, stay.outcome, stay.outcome_on
		)
		SELECT CASE WHEN outcome_on <= ${asOf} THEN outcome_on ELSE ${asOf}::date END - from_on AS days,
			coalesce(outcome IN ('adopted', 'sustained') AND outcome_on <= ${asOf}, false) AS adopted,
			coalesce(${db.unsafe(stanceSql('stretch.team_id', 'stretch.pattern_id', 'stretch.from_on'))} = 'backed', false) AS backed,
			count(*)::int AS tracks
		FROM stretch GROUP BY 1, 2, 3`;
}

/** The open adoptions of an area, all patterns, at the end of a day, and whether each is backed then. */
export async function openBacked(
	db: Db,
	areaId: string,
	asOf: string
): Promise<{ patternId: string; backed: string[]; unbacked: string[] }[]> {
	return db`
		SELECT pattern_id AS "patternId", coalesce(json_agg(team_id) FILTER (WHERE backed), '[]') AS backed,
			coalesce(json_agg(team_id) FILTER (WHERE NOT backed), '[]') AS unbacked
		FROM (
			SELECT stay.team_id, stay.pattern_id,
				coalesce(${db.unsafe(stanceSql('stay.team_id', 'stay.pattern_id', `date '${asOf.slice(0, 10)}'`))} = 'backed', false) AS backed
			FROM stays stay JOIN team_areas area USING (team_id)
			WHERE stay.stage IN ('observed', 'identified', 'agreed', 'started') AND stay.from_on <= ${asOf} AND stay.until_on > ${asOf}
				AND area.area_id = ${areaId} AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
		) open GROUP BY 1`;
}

/** The areas that a person (by key) holds sovereignty over on a day. */
export async function areasHeldBy(
	db: Db,
	person: string,
	asOf: string
): Promise<{ id: string; key: string; name: string }[]> {
	return db`
		SELECT DISTINCT area.id, area.key, area.name FROM sovereignties s
		JOIN people person ON person.id = s.person_id JOIN teams area ON area.id = s.area_id
		WHERE person.key = ${person} AND s.from_on <= ${asOf} AND (s.until_on IS NULL OR s.until_on > ${asOf})
		ORDER BY area.name, area.key`;
}
