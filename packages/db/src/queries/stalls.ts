import type { Db } from '../connect.ts';

export type StayCount = { patternId: string; stage: string; days: number; left: boolean; count: number };

/**
 * How long adoptions stayed in each open stage, as known at the end of a day: `count` stays of a pattern's stage
 * lasted `days`; those that had not `left` were still in it. The whole organization: a stage's pace is the pattern's.
 */
export async function stayCounts(db: Db, asOf: string): Promise<StayCount[]> {
	return db<StayCount[]>`
		SELECT pattern_id AS "patternId", stage, least(until_on, ${asOf}::date) - from_on AS days,
			until_on <= ${asOf} AS left, count(*)::int AS count
		FROM stays
		WHERE stage IN ('observed', 'identified', 'agreed', 'started') AND from_on <= ${asOf}
		GROUP BY 1, 2, 3, 4`;
}

export type OutcomeCount = {
	patternId: string;
	stage: string;
	days: number;
	outcome: 'adopted' | 'ended' | null;
	count: number;
};

/** Where stays in each open stage led, counted from entering the stage: adopted, ended (declined, abandoned), or still open. */
export async function outcomeCounts(db: Db, asOf: string): Promise<OutcomeCount[]> {
	return db<OutcomeCount[]>`
		SELECT pattern_id AS "patternId", stage,
			CASE WHEN outcome_on <= ${asOf} THEN outcome_on ELSE ${asOf}::date END - from_on AS days,
			CASE WHEN outcome_on <= ${asOf} THEN CASE WHEN outcome IN ('adopted', 'sustained') THEN 'adopted' ELSE 'ended' END END AS outcome,
			count(*)::int AS count
		FROM stays
		WHERE stage IN ('observed', 'identified', 'agreed', 'started') AND from_on <= ${asOf}
		GROUP BY 1, 2, 3, 4`;
}

export type OpenAdoption = {
	teamId: string;
	patternId: string;
	stage: 'observed' | 'identified' | 'agreed' | 'started';
	since: string;
	ageDays: number;
	idleDays: number;
	targetOn: string | null;
};

/**
 * The open adoptions of an area at the end of a day, of one pattern if given. `idleDays`: since the last transition
 * of any kind up to that day.
 */
export async function openAdoptions(
	sql: Db,
	areaId: string,
	asOf: string,
	patternId?: string
): Promise<OpenAdoption[]> {
	// the open ones first, whatever the area: there are few, and the planner expects an area to hold hardly any team
	return sql<OpenAdoption[]>`
		WITH open AS MATERIALIZED (
			SELECT * FROM stays WHERE stage IN ('observed', 'identified', 'agreed', 'started')
				AND until_on > ${asOf} AND from_on <= ${asOf} ${patternId ? sql`AND pattern_id = ${patternId}` : sql``}
		)
		SELECT open.team_id AS "teamId", open.pattern_id AS "patternId", open.stage, open.from_on AS since,
			${asOf}::date - open.from_on AS "ageDays",
			${asOf}::date - CASE WHEN open.last_on <= ${asOf} THEN open.last_on ELSE
				(SELECT max(t.occurred_on) FROM transitions t WHERE t.team_id = open.team_id
					AND t.pattern_id = open.pattern_id AND t.occurred_on <= ${asOf}) END AS "idleDays",
			coalesce(adoption.target_on, agreement.target_on) AS "targetOn"
		FROM open LEFT JOIN (SELECT team_id, pattern_id, target_on FROM adoptions WHERE target_on IS NOT NULL) adoption
			ON adoption.team_id = open.team_id AND adoption.pattern_id = open.pattern_id
		LEFT JOIN (SELECT DISTINCT ON (team_id, pattern_id) team_id, pattern_id, target_on FROM agreements
				WHERE agreed_on <= ${asOf} ORDER BY team_id, pattern_id, agreed_on DESC) agreement
			ON agreement.team_id = open.team_id AND agreement.pattern_id = open.pattern_id
		WHERE open.team_id IN (SELECT team_id FROM team_areas
			WHERE area_id = ${areaId} AND from_on <= ${asOf} AND until_on > ${asOf})`;
}

type Named = { key: string; name: string };
export type AdoptionNames = { team: Named; area: Named | null; pattern: Named };

/** Who and what adoptions are about, in their order; `area` is where the team sits on a day. */
export async function adoptionNames(
	db: Db,
	adoptions: { teamId: string; patternId: string }[],
	asOf: string
): Promise<AdoptionNames[]> {
	return db<AdoptionNames[]>`
		SELECT json_build_object('key', team.key, 'name', team.name) AS team,
			CASE WHEN parent.id IS NOT NULL THEN json_build_object('key', parent.key, 'name', parent.name) END AS area,
			json_build_object('key', pattern.key, 'name', pattern.name) AS pattern
		FROM unnest(${adoptions.map(({ teamId }) => teamId)}::uuid[], ${adoptions.map(({ patternId }) => patternId)}::uuid[])
			WITH ORDINALITY AS wanted (team_id, pattern_id, n)
		JOIN teams team ON team.id = wanted.team_id
		JOIN patterns pattern ON pattern.id = wanted.pattern_id
		LEFT JOIN team_places place ON place.team_id = team.id AND place.from_on <= ${asOf} AND place.until_on > ${asOf}
		LEFT JOIN teams parent ON parent.id = place.parent_id
		ORDER BY wanted.n`;
}
