import { mondayOf, type Giving, type Promised } from '@app/track';
import type { Db, Transaction } from '../connect.ts';

/** The kinds of support that a coalition gives within limits. */
export const GIVEN_KINDS = ['time', 'coaching', 'artifacts'] as const;
export type GivenKind = (typeof GIVEN_KINDS)[number];

/** The first and the last day of a promise `a`, as `spanOf` in the ledger says. */
const spanFrom = (sql: Db | Transaction) => sql`coalesce(a.from_on, a.agreed_on)`;
const spanUntil = (sql: Db | Transaction) => sql`greatest(${spanFrom(sql)}, coalesce(a.until_on,
	CASE WHEN a.target_on >= ${spanFrom(sql)} THEN a.target_on END, ${spanFrom(sql)} + 83))`;

/** What was used and released of agreements `a` up to a day (null: all of it), in thousandths: columns `used`, `released`. */
const logged = (sql: Db | Transaction, asOf: string | null) => sql`
	SELECT coalesce(sum(round(l.amount * 1000)) FILTER (WHERE l.kind = 'used'), 0)::float8 AS used,
		coalesce(sum(round(l.amount * 1000)) FILTER (WHERE l.kind = 'released'), 0)::float8 AS released
	FROM support_log l WHERE l.team_id = a.team_id AND l.pattern_id = a.pattern_id AND l.agreed_on = a.agreed_on
		${asOf === null ? sql`` : sql`AND l.logged_on <= ${asOf}`}`;

/** The columns of a promise `a`, in thousandths, with `logged` as `log`. */
const promise = (sql: Db | Transaction) => sql`
	round(a.amount * 1000)::float8 AS amount, ${spanFrom(sql)} AS "from", ${spanUntil(sql)} AS until, log.used, log.released`;

export type PromiseRow = Promised & { id: string; coalitionId: string | null; kind: GivenKind };

/** The weeks of a question: `weeks` of them from the week `from` on (`weekOf` in the ledger). */
export type Weeks = { from: number; weeks: number };

/**
 * Promises of support that touch the weeks, of these coalitions if given; as known at the end of a day if given; to teams
 * that lie in an area on a day if given.
 */
export async function promisesIn(
	sql: Db | Transaction,
	{ from, weeks }: Weeks,
	{
		coalitions,
		asOf = null,
		within
	}: { coalitions?: string[]; asOf?: string | null; within?: { areaId: string; on: string } } = {}
): Promise<PromiseRow[]> {
	return sql<PromiseRow[]>`
		SELECT a.id, a.coalition_id AS "coalitionId", a.kind, ${promise(sql)}
		FROM agreements a CROSS JOIN LATERAL (${logged(sql, asOf)}) log
		WHERE a.kind <> 'none' AND ${spanFrom(sql)} < ${mondayOf(from + weeks)}::date AND ${spanUntil(sql)} >= ${mondayOf(from)}::date
			${coalitions ? sql`AND a.coalition_id = ANY (${coalitions}::uuid[])` : sql``}
			${asOf === null ? sql`` : sql`AND a.agreed_on <= ${asOf}`}
			${
				within
					? sql`AND EXISTS (SELECT FROM team_areas here WHERE here.team_id = a.team_id AND here.area_id = ${within.areaId}
						AND here.from_on <= ${within.on} AND here.until_on > ${within.on})`
					: sql``
			}`;
}

export type GivingRow = Giving & { coalitionId: string; kind: GivenKind };

/** What coalitions give in a week, in thousandths, in the order of its days. */
export async function givings(sql: Db | Transaction, coalitions?: string[]): Promise<GivingRow[]> {
	return sql<GivingRow[]>`
		SELECT coalition_id AS "coalitionId", kind, from_on AS "fromOn", round(per_week * 1000)::float8 AS "perWeek"
		FROM capacities ${coalitions ? sql`WHERE coalition_id = ANY (${coalitions}::uuid[])` : sql``}
		ORDER BY coalition_id, kind, from_on`;
}

/** What was used in each of the weeks, by the day it was logged for, in thousandths. */
export async function usedInWeeks(
	sql: Db,
	{ from, weeks }: Weeks,
	{ coalitions, asOf = null }: { coalitions?: string[]; asOf?: string | null } = {}
): Promise<{ coalitionId: string | null; kind: GivenKind; week: number; used: number }[]> {
	return sql`
		SELECT a.coalition_id AS "coalitionId", a.kind, floor((l.logged_on - date '1969-12-29') / 7.0)::int AS week,
			sum(round(l.amount * 1000))::float8 AS used
		FROM support_log l JOIN agreements a USING (team_id, pattern_id, agreed_on)
		WHERE l.kind = 'used' AND l.logged_on >= ${mondayOf(from)} AND l.logged_on < ${mondayOf(from + weeks)}
			${coalitions ? sql`AND a.coalition_id = ANY (${coalitions}::uuid[])` : sql``}
			${asOf === null ? sql`` : sql`AND l.logged_on <= ${asOf}`}
		GROUP BY 1, 2, 3`;
}

