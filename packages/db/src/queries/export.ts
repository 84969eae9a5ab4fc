import type { Readable } from 'node:stream';
import type { Db } from '../connect.ts';
import { copyOut, type FileQuery } from '../copy-out.ts';
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
	return copyOut(db, lane, EVENTS, [area?.id ?? null, patternId, asOf, area?.on ?? null]);
}

const EVENTS = `
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

/** A column of a file: its name there, the field it holds, and how it is written. */
export type ExportColumn = { column: string; field: string; how: 'as it is' | 'yes or no' | 'instant' };

/**
 * All records of a kind as the import format has them, in the order of what says which they are. `lane` as in
 * adoptionsCsv.
 */
export const recordsCsv = (db: Db, lane: Db, kind: RecordKind, columns: ExportColumn[]): Readable =>
	copyOut(db, lane, recordsQuery(kind, columns), []);

/** The records of a kind as rows of their file, in an order that is the same in every database that has them. */
function recordsQuery(kind: RecordKind, columns: ExportColumn[]): string {
	const own = KINDS[kind];
	const written = ({ field, how }: ExportColumn) => {
		const is = `r.${columnOf(own, field)}`;
		const table = own.refers[field];
		if (table) return `(SELECT key FROM ${table} WHERE id = ${is})`;
		return {
			'as it is': is,
			'yes or no': `CASE WHEN ${is} THEN 'yes' ELSE 'no' END`,
			instant: `to_jsonb(${is}) #>> '{}'`
		}[how];
	};
	const cells = columns.map((column) => `${written(column)} AS ${column.column}`);
	const order = own.identity.map((field) => {
		const column = columns.find((one) => one.field === field);
		return column ? `(${written(column)})::text COLLATE "C"` : `r.${columnOf(own, field)}`;
	});
	return `SELECT ${cells.join(', ')} FROM ${kind} r ORDER BY ${order.join(', ')}`;
}

/** The files of the import format that hold no records of the track, but what those refer to, and what was measured. */
const OTHERS: Record<string, string> = {
	'teams.csv': `
		SELECT team.key AS team_key, team.name, parent.key AS parent_key, team.kind, team.size, team.joined_on
		FROM teams team LEFT JOIN team_places place ON place.team_id = team.id AND place.until_on = 'infinity'
		LEFT JOIN teams parent ON parent.id = place.parent_id ORDER BY team.key COLLATE "C"`,
	// of those that moved: where all others lie, teams.csv says
	'team_moves.csv': `
		SELECT team.key AS team_key, nullif(place.from_on, '-infinity') AS from_on, parent.key AS parent_key
		FROM team_places place JOIN teams team ON team.id = place.team_id LEFT JOIN teams parent ON parent.id = place.parent_id
		WHERE place.team_id IN (SELECT team_id FROM team_places WHERE from_on > '-infinity')
		ORDER BY team.key COLLATE "C", place.from_on`,
	'metrics.csv': `
		SELECT metric.key AS metric_key, metric.name, nullif(metric.unit, '') AS unit, metric.direction,
			worth.value_per_unit, worth.currency
		FROM metrics metric LEFT JOIN LATERAL (SELECT * FROM metric_worths
			WHERE metric_id = metric.id ORDER BY from_on DESC LIMIT 1) worth ON true
		ORDER BY metric.key COLLATE "C"`,
	'metric_worths.csv': `
		SELECT metric.key AS metric_key, nullif(worth.from_on, '-infinity') AS from_on, worth.value_per_unit, worth.currency
		FROM metric_worths worth JOIN metrics metric ON metric.id = worth.metric_id
		WHERE worth.metric_id IN (SELECT metric_id FROM metric_worths WHERE from_on > '-infinity')
		ORDER BY metric.key COLLATE "C", worth.from_on`,
	// in the order of its index: it is too long to be sorted
	'measurements.csv': `
		SELECT metric.key AS metric_key, team.key AS team_key, value.measured_on, value.value
		FROM (SELECT id, key FROM metrics ORDER BY key COLLATE "C") metric
		CROSS JOIN (SELECT id, key FROM teams ORDER BY key COLLATE "C") team
		CROSS JOIN LATERAL (SELECT measured_on, value FROM measurements
			WHERE metric_id = metric.id AND team_id = team.id ORDER BY measured_on) value`,
	'links.csv': `
		SELECT come.key AS from_team_key, go.key AS to_team_key, link.kind, link.weight
		FROM links link JOIN teams come ON come.id = link.from_team_id JOIN teams go ON go.id = link.to_team_id
		ORDER BY come.key COLLATE "C", go.key COLLATE "C", link.kind COLLATE "C"`,
	'traits.csv': `
		SELECT team.key AS team_key, trait.trait, trait.value, trait.observed_on
		FROM traits trait JOIN teams team ON team.id = trait.team_id
		ORDER BY team.key COLLATE "C", trait.trait COLLATE "C", trait.observed_on`,
	'pattern_metrics.csv': `
		SELECT pattern.key AS pattern_key, metric.key AS metric_key, moves.claimed_effect
		FROM pattern_metrics moves JOIN patterns pattern ON pattern.id = moves.pattern_id
		JOIN metrics metric ON metric.id = moves.metric_id ORDER BY pattern.key COLLATE "C", metric.key COLLATE "C"`,
	'pattern_costs.csv': `
		SELECT pattern.key AS pattern_key, cost.kind, cost.amount, cost.currency
		FROM pattern_costs cost JOIN patterns pattern ON pattern.id = cost.pattern_id
		ORDER BY pattern.key COLLATE "C", cost.kind`
};

/**
 * What a file of the import format holds, as a query for copyFilesOut. `columns`: of a file of records, what its columns
 * hold.
 *
 * @throws for a file that there is not
 */
export function importFileQuery(name: string, columns: ExportColumn[]): FileQuery {
	const kind = name.replace(/\.csv$/, '') as RecordKind;
	if (kind in KINDS) return { name, query: recordsQuery(kind, columns), values: [] };
	if (name === 'adoption_events.csv') return { name, query: EVENTS, values: [null, null, null, null] };
	const query = OTHERS[name];
	if (query === undefined) throw new Error(`Nobody says what ${name} holds.`);
	return { name, query, values: [] };
}
