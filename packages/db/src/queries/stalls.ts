import type { Db } from '../connect.ts';
import { STAGES } from '../words.ts';
import { compact, type Ints } from './ints.ts';

/** The open adoptions of a pattern on a day, as lists: entry i of each is about one of them. */
export type OpenAdoptions = {
	/** Places in a list of all teams (teamAt): a hundred thousand texts would take some megabytes. */
	teams: Int32Array;
	/** One digit each, the place in STAGES. */
	stages: string;
	/** Days since they entered their stage. */
	ageDays: Ints;
	/** Days since the last transition of any kind, or check-in, up to that day. */
	idleDays: Ints;
	/** Null where none has a target. */
	targetOn: (string | null)[] | null;
	/** One digit each, a sum: 1 it lost its backing, 2 its support is used up, 4 the team said last that it is stuck. */
	marks: string;
};

/** The open adoptions of patterns at the end of a day, by pattern id; patterns without any are left out. */
export async function openAdoptions(
	db: Db,
	patternIds: string[],
	asOf: string
): Promise<Map<string, OpenAdoptions>> {
	type Row = Record<'patternId' | 'teamIds' | 'stages' | 'ageDays' | 'idleDays', string>;
	const [rows, said] = await Promise.all([
		db<Row[]>`
			SELECT open.pattern_id AS "patternId", string_agg(open.team_id::text, '') AS "teamIds",
				string_agg((array_position(${[...STAGES]}, open.stage) - 1)::text, '') AS stages,
				array_agg(${asOf}::date - open.from_on)::text AS "ageDays",
				array_agg(${asOf}::date - CASE WHEN open.last_on <= ${asOf} THEN open.last_on ELSE
					(SELECT max(t.occurred_on) FROM transitions t WHERE t.team_id = open.team_id AND t.stage IS NOT NULL
						AND t.pattern_id = open.pattern_id AND t.occurred_on <= ${asOf}) END)::text AS "idleDays"
			FROM (${open(db, patternIds, asOf)}) open GROUP BY open.pattern_id`,
		saidOfOpen(db, patternIds, asOf)
	]);
	const saidOf = new Map(said.map((own) => [own.patternId, own]));
	return new Map(
		rows.map(({ patternId, teamIds, stages, ageDays, idleDays }) => {
			const [ages, idle] = compact([ageDays, idleDays]);
			const own = {
				...{ teams: placesOf(teamIds), stages, ageDays: ages!, idleDays: idle! },
				...{ targetOn: null, marks: '0'.repeat(stages.length) }
			};
			const more = saidOf.get(patternId);
			return [patternId, more ? withSaid(own, more) : own];
		})
	);
}

const open = (db: Db, patternIds: string[], asOf: string) => db`
	SELECT team_id, pattern_id, stage, from_on, last_on FROM stays
	WHERE stage IN ('observed', 'identified', 'agreed', 'started')
		AND pattern_id = ANY (${patternIds}::uuid[]) AND until_on > ${asOf} AND from_on <= ${asOf}`;

/** What people said of open adoptions of a pattern, of those that anything was said of: lists as in OpenAdoptions. */
type Said = {
	patternId: string;
	teamIds: string;
	checkedDays: (number | null)[];
	targetOn: (string | null)[];
	marks: string;
};