type Named = { key: string; name: string };
/** An agreement with what was used and released of it, in thousandths, and the stage of its adoption. */
export type AgreementRow = Promised & {
	id: string;
	version: number;
	kind: GivenKind | 'none';
	agreedOn: string;
	/** Whether the agreement itself says when it ends. */
	open: boolean;
	coalition: Named | null;
	team: Named;
	pattern: Named;
	owner: Named | null;
	receiver: Named | null;
	words: string | null;
	stage: string | null;
};

/**
 * Agreements that touch the weeks, those that end first first; `coalition` is an id, or null for those that name none.
 * `total` counts them all.
 */
export async function agreementsIn(
	sql: Db,
	{ from, weeks }: Weeks,
	asked: { coalition?: string | null; asOf: string; today: string; limit: number }
): Promise<{ total: number; agreements: AgreementRow[] }> {
	const { coalition, asOf, today, limit } = asked;
	const known = asOf < today ? asOf : null;
	const named = (table: string, id: ReturnType<Db>) =>
		sql`(SELECT json_build_object('key', key, 'name', name) FROM ${sql(table)} named WHERE named.id = ${id})`;
	const rows = await sql<(AgreementRow & { total: number })[]>`
		SELECT a.id, a.version, a.kind, a.agreed_on AS "agreedOn", a.until_on IS NULL AS open, ${promise(sql)}, a.words,
			${named('coalitions', sql`a.coalition_id`)} AS coalition, ${named('teams', sql`a.team_id`)} AS team,
			${named('patterns', sql`a.pattern_id`)} AS pattern, ${named('people', sql`a.owner_id`)} AS owner,
			${named('people', sql`a.receiver_id`)} AS receiver, stay.stage, a.total
		FROM (
			SELECT a.*, count(*) OVER ()::int AS total, ${spanUntil(sql)} AS ends FROM agreements a
			WHERE ${spanFrom(sql)} < ${mondayOf(from + weeks)}::date AND ${spanUntil(sql)} >= ${mondayOf(from)}::date
				${coalition === undefined ? sql`` : coalition === null ? sql`AND a.coalition_id IS NULL` : sql`AND a.coalition_id = ${coalition}`}
				AND a.agreed_on <= ${known ?? 'infinity'}
			ORDER BY (${spanUntil(sql)} < ${asOf}), ends, a.id LIMIT ${limit}
		) a CROSS JOIN LATERAL (${logged(sql, known)}) log
		LEFT JOIN LATERAL (SELECT stage FROM stays WHERE stays.team_id = a.team_id AND stays.pattern_id = a.pattern_id
			AND from_on <= ${asOf} AND until_on > ${asOf} ORDER BY step DESC LIMIT 1) stay ON true
		ORDER BY (a.ends < ${asOf}), a.ends, a.id`;
	return { total: rows[0]?.total ?? 0, agreements: rows };
}

/** A promise by the agreement's id; undefined where nothing is promised. */
export async function promiseOf(sql: Transaction, id: string): Promise<Promised | undefined> {
	const [row] = await sql<Promised[]>`
		SELECT ${promise(sql)} FROM agreements a CROSS JOIN LATERAL (${logged(sql, null)}) log
		WHERE a.id = ${id} AND a.kind <> 'none'`;
	return row;
}

/** The id of the agreement that an entry of the support log is part of. */
export async function agreementOf(
	sql: Transaction,
	{ team, pattern, agreedOn }: { team: string; pattern: string; agreedOn: string }
): Promise<string | undefined> {
	const [row] = await sql<{ id: string }[]>`
		SELECT a.id FROM agreements a JOIN teams ON teams.id = a.team_id JOIN patterns ON patterns.id = a.pattern_id
		WHERE teams.key = ${team} AND patterns.key = ${pattern} AND a.agreed_on = ${agreedOn}`;
	return row?.id;
}

/** The coalitions by name. */
export async function coalitionNames(
	sql: Db
): Promise<(Named & { id: string; kind: 'team' | 'management' })[]> {
	return sql`SELECT id, key, name, kind FROM coalitions ORDER BY name, key`;
}
