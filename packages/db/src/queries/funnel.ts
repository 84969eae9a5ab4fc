import type { Db } from '../connect.ts';
import { STAGES } from '../words.ts';
import { compact, type Ints } from './ints.ts';
import type { Stage } from './stage.ts';

/**
 * How long stays in a stage lasted: `stays[i]` of them `days[i]`, as known at the end of a day. What came next was
 * going on ('on'), declined or abandoned ('ended'), or nothing yet ('running').
 */
export type StageLengths = {
	stage: Stage;
	next: 'on' | 'ended' | 'running';
	days: Ints;
	stays: Ints;
	/** The most of the days. */
	longest: number;
};

/** Whether something was recorded of a scope (stay_lengths) for a day after this one: what is kept is not of that day then. */
export const recordedLater = (sql: Db, scope: ReturnType<Db>, asOf: string) => sql`
	EXISTS (SELECT FROM unnest(${STAGES as unknown as string[]}::text[]) AS entered (stage)
		WHERE EXISTS (SELECT FROM stays_running later WHERE later.scope_id = ${scope}
			AND later.stage = entered.stage AND later.since > ${asOf} AND later.stays > 0))`;

/**
 * The lengths of all stays of an area's teams, of one pattern if given: as kept, where it is kept (all patterns) and
 * nothing was recorded or moved on a later day, else counted from the stays.
 */
export async function stageLengths(
	sql: Db,
	areaId: string,
	asOf: string,
	patternId?: string
): Promise<StageLengths[]> {
	const counted = () =>
		grouped(
			sql,
			lengths(
				sql,
				sql`${patternId ? sql`pattern_id = ${patternId}` : sql`true`} AND team_id IN (SELECT team_id FROM team_areas
					WHERE area_id = ${areaId} AND team_areas.from_on <= ${asOf} AND team_areas.until_on > ${asOf})`,
				asOf
			)
		);
	if (patternId !== undefined) return counted();
	// asked at once, since it is nearly always the kept ones that hold
	const [[later], kept] = await Promise.all([
		sql<{ later: boolean }[]>`SELECT ${recordedLater(sql, sql`${areaId}::uuid`, asOf)}
			OR EXISTS (SELECT FROM team_areas moved WHERE moved.area_id = ${areaId}::uuid
				AND (moved.from_on > ${asOf} OR moved.until_on > ${asOf} AND moved.until_on < 'infinity')) AS later`,
		grouped(
			sql,
			sql`
			SELECT stage, CASE WHEN ended THEN 'ended' ELSE 'on' END AS next, days, stays
			FROM stay_lengths WHERE scope_id = ${areaId} AND stays > 0
			UNION ALL
			SELECT stage, 'running', ${asOf}::date - since, stays FROM stays_running WHERE scope_id = ${areaId} AND stays > 0
			UNION ALL ${lengths(sql, sql`team_id = ${areaId}`, asOf)}`
		)
	]);
	return later!.later ? counted() : kept;
}

type Row = { stage: Stage; next: StageLengths['next']; days: string; stays: string };
function lengthsIn(rows: Row[]): StageLengths[] {
	const lists = compact(rows.flatMap(({ days, stays }) => [days, stays]));
	return rows.map(({ stage, next }, i) => {
		const [days, stays] = [lists[2 * i]!, lists[2 * i + 1]!];
		return { stage, next, days, stays, longest: largest(days) };
	});
}
const largest = (days: Ints): number => {
	let most = 0;
	for (const count of days) most = Math.max(most, count);
	return most;
};

async function grouped(sql: Db, counted: ReturnType<typeof lengths>): Promise<StageLengths[]> {
	const rows = await sql<Row[]>`
		SELECT stage, next, array_agg(days)::text AS days, array_agg(stays)::text AS stays FROM (${counted}) counted GROUP BY 1, 2`;
	return lengthsIn(rows);
}

/**
 * The same of patterns in the whole organization, by pattern id: from what is kept, unless something was recorded for a
 * later day.
 */
export async function patternLengths(
	sql: Db,
	patternIds: string[],
	asOf: string
): Promise<Map<string, StageLengths[]>> {
	const rows = await sql<(Row & { patternId: string })[]>`
		WITH asked AS (
			SELECT id, ${recordedLater(sql, sql`id`, asOf)} AS later
			FROM unnest(${patternIds}::uuid[]) id
		), lengths AS (
			SELECT id, stage, CASE WHEN ended THEN 'ended' ELSE 'on' END AS next, days, stays
			FROM asked JOIN stay_lengths ON scope_id = id WHERE NOT later
			UNION ALL
			SELECT id, stage, 'running', ${asOf}::date - since, stays FROM asked JOIN stays_running ON scope_id = id WHERE NOT later
			UNION ALL
			SELECT id, counted.* FROM asked CROSS JOIN LATERAL (${lengths(sql, sql`pattern_id = id`, asOf)}) counted WHERE later
		)
		SELECT id AS "patternId", stage, next, array_agg(days)::text AS days, array_agg(stays)::text AS stays
		FROM lengths WHERE stays > 0 GROUP BY 1, 2, 3`;
	return new Map(
		[...Map.groupBy(rows, ({ patternId }) => patternId)].map(([id, own]) => [id, lengthsIn(own)])
	);
}

/** The same, counted from the stays that fulfil a condition. */
const lengths = (sql: Db, condition: ReturnType<Db>, asOf: string) => sql`
	SELECT stage, CASE WHEN until_on > ${asOf} THEN 'running'
			WHEN next_stage IN ('declined', 'abandoned') THEN 'ended' ELSE 'on' END AS next,
		least(until_on, ${asOf}::date) - from_on AS days, count(*)::int AS stays
	FROM stays WHERE from_on <= ${asOf} AND ${condition} GROUP BY 1, 2, 3`;
