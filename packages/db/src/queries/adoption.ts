import type { Db, Transaction } from '../connect.ts';
import type { Stage } from './stage.ts';

export type AdoptionKey = { pattern: string; team: string };
type Party = { id: string; key: string; name: string };
/** Whose adoption of what it is. */
export type Parties = { pattern: Party; team: Party };

/** The pattern and the team with these keys; null where there is none. */
export async function partiesOf(
	sql: Db | Transaction,
	{ pattern, team }: AdoptionKey
): Promise<{ [party in keyof Parties]: Party | null }> {
	const party = sql`json_build_object('id', id, 'key', key, 'name', name)`;
	const [parties] = await sql<{ [party in keyof Parties]: Party | null }[]>`
		SELECT (SELECT ${party} FROM patterns WHERE key = ${pattern}) AS pattern,
			(SELECT ${party} FROM teams WHERE key = ${team}) AS team`;
	return parties!;
}

export type AdoptionEntry = {
	id: string;
	stage: Stage | null;
	occurredOn: string;
	recordedAt: string;
	recordedBy: string;
	/** The name of the person on whose behalf it was recorded. */
	onBehalfOf: string | null;
	/** Why it was declined or abandoned. */
	reason: string | null;
	facts: string[];
	supersedes: string | null;
	/** The entry that stands in for this one. */
	supersededBy: string | null;
};

/** Everything that was ever recorded of an adoption, corrected or not, in the order in which it happened. */
export async function adoptionEntries(
	sql: Db | Transaction,
	teamId: string,
	patternId: string
): Promise<AdoptionEntry[]> {
	return sql<AdoptionEntry[]>`
		SELECT t.id, t.stage, t.occurred_on AS "occurredOn", t.reason,
			to_char(t.recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "recordedAt",
			-- not joined: imports, of which each change is one, would be read from the first to this adoption's last
			(SELECT recorded_by FROM imports WHERE imports.id = t.import_id) AS "recordedBy", (SELECT people.name FROM changes JOIN people ON people.key = on_behalf_of
				WHERE record_id = t.id AND kind = 'transitions') AS "onBehalfOf", t.supersedes, later.id AS "supersededBy",
			(SELECT coalesce(json_agg(fact ORDER BY e.recorded_at, fact), '[]') FROM evidence e
				WHERE e.team_id = t.team_id AND e.pattern_id = t.pattern_id AND e.transition_id = t.id) AS facts
		FROM transitions t
		LEFT JOIN transitions later ON later.team_id = t.team_id AND later.pattern_id = t.pattern_id
			AND later.supersedes = t.id AND later.supersedes IS NOT NULL
		WHERE t.team_id = ${teamId} AND t.pattern_id = ${patternId}
		ORDER BY t.occurred_on, t.day_order, t.recorded_at, t.id`;
}
