import type { Db } from '../connect.ts';

/** The instant at which the first transitions were recorded, ISO 8601; null where there are none. */
export async function firstRecorded(sql: Db): Promise<string | null> {
	const [row] = await sql<{ at: string | null }[]>`
		SELECT to_char(min(recorded_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at FROM transitions`;
	return row!.at;
}

/**
 * Whether anything was recorded after an instant that spread follows from: else it is as it was known then. An import
 * may tell what was learnt before it, and nothing that was learnt later: most look no further than at the imports.
 */
export async function recordedAfter(sql: Db, instant: string): Promise<boolean> {
	const [row] = await sql<{ any: boolean }[]>`
		SELECT EXISTS (SELECT FROM imports WHERE recorded_at > ${instant})
				AND EXISTS (SELECT FROM transitions WHERE recorded_at > ${instant})
			OR EXISTS (SELECT FROM changes WHERE at > ${instant} AND kind IN ('patterns', 'conditions')) AS any`;
	return row!.any;
}
