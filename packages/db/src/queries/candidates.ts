import type { Db } from '../connect.ts';

/** A team that has not decided about a pattern, and what it can see of it around itself. */
export type Candidate = {
	teamKey: string;
	teamName: string;
	areaKey: string | null;
	areaName: string | null;
	stage: 'observed' | 'identified' | null;
	/** Teams that it works with, those of them that use the pattern, and their share by weight; null without links. */
	near: number;
	nearUsing: number;
	exposure: number | null;
	/** The other teams of its area, and those of them that use the pattern. */
	siblings: number;
	siblingsUsing: number;
	traits: { trait: string; value: string }[];
};

/**
 * The teams of an area that a pattern could be next for, on a day: no record of it yet, or noticed and not decided, and
 * nothing in their context that breaks it.
 */
export async function candidates(
	db: Db,
	patternId: string,
	areaId: string,
	asOf: string
): Promise<Candidate[]> {
	return db<Candidate[]>`
		WITH users AS (
			SELECT DISTINCT team_id FROM stays WHERE pattern_id = ${patternId} AND stage IN ('adopted', 'sustained')
				AND from_on <= ${asOf} AND until_on > ${asOf}
		), leaf AS (
			SELECT leaf.team_id, place.parent_id FROM leaf_spans leaf
			LEFT JOIN team_places place ON place.team_id = leaf.team_id AND place.from_on <= ${asOf} AND place.until_on > ${asOf}
			WHERE leaf.from_on <= ${asOf} AND leaf.until_on > ${asOf}
		), tie AS (
			SELECT team_id, near_id, sum(weight) AS weight FROM (
				SELECT from_team_id AS team_id, to_team_id AS near_id, weight FROM links
				UNION ALL SELECT to_team_id, from_team_id, weight FROM links) both_ways
			GROUP BY team_id, near_id
		), seen AS (
			SELECT tie.team_id, count(*)::int AS near, count(users.team_id)::int AS using,
				coalesce(sum(weight) FILTER (WHERE users.team_id IS NOT NULL), 0) / sum(weight) AS exposure
			FROM tie LEFT JOIN users ON users.team_id = near_id
			GROUP BY tie.team_id HAVING sum(weight) > 0
		), area AS (
			SELECT parent_id, count(*)::int AS teams, count(users.team_id)::int AS using
			FROM leaf LEFT JOIN users USING (team_id) WHERE parent_id IS NOT NULL GROUP BY parent_id
		)
		SELECT team.key AS "teamKey", team.name AS "teamName", parent.key AS "areaKey", parent.name AS "areaName", stay.stage,
			coalesce(seen.near, 0) AS near, coalesce(seen.using, 0) AS "nearUsing", seen.exposure,
			coalesce(area.teams - 1, 0) AS siblings, coalesce(area.using, 0) AS "siblingsUsing",
			(SELECT coalesce(json_agg(json_build_object('trait', trait, 'value', value)), '[]') FROM (
				SELECT DISTINCT ON (trait) trait, value FROM traits
				WHERE traits.team_id = leaf.team_id AND observed_on <= ${asOf} ORDER BY trait, observed_on DESC) own) AS traits
		FROM leaf
		JOIN team_areas inside ON inside.team_id = leaf.team_id AND inside.area_id = ${areaId}
			AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}
		JOIN teams team ON team.id = leaf.team_id
		LEFT JOIN teams parent ON parent.id = leaf.parent_id
		LEFT JOIN area ON area.parent_id = leaf.parent_id
		LEFT JOIN seen ON seen.team_id = leaf.team_id
		LEFT JOIN stays stay ON stay.team_id = leaf.team_id AND stay.pattern_id = ${patternId}
			AND stay.from_on <= ${asOf} AND stay.until_on > ${asOf}
		WHERE (stay.stage IS NULL OR stay.stage IN ('observed', 'identified'))
			AND NOT EXISTS (SELECT FROM misfits WHERE misfits.team_id = leaf.team_id AND pattern_id = ${patternId}
				AND misfits.from_on <= ${asOf} AND misfits.until_on > ${asOf})
		ORDER BY team.key`;
}

/** The keys of all teams that adopted a pattern after a day and up to another. */
export async function adoptedBetween(
	db: Db,
	patternId: string,
	after: string,
	to: string
): Promise<string[]> {
	const rows = await db<{ key: string }[]>`
		SELECT DISTINCT teams.key FROM stays JOIN teams ON teams.id = team_id
		WHERE pattern_id = ${patternId} AND stage IN ('adopted', 'sustained') AND from_on > ${after} AND from_on <= ${to}`;
	return rows.map(({ key }) => key);
}
