import type { Db } from '../connect.ts';
import type { Stage } from './stage.ts';

type Named = { key: string; name: string };
export type CheckedRow = { checkedOn: string; state: 'on track' | 'slow' | 'stuck'; because: string | null };
export type BoardRow = {
	team: Named;
	pattern: Named;
	stage: Stage;
	since: string;
	days: number;
	/** How many entries the adoption has. */
	version: number;
	/** The kinds of open findings about it. */
	findings: string[];
	checkIn: CheckedRow | null;
	owner: Named | null;
};
/** Whose adoptions: of the teams in an area, of the patterns that a coalition discovered, of a pattern; null for any. */
export type BoardScope = { areaId: string | null; coalitionId: string | null; patternId: string | null };

const named = (sql: Db, table: string, id: ReturnType<Db>) =>
	sql`(SELECT json_build_object('key', key, 'name', name) FROM ${sql(table)} named WHERE named.id = ${id})`;
/** The last check-in about an adoption `card`. */
const lastCheckIn = (sql: Db) => sql`(
	SELECT json_build_object('checkedOn', checked_on, 'state', state, 'because', because) FROM check_ins own
	WHERE own.team_id = card.team_id AND own.pattern_id = card.pattern_id ORDER BY checked_on DESC LIMIT 1)`;

/**
 * Adoptions in each of the stages at the end of a day, how many there are, and so many of them: what was moved that day
 * comes first, then open ones that wait longest, and others newest first.
 */
export async function boardOf(
	sql: Db,
	{ areaId, coalitionId, patternId }: BoardScope,
	{ asOf, stages, limit, offset }: { asOf: string; stages: readonly Stage[]; limit: number; offset: number }
): Promise<{ totals: Map<Stage, number>; cards: BoardRow[] }> {
	const scoped = sql`
		SELECT team_id, pattern_id, stage, from_on FROM stays
		WHERE from_on <= ${asOf} AND until_on > ${asOf} AND stage = ANY (${[...stages]})
			${areaId === null ? sql`` : sql`AND team_id IN (SELECT team_id FROM team_areas WHERE area_id = ${areaId} AND from_on <= ${asOf} AND until_on > ${asOf})`}
			${coalitionId === null ? sql`` : sql`AND pattern_id IN (SELECT id FROM patterns WHERE coalition_id = ${coalitionId})`}
			${patternId === null ? sql`` : sql`AND pattern_id = ${patternId}`}`;
	const order = (stage: ReturnType<Db>) => sql`
		from_on = ${asOf} DESC, CASE WHEN ${stage} IN ('observed', 'identified', 'agreed', 'started')
			THEN from_on - date '2000-01-01' ELSE date '2000-01-01' - from_on END, team_id, pattern_id`;
	const [totals, cards] = await Promise.all([
		sql<{ stage: Stage; total: number }[]>`
			SELECT stage, count(*)::int AS total FROM (${scoped}) scoped GROUP BY stage`,
		sql<BoardRow[]>`
			SELECT ${named(sql, 'teams', sql`card.team_id`)} AS team, ${named(sql, 'patterns', sql`card.pattern_id`)} AS pattern,
				card.stage, card.from_on AS since, ${asOf}::date - card.from_on AS days,
				(SELECT count(*)::int FROM transitions own WHERE own.team_id = card.team_id
					AND own.pattern_id = card.pattern_id) AS version,
				(SELECT coalesce(json_agg(DISTINCT kind), '[]') FROM findings own WHERE own.team_id = card.team_id
					AND own.pattern_id = card.pattern_id AND resolved_at IS NULL) AS findings,
				${lastCheckIn(sql)} AS "checkIn",
				(SELECT ${named(sql, 'people', sql`owner_id`)} FROM adoption_plans own
					WHERE own.team_id = card.team_id AND own.pattern_id = card.pattern_id) AS owner
			FROM unnest(${[...stages]}::text[]) WITH ORDINALITY AS columns (stage, place) CROSS JOIN LATERAL (
				SELECT * FROM (${scoped}) scoped WHERE scoped.stage = columns.stage
				ORDER BY ${order(sql`scoped.stage`)}
				LIMIT ${limit} OFFSET ${offset}
			) card
			ORDER BY place, ${order(sql`card.stage`)}`
	]);
	return { totals: new Map(totals.map(({ stage, total }) => [stage, total])), cards };
}

/** The id and name of a coalition; undefined where there is none. */
export async function coalitionNamed(sql: Db, key: string): Promise<(Named & { id: string }) | undefined> {
	const [coalition] = await sql<(Named & { id: string })[]>`
		SELECT id, key, name FROM coalitions WHERE key = ${key}`;
	return coalition;
}

export type OpenOfTeam = {
	pattern: Named;
	stage: Stage;
	since: string;
	last: CheckedRow | null;
	targetOn: string | null;
};

/** The open adoptions of a team at the end of a day with what was said of them last, by the name of the pattern. */
export async function openOfTeam(sql: Db, teamId: string, asOf: string): Promise<OpenOfTeam[]> {
	return sql<OpenOfTeam[]>`
		SELECT json_build_object('key', pattern.key, 'name', pattern.name) AS pattern, card.stage, card.from_on AS since,
			${lastCheckIn(sql)} AS last, (SELECT target_on FROM adoption_plans own
				WHERE own.team_id = card.team_id AND own.pattern_id = card.pattern_id) AS "targetOn"
		FROM stays card JOIN patterns pattern ON pattern.id = card.pattern_id
		WHERE card.team_id = ${teamId} AND card.from_on <= ${asOf} AND card.until_on > ${asOf}
			AND card.stage IN ('observed', 'identified', 'agreed', 'started')
		ORDER BY pattern.name, pattern.key`;
}
