import type { Db } from '../connect.ts';
import { ORGANIZATION_ID } from '../words.ts';

export type OrganizationRow = {
	simulated: boolean;
	firstOn: string | null;
	lastOn: string | null;
	teams: number;
	patterns: number;
	adoptions: number;
	metrics: number;
};

/** What the database holds: sizes, and the days of the first and the last change of any adoption up to `today`. */
export async function organization(db: Db, today: string): Promise<OrganizationRow> {
	const [row] = await db<OrganizationRow[]>`
		SELECT EXISTS (SELECT FROM imports WHERE simulated) AS simulated,
			(SELECT min(day) FROM patterns CROSS JOIN LATERAL (SELECT min(on_day) AS day FROM spread_changes
				WHERE area_id = ${ORGANIZATION_ID} AND pattern_id = patterns.id) first) AS "firstOn",
			(SELECT max(day) FROM patterns CROSS JOIN LATERAL (SELECT max(on_day) AS day FROM spread_changes
				WHERE area_id = ${ORGANIZATION_ID} AND pattern_id = patterns.id AND on_day <= ${today}) last) AS "lastOn",
			(SELECT count(*) FROM teams)::int AS teams,
			(SELECT count(*) FROM patterns)::int AS patterns,
			(SELECT count(*) FROM adoptions)::int AS adoptions,
			(SELECT count(*) FROM metrics)::int AS metrics`;
	return row!;
}

/** A text that is another one after every import, in whatever order imports end: as long as it is the same, so are the records. */
export async function recordsState(db: Db): Promise<string> {
	const [row] = await db<{ state: string }[]>`
		SELECT concat(count(*), ' ', max(id::text)) AS state FROM imports`;
	return row!.state;
}
