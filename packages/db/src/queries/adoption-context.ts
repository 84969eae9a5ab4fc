import type { Condition } from '@app/track';
import type { Db } from '../connect.ts';
import type { Stage } from './stage.ts';

type Named = { key: string; name: string };
export type StanceRow = {
	area: Named;
	/** Null: it is the pattern itself. */
	coalition: Named | null;
	stance: 'backed' | 'withheld';
	backedFrom: string;
	withdrawnOn: string | null;
	person: Named | null;
};

/** What an adoption stands on: where it is since when, what its pattern needs, what its team is. */
export type AdoptionContext = {
	stage: Stage | null;
	since: string | null;
	ageDays: number | null;
	kind: 'success' | 'failure';
	conditions: Condition[];
	traits: Record<string, string>;
	/** The nearest area first; what stands before what was withdrawn. */
	backing: StanceRow[];
};

/** The context of one adoption at the end of a day. */
export async function adoptionContext(
	sql: Db,
	{ teamId, patternId }: { teamId: string; patternId: string },
	asOf: string
): Promise<AdoptionContext> {
	const named = (table: string, id: string) =>
		sql`(SELECT json_build_object('key', key, 'name', name) FROM ${sql(table)} named WHERE named.id = b.${sql(id)})`;
	const [[context], backing] = await Promise.all([
		sql<Omit<AdoptionContext, 'backing'>[]>`
			SELECT stay.stage, stay.from_on AS since, ${asOf}::date - stay.from_on AS "ageDays", pattern.kind,
				(SELECT coalesce(json_agg(json_build_object('kind', kind, 'trait', trait, 'operator', operator, 'value', value)
					ORDER BY kind DESC, trait, value), '[]') FROM conditions WHERE pattern_id = pattern.id) AS conditions,
				(SELECT coalesce(json_object_agg(trait, value), '{}') FROM (
					SELECT 'size' AS trait, size::text AS value FROM teams WHERE id = ${teamId} AND size IS NOT NULL
					UNION ALL (SELECT DISTINCT ON (trait) trait, value FROM traits WHERE team_id = ${teamId}
						AND observed_on <= ${asOf} ORDER BY trait, observed_on DESC)) own) AS traits
			FROM patterns pattern LEFT JOIN stays stay ON stay.team_id = ${teamId} AND stay.pattern_id = pattern.id
				AND stay.from_on <= ${asOf} AND stay.until_on > ${asOf}
			WHERE pattern.id = ${patternId}`,
		sql<StanceRow[]>`
			SELECT ${named('teams', 'area_id')} AS area, ${named('coalitions', 'coalition_id')} AS coalition, stance,
				backed_from AS "backedFrom", withdrawn_on AS "withdrawnOn", ${named('people', 'person_id')} AS person
			FROM backings b JOIN team_areas inside ON inside.area_id = b.area_id AND inside.team_id = ${teamId}
				AND inside.from_on <= ${asOf} AND inside.until_on > ${asOf}
			WHERE b.backed_from <= ${asOf} AND (b.pattern_id = ${patternId}
				OR b.coalition_id = (SELECT coalition_id FROM patterns WHERE id = ${patternId}))
			ORDER BY coalesce(withdrawn_on <= ${asOf}, false), inside.depth, backed_from DESC`
	]);
	return { ...context!, backing };
}
