import type { Db } from '../connect.ts';

type Named = { key: string; name: string };
/** A team that decided by a failure pattern not to start it, or not to repeat it. */
export type HeededRow = {
	id: string;
	pattern: Named;
	team: Named;
	heededOn: string;
	kind: 'will not start' | 'will not repeat';
	costAvoided: number | null;
	currency: string | null;
	words: string | null;
};

/** What the teams of an area had heeded by a day, newest first; of one pattern where given. */
export async function heededIn(
	db: Db,
	areaId: string,
	asOf: string,
	patternId: string | null
): Promise<HeededRow[]> {
	return db<HeededRow[]>`
		SELECT heeded.id, json_build_object('key', pattern.key, 'name', pattern.name) AS pattern,
			json_build_object('key', team.key, 'name', team.name) AS team, heeded_on AS "heededOn", heeded.kind,
			cost_avoided::float8 AS "costAvoided", currency, words
		FROM heeded JOIN patterns pattern ON pattern.id = pattern_id JOIN teams team ON team.id = heeded.team_id
		JOIN team_areas inside ON inside.team_id = heeded.team_id AND inside.area_id = ${areaId}
			AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}
		WHERE heeded_on <= ${asOf} AND (${patternId}::uuid IS NULL OR pattern_id = ${patternId})
		ORDER BY heeded_on DESC, team.name, pattern.key`;
}
