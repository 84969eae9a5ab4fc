import type { Readable } from 'node:stream';
import type { Db } from '../connect.ts';
import { copyOut } from '../copy-out.ts';
import { columnOf, KINDS, type RecordKind } from '../records/kinds.ts';

/** For people's spreadsheets, which would run a cell that begins like a formula. */
const harmless = (column: string) => String.raw`regexp_replace(${column}, '^[=+\-@\t\r]', '''\&')`;

/**
 * Every adoption of an area in the stage it had at the end of a day, by team and pattern, as CSV. `lane` is the pool
 * whose connection it keeps until the stream ends or is destroyed.
 */
export function adoptionsCsv(
	db: Db,
	lane: Db,
	{ areaId, patternId, asOf }: { areaId: string; patternId: string | null; asOf: string }
): Readable {
	const there = (row: string) => `${row}.from_on <= $3 AND ${row}.until_on > $3`;
	const query = `
		WITH pattern AS MATERIALIZED (
			SELECT id, ${harmless('key')} AS key, ${harmless('name')} AS name FROM patterns WHERE $2 IS NULL OR id = $2
		)
		SELECT stay.pattern_key, stay.pattern_name, team.team_key, team.team_name, team.area_key, team.area_name,
			stay.stage, stay.since
		FROM (
			SELECT team.id, ${harmless('team.key')} AS team_key, ${harmless('team.name')} AS team_name,
				${harmless('parent.key')} AS area_key, ${harmless('parent.name')} AS area_name
			FROM team_areas area JOIN teams team ON team.id = area.team_id
			LEFT JOIN team_places place ON place.team_id = team.id AND ${there('place')}
			LEFT JOIN teams parent ON parent.id = place.parent_id
			WHERE area.area_id = $1 AND ${there('area')}
			ORDER BY team.key
		) team CROSS JOIN LATERAL (
			SELECT pattern.key AS pattern_key, pattern.name AS pattern_name, stay.stage, stay.from_on AS since
			FROM stays stay JOIN pattern ON pattern.id = stay.pattern_id
			WHERE stay.team_id = team.id AND ${there('stay')}
			ORDER BY pattern.key
		) stay`;
	return copyOut(db, lane, query, [areaId, patternId, asOf]);
}

/** Which transitions: of teams that lie in an area on a day, of a pattern, up to a day; null is all. */
export type LogFilter = {
	area: { id: string; on: string } | null;
	patternId: string | null;
	asOf: string | null;
};

/**
 * The log as the import format has it (adoption_events.csv): by team, pattern and day, without what was corrected.
 * Several notes on one transition become one. Cells are as they were imported, or importing them again would change
 * them. `lane` as in adoptionsCsv.
 */
export function adoptionEventsCsv(db: Db, lane: Db, { area, patternId, asOf }: LogFilter): Readable {
	const query = `
		SELECT event.pattern_key, team.key AS team_key, event.stage, event.occurred_on, event.note, event.reason,
			to_jsonb(event.recorded_at) #>> '{}' AS recorded_at
		FROM (
			SELECT id, key FROM teams WHERE $1 IS NULL OR id IN (
				SELECT team_id FROM team_areas WHERE area_id = $1 AND from_on <= $4 AND until_on > $4)
			ORDER BY key
		) team CROSS JOIN LATERAL (
			SELECT pattern.key AS pattern_key, event.stage, event.occurred_on, event.reason, event.recorded_at, evidence.note
			FROM transitions event JOIN patterns pattern ON pattern.id = event.pattern_id
			LEFT JOIN (
				SELECT pattern_id, transition_id, string_agg(fact, '; ' ORDER BY id) AS note FROM evidence
				WHERE team_id = team.id GROUP BY pattern_id, transition_id
			) evidence ON evidence.pattern_id = event.pattern_id AND evidence.transition_id = event.id
			WHERE event.team_id = team.id AND event.stage IS NOT NULL
				AND ($2 IS NULL OR event.pattern_id = $2) AND ($3 IS NULL OR event.occurred_on <= $3)
				AND NOT EXISTS (SELECT FROM transitions later WHERE later.team_id = team.id
					AND later.pattern_id = event.pattern_id AND later.supersedes = event.id AND later.supersedes IS NOT NULL)
			ORDER BY pattern.key, event.occurred_on, event.day_order, event.id
		) event`;
	return copyOut(db, lane, query, [area?.id ?? null, patternId, asOf, area?.on ?? null]);
}

/** A column of a file: its name there, the field it holds, and how it is written. */
export type ExportColumn = { column: string; field: string; how: 'as it is' | 'yes or no' | 'instant' };

/**
 * All records of a kind as the import format has them, in the order of what says which they are. `lane` as in
 * adoptionsCsv.
 */
export function recordsCsv(db: Db, lane: Db, kind: RecordKind, columns: ExportColumn[]): Readable {
	const own = KINDS[kind];
	const cells = columns.map(({ column, field, how }) => {
		const is = `r.${columnOf(own, field)}`;
		const table = own.refers[field];
		const written = table
			? `(SELECT key FROM ${table} WHERE id = ${is})`
			: {
					'as it is': is,
					'yes or no': `CASE WHEN ${is} THEN 'yes' ELSE 'no' END`,
					instant: `to_jsonb(${is}) #>> '{}'`
				}[how];
		return `${written} AS ${column}`;
	});
	const order = own.identity.map((field) => `r.${columnOf(own, field)}`);
	return copyOut(db, lane, `SELECT ${cells.join(', ')} FROM ${kind} r ORDER BY ${order.join(', ')}`, []);
}
