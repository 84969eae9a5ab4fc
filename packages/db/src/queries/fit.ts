import type { Condition } from '@app/track';
import type { Db, Transaction } from '../connect.ts';
import { observed } from '../keep/misfits.ts';
import type { Stage } from './stage.ts';

/** A condition of a pattern, and which record it is. */
export type StatedCondition = Condition & { id: string; patternId: string };

/** The conditions of all patterns, or of one. */
export async function statedConditions(
	sql: Db | Transaction,
	patternId?: string
): Promise<StatedCondition[]> {
	return sql<StatedCondition[]>`
		SELECT id, pattern_id AS "patternId", kind, trait, operator, value FROM conditions
		${patternId ? sql`WHERE pattern_id = ${patternId}` : sql``}
		ORDER BY pattern_id, kind DESC, trait, operator, value, id`;
}

/** The traits that SQL `of` (about `own`) leaves, as they are known on a day, as one JSON object. */
const known = (sql: Db | Transaction, of: ReturnType<Db>, asOf: string) => sql`
	(SELECT coalesce(json_object_agg(trait, value), '{}') FROM (${sql.unsafe(observed)}) own
		WHERE ${of} AND own.from_on <= ${asOf} AND own.until_on > ${asOf})`;

/** The traits of a team as they are known on a day; its size is one. */
export async function knownTraits(
	sql: Db | Transaction,
	teamId: string,
	asOf: string
): Promise<Record<string, string>> {
	const [row] = await sql<{ traits: Record<string, string> }[]>`
		SELECT ${known(sql, sql`own.team_id = ${teamId}`, asOf)} AS traits`;
	return row!.traits;
}

/** A team before a pattern: how it stands to it, and what is known of its context. */
export type TeamContext = {
	teamKey: string;
	teamName: string;
	areaKey: string | null;
	areaName: string | null;
	/** What lies directly below the area that was asked for, and holds the team. */
	childKey: string | null;
	childName: string | null;
	stage: Stage | null;
	/** Why it ended. */
	reason: string | null;
	traits: Record<string, string>;
};

/**
 * The joined leaf teams of an area on a day, and every other team with a record of the pattern, with those of their
 * traits that its conditions are about.
 */
export async function teamContexts(
	sql: Db,
	patternId: string,
	areaId: string,
	asOf: string
): Promise<TeamContext[]> {
	return sql<TeamContext[]>`
		WITH known AS MATERIALIZED (
			SELECT team_id, json_object_agg(trait, value) AS traits FROM (${sql.unsafe(observed)}) own
			WHERE trait IN (SELECT trait FROM conditions WHERE pattern_id = ${patternId})
				AND from_on <= ${asOf} AND until_on > ${asOf}
			GROUP BY team_id
		)
		SELECT team.key AS "teamKey", team.name AS "teamName", parent.key AS "areaKey", parent.name AS "areaName",
			child.key AS "childKey", child.name AS "childName", stay.stage,
			CASE WHEN stay.stage IN ('declined', 'abandoned') THEN (SELECT reason FROM transitions t
				WHERE t.team_id = stay.team_id AND t.pattern_id = stay.pattern_id AND t.occurred_on = stay.from_on
					AND t.stage = stay.stage AND reason IS NOT NULL AND NOT EXISTS (SELECT FROM transitions later
						WHERE later.team_id = t.team_id AND later.pattern_id = t.pattern_id AND later.supersedes = t.id)
				LIMIT 1) END AS reason,
			coalesce(known.traits, '{}') AS traits
		FROM team_areas inside JOIN teams team ON team.id = inside.team_id
		LEFT JOIN leaf_spans leaf ON leaf.team_id = inside.team_id AND leaf.from_on <= ${asOf} AND leaf.until_on > ${asOf}
		LEFT JOIN stays stay ON stay.team_id = inside.team_id AND stay.pattern_id = ${patternId}
			AND stay.from_on <= ${asOf} AND stay.until_on > ${asOf}
		LEFT JOIN known ON known.team_id = inside.team_id
		LEFT JOIN team_places place ON place.team_id = inside.team_id AND place.from_on <= ${asOf} AND place.until_on > ${asOf}
		LEFT JOIN teams parent ON parent.id = place.parent_id
		LEFT JOIN team_areas above ON above.team_id = inside.team_id AND above.depth = inside.depth - 1 AND inside.depth > 0
			AND above.from_on <= ${asOf} AND above.until_on > ${asOf}
		LEFT JOIN teams child ON child.id = above.area_id
		WHERE inside.area_id = ${areaId} AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}
			AND (leaf.team_id IS NOT NULL OR stay.team_id IS NOT NULL)
		ORDER BY team.name, team.key`;
}

/** What a team has to do with a pattern on a day. */
export type TeamStage = { patternId: string; stage: Stage };

/** The stages of a team in all patterns that it has a record of, on a day. */
export async function teamStages(sql: Db, teamId: string, asOf: string): Promise<TeamStage[]> {
	return sql<TeamStage[]>`
		SELECT pattern_id AS "patternId", stage FROM stays
		WHERE team_id = ${teamId} AND from_on <= ${asOf} AND until_on > ${asOf}`;
}

/** Whether the context of a team breaks a pattern on a day. */
export async function isMisfit(
	sql: Db | Transaction,
	{ teamId, patternId }: { teamId: string; patternId: string },
	asOf: string
): Promise<boolean> {
	const [row] = await sql<{ misfit: boolean }[]>`
		SELECT EXISTS (SELECT FROM misfits WHERE team_id = ${teamId} AND pattern_id = ${patternId}
			AND from_on <= ${asOf} AND until_on > ${asOf}) AS misfit`;
	return row!.misfit;
}
