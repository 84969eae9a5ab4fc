import { v7 } from 'uuid';
import type { Db } from '../connect.ts';
import { countUp } from '../keep/versions.ts';
import { transaction } from '../transaction.ts';
import { TRACK_ID } from '../words.ts';

/** Any number will do, as long as nobody else in this database locks by it. */
const FINDINGS_LOCK = 7_305_219;

/**
 * Something to point out. `cause` names it, the same as long as it is the same matter; `reasons` say why in words that
 * do not change from day to day; `step` is what to do next.
 */
export type Cause = {
	cause: string;
	teamId?: string | null;
	patternId?: string | null;
	coalitionId?: string | null;
	eventId?: string | null;
	reasons: string[];
	step: string;
};

/**
 * Makes the open findings of a kind those of `causes`: opens new ones, resolves those whose cause is gone, and notes
 * for each channel what is to be announced. Only of the patterns in `patternIds`, where given. Whoever else does the
 * same waits. Says whether anything changed.
 */
export async function refreshFindings(
	db: Db,
	kind: string,
	causes: Cause[],
	{ at, patternIds }: { at: string; patternIds?: string[] }
): Promise<boolean> {
	return transaction(db, async (sql) => {
		await sql`SELECT pg_advisory_xact_lock(${FINDINGS_LOCK})`;
		const open = await sql<Pick<Cause, 'cause' | 'reasons' | 'step'>[]>`
			SELECT cause, reasons, step FROM findings WHERE kind = ${kind} AND resolved_at IS NULL
				${patternIds ? sql`AND pattern_id = ANY (${patternIds}::uuid[])` : sql``}`;
		// of thousands mostly none is another one than before: only those that are go to the server
		const known = new Map(open.map((finding) => [finding.cause, finding]));
		const wanted = new Map(causes.map((cause) => [cause.cause, cause]));
		const gone = open.map(({ cause }) => cause).filter((cause) => !wanted.has(cause));
		const told = [...wanted.values()].filter(({ cause, reasons, step }) => {
			const before = known.get(cause);
			return before?.step !== step || before.reasons.join('\n') !== reasons.join('\n');
		});
		if (gone.length + told.length === 0) return false;
		const resolved = await sql`
			UPDATE findings SET resolved_at = ${at}, version = version + 1
			WHERE kind = ${kind} AND resolved_at IS NULL AND cause = ANY (${gone})`;
		const found = sql`
			SELECT id, cause, "teamId" AS team_id, "patternId" AS pattern_id, "coalitionId" AS coalition_id,
				"eventId" AS event_id, reasons, step
			FROM jsonb_to_recordset(${sql.json(told.map((cause) => ({ id: v7(), ...cause })))}) AS f (id uuid, cause text,
				"teamId" uuid, "patternId" uuid, "coalitionId" uuid, "eventId" uuid, reasons jsonb, step text)`;
		const changed = await sql`
			UPDATE findings f SET reasons = found.reasons, step = found.step, version = version + 1 FROM (${found}) found
			WHERE f.cause = found.cause AND f.kind = ${kind} AND f.resolved_at IS NULL`;
		const opened = await sql`
			WITH opened AS (
				INSERT INTO findings (id, kind, cause, team_id, pattern_id, coalition_id, event_id, reasons, step, opened_at)
				SELECT id, ${kind}, cause, team_id, pattern_id, coalition_id, event_id, reasons, step, ${at} FROM (${found}) found
				WHERE NOT EXISTS (SELECT FROM findings f WHERE f.cause = found.cause AND f.resolved_at IS NULL)
				RETURNING id
			), announced AS (
				INSERT INTO deliveries (id, finding_id, channel_id, state)
				SELECT gen_random_uuid(), opened.id, channels.id, 'waiting' FROM opened CROSS JOIN channels
				WHERE ${kind} = ANY (channels.findings) OR cardinality(channels.findings) = 0
			)
			SELECT FROM opened`;
		const any = resolved.count + changed.count + opened.count > 0;
		if (any) await countUp(sql, sql`SELECT ${TRACK_ID}::uuid`);
		return any;
	});
}
