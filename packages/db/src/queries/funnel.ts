import type { Db } from '../connect.ts';
import { STAGES, ORGANIZATION_ID } from '../words.ts';
import { ints } from './ints.ts';
import type { Stage } from './stage.ts';

/**
 * How long stays in a stage lasted: `stays[i]` of them `days[i]`, as known at the end of a day. What came next was
 * going on ('on'), declined or abandoned ('ended'), or nothing yet ('running').
 */
export type StageLengths = {
	stage: Stage;
	next: 'on' | 'ended' | 'running';
	days: number[];
	stays: number[];
};

/** Whether something was recorded of a scope (stay_lengths) for a day after this one: what is kept is not of that day then. */
export const recordedLater = (sql: Db, scope: ReturnType<Db>, asOf: string) => sql`
	EXISTS (SELECT FROM unnest(${STAGES as unknown as string[]}::text[]) AS entered (stage)
		WHERE EXISTS (SELECT FROM stays_running later WHERE later.scope_id = ${scope}
			AND later.stage = entered.stage AND later.since > ${asOf} AND later.stays > 0))`;

/**
 * The lengths of all stays of an area's teams, of one pattern if given: as kept, where it is kept (one pattern of the
 * whole organization, all patterns of an area) and nothing was recorded or moved on a later day, else counted from the
 * stays.
 */
export async function stageLengths(
	sql: Db,
	areaId: string | null,
	asOf: string,
	patternId?: string
): Promise<StageLengths[]> {
	const scope = areaId === null || patternId === undefined ? (patternId ?? areaId ?? ORGANIZATION_ID) : null;
	const ofArea =
		areaId === null
			? sql``
			: sql`AND team_id IN (SELECT team_id FROM team_areas
		WHERE area_id = ${areaId} AND team_areas.from_on <= ${asOf} AND team_areas.until_on > ${asOf})`;
	const counted = () =>
		grouped(
			sql,
			lengths(sql, sql`${patternId ? sql`pattern_id = ${patternId}` : sql`true`} ${ofArea}`, asOf)
		);
	if (scope === null) return counted();
	// asked at once, since it is nearly always the kept ones that hold
	const [[later], kept] = await Promise.all([
		sql<{ later: boolean }[]>`SELECT ${recordedLater(sql, sql`${scope}::uuid`, asOf)}
			OR EXISTS (SELECT FROM team_areas moved WHERE moved.area_id = ${scope}::uuid
				AND (moved.from_on > ${asOf} OR moved.until_on > ${asOf} AND moved.until_on < 'infinity')) AS later`,
		grouped(
			sql,
			sql`
			SELECT stage, CASE WHEN ended THEN 'ended' ELSE 'on' END AS next, days, stays
			FROM stay_lengths WHERE scope_id = ${scope} AND stays > 0
			UNION ALL
			SELECT stage, 'running', ${asOf}::date - since, stays FROM stays_running WHERE scope_id = ${scope} AND stays > 0
			UNION ALL ${lengths(sql, sql`team_id = ${patternId === undefined ? scope : null}`, asOf)}`
		)
	]);
	return later!.later ? counted() : kept;
}

async function grouped(sql: Db, counted: ReturnType<typeof lengths>): Promise<StageLengths[]> {
	const rows = await sql<{ stage: Stage; next: StageLengths['next']; days: string; stays: string }[]>`
		SELECT stage, next, array_agg(days)::text AS days, array_agg(stays)::text AS stays FROM (${counted}) counted GROUP BY 1, 2`;
	return rows.map((row) => ({ ...row, days: ints(row.days), stays: ints(row.stays) }));
}

/** The same, counted from the stays that fulfil a condition. */
const lengths = (sql: Db, condition: ReturnType<Db>, asOf: string) => sql`
	SELECT stage, CASE WHEN until_on > ${asOf} THEN 'running'
			WHEN next_stage IN ('declined', 'abandoned') THEN 'ended' ELSE 'on' END AS next,
		least(until_on, ${asOf}::date) - from_on AS days, count(*)::int AS stays
	FROM stays WHERE from_on <= ${asOf} AND ${condition} GROUP BY 1, 2, 3`;
