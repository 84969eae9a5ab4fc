import { ChangedMeanwhile, Missing, type Changing } from '../changes/change.ts';
import type { Db, Transaction } from '../connect.ts';
import { audit } from '../records/records.ts';

type Named = { key: string; name: string };
export type FindingRow = {
	id: string;
	version: number;
	kind: string;
	state: 'open' | 'acknowledged' | 'snoozed' | 'resolved';
	team: Named | null;
	pattern: Named | null;
	coalition: Named | null;
	event: Named | null;
	reasons: string[];
	step: string;
	openedAt: string;
	acknowledgedAt: string | null;
	acknowledgedBy: string | null;
	snoozedUntil: string | null;
	resolvedAt: string | null;
};
/** Which findings: in a state at an instant, of a kind, about teams below an area today, a pattern, a coalition. */
export type FindingFilter = {
	at: string;
	state: FindingRow['state'];
	kind: string | null;
	areaId: string | null;
	patternId: string | null;
	coalition: string | null;
};

const stateAt = (sql: Db | Transaction, at: string) => sql`
	CASE WHEN resolved_at IS NOT NULL THEN 'resolved' WHEN snoozed_until > ${at} THEN 'snoozed'
		WHEN acknowledged_at IS NOT NULL THEN 'acknowledged' ELSE 'open' END`;
const named = (sql: Db | Transaction, table: string, id: string) =>
	sql`(SELECT json_build_object('key', key, 'name', name) FROM ${sql(table)} named WHERE named.id = f.${sql(id)})`;
const reading = (sql: Db | Transaction, at: string) => sql`
	f.id, f.version, f.kind, ${stateAt(sql, at)} AS state, ${named(sql, 'teams', 'team_id')} AS team,
	${named(sql, 'patterns', 'pattern_id')} AS pattern, ${named(sql, 'coalitions', 'coalition_id')} AS coalition,
	${named(sql, 'events', 'event_id')} AS event, f.reasons, f.step,
	to_jsonb(f.opened_at) #>> '{}' AS "openedAt", to_jsonb(f.acknowledged_at) #>> '{}' AS "acknowledgedAt",
	coalesce((SELECT name FROM people WHERE key = f.acknowledged_by), f.acknowledged_by) AS "acknowledgedBy", to_jsonb(f.snoozed_until) #>> '{}' AS "snoozedUntil",
	to_jsonb(f.resolved_at) #>> '{}' AS "resolvedAt"`;

/** The findings, newest first, and how many there are by kind. */
export async function findingsOf(
	db: Db,
	{ at, state, kind, areaId, patternId, coalition }: FindingFilter,
	{ limit, offset }: { limit: number; offset: number }
): Promise<{
	byKind: { kind: string; count: number }[];
	findings: FindingRow[];
}> {
	const inState = {
		open: db`resolved_at IS NULL AND acknowledged_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= ${at})`,
		acknowledged: db`resolved_at IS NULL AND acknowledged_at IS NOT NULL AND (snoozed_until IS NULL OR snoozed_until <= ${at})`,
		snoozed: db`resolved_at IS NULL AND snoozed_until > ${at}`,
		resolved: db`resolved_at IS NOT NULL`
	}[state];
	const where = db`
		WHERE ${inState} AND (${patternId}::uuid IS NULL OR f.pattern_id = ${patternId})
			AND (${coalition}::text IS NULL OR f.coalition_id = (SELECT id FROM coalitions WHERE key = ${coalition})
				OR f.pattern_id IN (SELECT patterns.id FROM patterns JOIN coalitions ON coalitions.id = coalition_id
					WHERE coalitions.key = ${coalition}))
			AND (${areaId}::uuid IS NULL OR f.team_id IN (SELECT team_id FROM team_areas
				WHERE area_id = ${areaId} AND until_on = 'infinity'))`;
	const [findings, byKind] = await Promise.all([
		db<FindingRow[]>`
			SELECT ${reading(db, at)} FROM findings f ${where} AND (${kind}::text IS NULL OR f.kind = ${kind})
			ORDER BY f.opened_at DESC, f.id LIMIT ${limit} OFFSET ${offset}`,
		db<{ kind: string; count: number }[]>`
			SELECT kind, count(*)::int AS count FROM findings f ${where} GROUP BY kind`
	]);
	return { byKind, findings };
}

/**
 * Notes what somebody said to a finding that was seen in `version`: that they take care of it, or that it may rest until
 * an instant.
 *
 * @throws Missing, ChangedMeanwhile
 */
export async function answerFinding(
	changing: Changing,
	id: string,
	{
		version,
		acknowledged,
		snoozedUntil
	}: { version: number; acknowledged?: boolean; snoozedUntil?: string | null }
): Promise<FindingRow> {
	const { sql, at, by, onBehalfOf } = changing;
	await sql`SELECT FROM findings WHERE id = ${id} FOR UPDATE`;
	const read = async () => {
		const [row] = await sql<FindingRow[]>`SELECT ${reading(sql, at)} FROM findings f WHERE id = ${id}`;
		return row;
	};
	const before = await read();
	if (!before) throw new Missing('There is no such finding.');
	if (before.version !== version || before.state === 'resolved') {
		throw new ChangedMeanwhile(
			before.state === 'resolved'
				? 'This finding is resolved: its cause is gone.'
				: 'Somebody else said something to this finding meanwhile.',
			before
		);
	}
	if (acknowledged !== undefined) {
		await sql`UPDATE findings SET acknowledged_at = ${acknowledged ? at : null},
			acknowledged_by = ${acknowledged ? (onBehalfOf ?? by) : null} WHERE id = ${id}`;
	}
	if (snoozedUntil !== undefined) {
		await sql`UPDATE findings SET snoozed_until = ${snoozedUntil} WHERE id = ${id}`;
	}
	await sql`UPDATE findings SET version = version + 1 WHERE id = ${id}`;
	const after = (await read())!;
	const said = ({ state, snoozedUntil: until, kind, team, pattern }: FindingRow) => ({
		...{ kind, team: team?.key, pattern: pattern?.key, state, snoozedUntil: until }
	});
	await audit(changing, { kind: 'findings', recordId: id, before: said(before), after: said(after) });
	return after;
}