/** Asked beside the rest: planning it takes as long as reading the open adoptions, of which few say anything. */
const saidOfOpen = (db: Db, patternIds: string[], asOf: string) => db<Said[]>`
	WITH open AS NOT MATERIALIZED (${open(db, patternIds, asOf)}), checked AS (
		SELECT DISTINCT ON (team_id, pattern_id) team_id, pattern_id, checked_on, state FROM check_ins
		WHERE pattern_id = ANY (${patternIds}::uuid[]) AND checked_on <= ${asOf} ORDER BY team_id, pattern_id, checked_on DESC
	), lost AS (${lostBacking(db, patternIds, asOf)}), used_up AS (${usedUpSupport(db, patternIds, asOf)})
	SELECT open.pattern_id AS "patternId", string_agg(open.team_id::text, '') AS "teamIds",
		json_agg(${asOf}::date - checked.checked_on) AS "checkedDays",
		json_agg(coalesce(adoption.target_on, agreement.target_on)) AS "targetOn",
		string_agg((CASE WHEN lost.team_id IS NULL THEN 0 ELSE 1 END + CASE WHEN used_up.team_id IS NULL THEN 0 ELSE 2 END
			+ CASE WHEN checked.state = 'stuck' AND checked.checked_on >= open.from_on THEN 4 ELSE 0 END)::text, '') AS marks
	FROM open LEFT JOIN (SELECT team_id, pattern_id, target_on FROM adoption_plans WHERE target_on IS NOT NULL) adoption
		ON adoption.team_id = open.team_id AND adoption.pattern_id = open.pattern_id
	LEFT JOIN (SELECT DISTINCT ON (team_id, pattern_id) team_id, pattern_id, target_on FROM agreements
			WHERE pattern_id = ANY (${patternIds}::uuid[]) AND agreed_on <= ${asOf} ORDER BY team_id, pattern_id, agreed_on DESC) agreement
		ON agreement.team_id = open.team_id AND agreement.pattern_id = open.pattern_id
	LEFT JOIN checked ON checked.team_id = open.team_id AND checked.pattern_id = open.pattern_id
	LEFT JOIN lost ON lost.team_id = open.team_id AND lost.pattern_id = open.pattern_id
	LEFT JOIN used_up ON used_up.team_id = open.team_id AND used_up.pattern_id = open.pattern_id
	WHERE coalesce(adoption.target_on, agreement.target_on) IS NOT NULL OR checked.team_id IS NOT NULL
		OR lost.team_id IS NOT NULL OR used_up.team_id IS NOT NULL
	GROUP BY open.pattern_id`;

const UUID_LENGTH = 36;
/** The ids of teams that were ever seen, and their places among them. */
const seen: string[] = [];
const places = new Map<string, number>();

/** The places of ids that follow one after the other without anything between them. */
function placesOf(ids: string): Int32Array {
	return Int32Array.from({ length: ids.length / UUID_LENGTH }, (_, i) => {
		const id = ids.slice(i * UUID_LENGTH, (i + 1) * UUID_LENGTH);
		const known = places.get(id);
		if (known !== undefined) return known;
		places.set(id, seen.length);
		return seen.push(id) - 1;
	});
}

/** The id of the team of entry i. */
export const teamAt = ({ teams }: { teams: Int32Array }, i: number): string => seen[teams[i]!]!;

function withSaid(adoptions: OpenAdoptions, said: Said): OpenAdoptions {
	const count = adoptions.stages.length;
	const entries = new Map(Array.from(adoptions.teams, (team, i) => [team, i]));
	const targetOn = new Array<string | null>(count).fill(null);
	const marks = [...adoptions.marks];
	const idleDays = adoptions.idleDays.slice();
	for (const [k, team] of placesOf(said.teamIds).entries()) {
		const i = entries.get(team);
		if (i === undefined) continue; // it was left meanwhile: whoever asks next reads both again
		targetOn[i] = said.targetOn[k]!;
		marks[i] = said.marks[k]!;
		idleDays[i] = Math.min(idleDays[i]!, said.checkedDays[k] ?? Infinity);
	}
	return {
		...adoptions,
		idleDays,
		targetOn: targetOn.some(Boolean) ? targetOn : null,
		marks: marks.join('')
	};
}

/**
 * Adoptions that were open when their backing was withdrawn, of the pattern or of the coalition that discovered it, and
 * have none now. A part of `saidOfOpen`.
 */
const lostBacking = (db: Db, patternIds: string[], asOf: string) => db`
	SELECT DISTINCT open.team_id, open.pattern_id
	FROM backings gone
	JOIN patterns pattern ON pattern.id = gone.pattern_id OR pattern.coalition_id = gone.coalition_id
	JOIN team_areas inside ON inside.area_id = gone.area_id AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}
	JOIN open ON open.team_id = inside.team_id AND open.pattern_id = pattern.id
	WHERE pattern.id = ANY (${patternIds}::uuid[]) AND gone.stance = 'backed' AND gone.withdrawn_on <= ${asOf}
		AND EXISTS (SELECT FROM stays was WHERE was.team_id = open.team_id AND was.pattern_id = open.pattern_id
			AND was.from_on <= gone.withdrawn_on AND was.until_on >= gone.withdrawn_on
			AND was.stage IN ('observed', 'identified', 'agreed', 'started'))
		AND NOT EXISTS (SELECT FROM backings b JOIN team_areas there ON there.area_id = b.area_id
			AND there.team_id = open.team_id AND there.from_on <= ${asOf} AND there.until_on > ${asOf}
			WHERE b.stance = 'backed' AND b.backed_from <= ${asOf} AND coalesce(b.withdrawn_on > ${asOf}, true)
				AND (b.pattern_id = pattern.id OR b.coalition_id = pattern.coalition_id))`;

