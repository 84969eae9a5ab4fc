import type { Db, Transaction } from '../connect.ts';
import { BY_RECORDS } from '../keep/relations.ts';
import { ORGANIZATION_ID } from '../words.ts';

export type PatternRow = {
	id: string;
	key: string;
	name: string;
	kind: 'success' | 'failure';
	summary: string;
	discoveredOn: string | null;
	state: 'draft' | 'published' | 'retired';
};

/** The pattern of a key, undefined where there is none. */
export async function patternOf(db: Db | Transaction, key: string): Promise<PatternRow | undefined> {
	const [pattern] = await db<PatternRow[]>`
		SELECT id, key, name, kind, summary, discovered_on AS "discoveredOn", state FROM patterns WHERE key = ${key}`;
	return pattern;
}

/** All patterns by key, without drafts and those that were merged into another. */
export async function allPatterns(db: Db): Promise<PatternRow[]> {
	return db<PatternRow[]>`
		SELECT id, key, name, kind, summary, discovered_on AS "discoveredOn", state FROM patterns
		WHERE state <> 'draft' AND merged_into_id IS NULL ORDER BY key`;
}

/** The day of the first record of patterns, their discovery if that came before, by pattern id; null without either. */
export async function firstDays(sql: Db, patternIds: string[]): Promise<Map<string, string | null>> {
	const rows = await sql<{ id: string; day: string | null }[]>`
		SELECT id, least(discovered_on, (SELECT min(on_day) FROM spread_changes
			WHERE area_id = ${ORGANIZATION_ID} AND pattern_id = patterns.id AND ${sql.unsafe(BY_RECORDS)})) AS day
		FROM patterns WHERE id = ANY (${patternIds}::uuid[])`;
	return new Map(rows.map(({ id, day }) => [id, day]));
}

/** The team that discovered a pattern; null where nobody is named. */
export async function patternOrigin(
	db: Db,
	patternId: string
): Promise<{ key: string; name: string } | null> {
	const [team] = await db<{ key: string; name: string }[]>`
		SELECT teams.key, teams.name FROM patterns JOIN teams ON teams.id = origin_team_id WHERE patterns.id = ${patternId}`;
	return team ?? null;
}
