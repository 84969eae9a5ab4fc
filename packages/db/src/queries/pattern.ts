import type { Db } from '../connect.ts';
import { stretches } from './stretches.ts';
import type { Stage } from './stage.ts';

export type PatternTeam = {
	teamKey: string;
	teamName: string;
	areaKey: string | null;
	areaName: string | null;
	stage: Stage;
	since: string;
	fact: string | null;
};

/** Where a pattern is and is not: every team of an area with a record of it by a day, newest change first. */
export async function patternTeams(
	db: Db,
	patternId: string,
	areaId: string,
	asOf: string
): Promise<PatternTeam[]> {
	return db<PatternTeam[]>`
		SELECT team.key AS "teamKey", team.name AS "teamName", parent.key AS "areaKey", parent.name AS "areaName",
			stay.stage, stay.from_on AS since,
			-- few transitions have evidence: look for that first (OFFSET 0)
			(SELECT string_agg(e.fact, '; ') FROM (SELECT transition_id, fact FROM evidence
					WHERE team_id = stay.team_id AND pattern_id = stay.pattern_id OFFSET 0) e
				JOIN transitions t ON t.team_id = stay.team_id AND t.pattern_id = stay.pattern_id AND t.id = e.transition_id
				WHERE t.occurred_on = stay.from_on AND t.stage = stay.stage) AS fact
		FROM stays stay
		JOIN team_areas area ON area.team_id = stay.team_id AND area.area_id = ${areaId}
			AND area.from_on <= ${asOf} AND area.until_on > ${asOf}
		JOIN teams team ON team.id = stay.team_id
		LEFT JOIN team_places place ON place.team_id = stay.team_id AND place.from_on <= ${asOf} AND place.until_on > ${asOf}
		LEFT JOIN teams parent ON parent.id = place.parent_id
		WHERE stay.pattern_id = ${patternId} AND stay.from_on <= ${asOf} AND stay.until_on > ${asOf}
		ORDER BY stay.from_on DESC, team.name, team.key`;
}

export type AdoptionChange = { adopted: number; lapsed: number };

/** Teams of an area that adopted the pattern, and that gave it up after adopting, from a day to another, both included. */
export async function adoptionChange(
	db: Db,
	patternId: string,
	areaId: string,
	from: string,
	to: string
): Promise<AdoptionChange> {
	const [row] = await db<AdoptionChange[]>`
		WITH state AS (
			SELECT stay.team_id,
				bool_or(stay.stage IN ('adopted', 'sustained') AND stay.from_on < ${from} AND stay.until_on >= ${from}) AS before,
				bool_or(stay.stage IN ('adopted', 'sustained') AND stay.from_on <= ${to} AND stay.until_on > ${to}) AS after
			FROM stays stay JOIN team_areas area USING (team_id)
			WHERE stay.pattern_id = ${patternId} AND area.area_id = ${areaId}
				AND area.from_on <= ${to} AND area.until_on > ${to} AND stay.from_on < stay.until_on
			GROUP BY stay.team_id
		)
		SELECT count(*) FILTER (WHERE after AND NOT before)::int AS adopted,
			count(*) FILTER (WHERE before AND NOT after)::int AS lapsed FROM state`;
	return row!;
}

export type TrackCount = { days: number; outcome: 'adopted' | 'ended' | null; count: number };

/**
 * Time from entering a stage to adopted or to giving up, in an area as known at the end of a day. One entry per team
 * and stretch, counted from the first time it entered the stage in that stretch.
 */
export async function trackCounts(
	db: Db,
	patternId: string,
	areaId: string,
	stage: Stage,
	asOf: string
): Promise<TrackCount[]> {
	return db<TrackCount[]>`
		WITH stretch AS (${stretches(db, patternId, areaId, stage, asOf)})
		SELECT CASE WHEN outcome_on <= ${asOf} THEN outcome_on ELSE ${asOf}::date END - from_on AS days,
			CASE WHEN outcome_on <= ${asOf} THEN CASE WHEN outcome IN ('adopted', 'sustained') THEN 'adopted' ELSE 'ended' END END AS outcome,
			count(*)::int AS count
		FROM stretch GROUP BY 1, 2`;
}