/** Adoptions that have used all that was agreed last. A part of `saidOfOpen`. */
const usedUpSupport = (db: Db, patternIds: string[], asOf: string) => db`
	SELECT a.team_id, a.pattern_id FROM (
		SELECT DISTINCT ON (team_id, pattern_id) team_id, pattern_id, agreed_on, kind, amount FROM agreements
		WHERE pattern_id = ANY (${patternIds}::uuid[]) AND agreed_on <= ${asOf} ORDER BY team_id, pattern_id, agreed_on DESC
	) a JOIN support_log log ON log.team_id = a.team_id AND log.pattern_id = a.pattern_id AND log.agreed_on = a.agreed_on
		AND log.logged_on <= ${asOf}
	WHERE a.kind <> 'none' AND a.amount > 0
	GROUP BY a.team_id, a.pattern_id, a.amount
	HAVING sum(log.amount) >= a.amount AND bool_and(log.kind = 'used')`;

/** Where stays in an open stage led, counted from entering it: 1 adopted, 2 ended (declined, abandoned), 0 still open. */
export type OutcomeCounts = { days: number[]; cause: number[]; stays: number[] };

/** Where stays in a stage led, of a pattern if given, as known at the end of a day. */
export async function outcomeCounts(
	sql: Db,
	stage: string,
	asOf: string,
	patternId?: string
): Promise<OutcomeCounts> {
	const [row] = await sql<OutcomeCounts[]>`
		SELECT coalesce(json_agg(days), '[]') AS days, coalesce(json_agg(cause), '[]') AS cause,
			coalesce(json_agg(stays), '[]') AS stays
		FROM (
			SELECT CASE WHEN outcome_on <= ${asOf} THEN outcome_on ELSE ${asOf}::date END - from_on AS days,
				CASE WHEN outcome_on <= ${asOf} THEN CASE WHEN outcome IN ('adopted', 'sustained') THEN 1 ELSE 2 END ELSE 0 END AS cause,
				count(*)::int AS stays
			FROM stays WHERE stage = ${stage} AND from_on <= ${asOf} ${patternId ? sql`AND pattern_id = ${patternId}` : sql``}
			GROUP BY 1, 2
		) counted`;
	return row!;
}

/** The teams that lie in an area, itself among them, at the end of a day. */
export async function teamsIn(db: Db, areaId: string, asOf: string): Promise<Set<string>> {
	const [row] = await db<{ teams: string[] | null }[]>`
		SELECT json_agg(team_id) AS teams FROM team_areas WHERE area_id = ${areaId} AND from_on <= ${asOf} AND until_on > ${asOf}`;
	return new Set(row!.teams);
}

type Named = { key: string; name: string };
export type AdoptionNames = {
	team: Named;
	area: Named | null;
	pattern: Named;
	/** What the team said last that it is stuck because of. */
	because: string | null;
};

/** Who and what adoptions are about, in their order; `area` is where the team sits on a day. */
export async function adoptionNames(
	db: Db,
	adoptions: { teamId: string; patternId: string }[],
	asOf: string
): Promise<AdoptionNames[]> {
	return db<AdoptionNames[]>`
		SELECT json_build_object('key', team.key, 'name', team.name) AS team,
			CASE WHEN parent.id IS NOT NULL THEN json_build_object('key', parent.key, 'name', parent.name) END AS area,
			json_build_object('key', pattern.key, 'name', pattern.name) AS pattern,
			(SELECT CASE WHEN state = 'stuck' THEN because END FROM check_ins own WHERE own.team_id = team.id
				AND own.pattern_id = pattern.id AND checked_on <= ${asOf} ORDER BY checked_on DESC LIMIT 1) AS because
		FROM unnest(${adoptions.map(({ teamId }) => teamId)}::uuid[], ${adoptions.map(({ patternId }) => patternId)}::uuid[])
			WITH ORDINALITY AS wanted (team_id, pattern_id, n)
		JOIN teams team ON team.id = wanted.team_id
		JOIN patterns pattern ON pattern.id = wanted.pattern_id
		LEFT JOIN team_places place ON place.team_id = team.id AND place.from_on <= ${asOf} AND place.until_on > ${asOf}
		LEFT JOIN teams parent ON parent.id = place.parent_id
		ORDER BY wanted.n`;
}
