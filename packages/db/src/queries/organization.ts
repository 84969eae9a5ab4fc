import type { Db } from '../connect.ts';
import { BY_RECORDS } from '../keep/relations.ts';
import { IMPORTS_ID, ORGANIZATION_ID } from '../words.ts';

export type OrganizationRow = {
	simulated: boolean;
	firstOn: string | null;
	lastOn: string | null;
	teams: number;
	patterns: number;
	adoptions: number;
	metrics: number;
};

/** The last day up to `asOf` on which any adoption changed: a short look at each pattern's end, not at all its days. */
const lastRecord = (sql: Db, asOf: string) => sql`
	SELECT max(day) AS day FROM patterns CROSS JOIN LATERAL (SELECT max(on_day) AS day FROM spread_changes
		WHERE area_id = ${ORGANIZATION_ID} AND pattern_id = patterns.id AND on_day <= ${asOf} AND ${sql.unsafe(BY_RECORDS)}) last`;

/** The last day up to `asOf` on which anything was recorded of any adoption: nothing is known after it. */
export async function recordsUntil(db: Db, asOf: string): Promise<string | null> {
	const [row] = await db<{ day: string | null }[]>`${lastRecord(db, asOf)}`;
	return row!.day;
}

/** What the database holds: sizes, and the days of the first and the last change of any adoption up to `today`. */
export async function organization(db: Db, today: string): Promise<OrganizationRow> {
	const [row] = await db<OrganizationRow[]>`
		SELECT EXISTS (SELECT FROM imports WHERE simulated) AS simulated,
			(SELECT min(day) FROM patterns CROSS JOIN LATERAL (SELECT min(on_day) AS day FROM spread_changes
				WHERE area_id = ${ORGANIZATION_ID} AND pattern_id = patterns.id AND ${db.unsafe(BY_RECORDS)}) first) AS "firstOn",
			(${lastRecord(db, today)}) AS "lastOn",
			(SELECT count(*) FROM teams)::int AS teams,
			(SELECT count(*) FROM patterns)::int AS patterns,
			-- every adoption is in one stage now; counting them one by one would take longer than all else on a page
			(SELECT coalesce(sum(stays), 0) FROM stays_running WHERE scope_id = ${ORGANIZATION_ID})::int AS adoptions,
			(SELECT count(*) FROM metrics)::int AS metrics`;
	return row!;
}

/**
 * `state`: a text that is another one after every change, in whatever order changes end; as long as it is the same, so
 * are the records. `imports`: another one after every import, which alone changes teams, their places and patterns.
 * `versions`: how often what is said of a pattern was changed, by its id; null where the state is `known`.
 */
export type RecordsState = { state: string; imports: string; versions: Record<string, number> | null };

/** The state of the records now. */
export async function recordsState(db: Db, known = ''): Promise<RecordsState> {
	const [row] = await db<RecordsState[]>`
		SELECT state, imports,
			CASE WHEN state <> ${known} THEN
				(SELECT coalesce(json_object_agg(subject_id, version), '{}') FROM versions) END AS versions
		FROM (SELECT concat(count(*), ' ', sum(version)) AS state,
			concat(max(version) FILTER (WHERE subject_id = ${IMPORTS_ID})) AS imports FROM versions) now`;
	return row!;
}
