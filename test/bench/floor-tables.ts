import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type postgres from 'postgres';
import { statementsOf } from './psql.ts';
import { shared } from './sizes.ts';

/** The plain tables of gen.sql, from the product's own records: what the SQL of ../shared/bench/sql is written for. */
const PLAIN = `
	CREATE TABLE teams AS SELECT substring(team.key FROM 6)::int AS id, substring(parent.key FROM 6)::int AS parent_id,
		array_position(ARRAY['company', 'division', 'department', 'team'], team.kind) - 1 AS level, team.name
		FROM public.teams team JOIN public.team_places place ON place.team_id = team.id
		LEFT JOIN public.teams parent ON parent.id = place.parent_id;
	CREATE UNIQUE INDEX ON teams (id);
	CREATE INDEX ON teams (parent_id);
	CREATE TABLE patterns AS SELECT substring(pattern.key FROM 9)::int AS id, pattern.name,
		substring(metric.key FROM 8)::smallint AS metric_id
		FROM public.patterns pattern JOIN public.pattern_metrics ON pattern_id = pattern.id
		JOIN public.metrics metric ON metric.id = metric_id;
	CREATE UNIQUE INDEX ON patterns (id);
	CREATE TABLE adoption_events AS SELECT substring(pattern.key FROM 9)::int AS pattern_id,
		substring(team.key FROM 6)::int AS team_id,
		array_position(ARRAY['identified', 'started', 'adopted', 'sustained', 'abandoned'], stage)::smallint AS stage,
		min(occurred_on) AS occurred_on
		FROM public.transitions JOIN public.teams team ON team.id = team_id
		JOIN public.patterns pattern ON pattern.id = pattern_id GROUP BY 1, 2, 3;
	CREATE UNIQUE INDEX ON adoption_events (pattern_id, team_id, stage) INCLUDE (occurred_on);
	CREATE INDEX ON adoption_events (stage, pattern_id, occurred_on) INCLUDE (team_id);
	CREATE TABLE measurements AS SELECT substring(metric.key FROM 8)::smallint AS metric_id,
		substring(team.key FROM 6)::int AS team_id, measured_on AS day, value::real AS value
		FROM public.measurements JOIN public.teams team ON team.id = team_id
		JOIN public.metrics metric ON metric.id = metric_id;
	CREATE UNIQUE INDEX ON measurements (metric_id, team_id, day) INCLUDE (value);
	VACUUM (ANALYZE) teams, patterns, adoption_events, measurements`;

/** Curves as the product tells them: what changed from period to period, without the zeros around it. */
const curvesBy = (name: string, days: number) => `
	CREATE TABLE ${name} AS WITH step AS (
		SELECT pattern_id, (occurred_on - DATE '2024-01-01') / ${days} AS period, count(*) AS adopted
		FROM adoption_events WHERE stage = 3 GROUP BY 1, 2
	), dense AS (SELECT pattern_id, generate_series(min(period), max(period)) AS period FROM step GROUP BY 1)
	SELECT 'pattern-' || pattern_id AS key, min(period) AS first, array_agg(coalesce(adopted, 0)::int ORDER BY period) AS adopted
	FROM dense LEFT JOIN step USING (pattern_id, period) GROUP BY pattern_id;`;

/** What has as many rows and numbers as the product's answers. */
const ANSWERS = `
	${curvesBy('curves_by_week', 7)}
	${curvesBy('curves_by_month', 30)}
	CREATE TABLE matrix_90 AS SELECT 'pattern-' || pattern_id AS key, adopters AS adopted, adopters AS open,
		adopters AS eligible FROM r_matrix_arr;
	CREATE TABLE matrix_9 AS SELECT key, adopted[1:9] AS adopted, open[1:9] AS open, eligible[1:9] AS eligible FROM matrix_90;
	VACUUM (ANALYZE) curves_by_week, curves_by_month, matrix_90, matrix_9`;

/** One query each of the shape of the product's answer, ready to be read off kept tables. */
export const FLOOR_QUERIES: Record<string, string> = {
	'curves-by-week': 'SELECT key, first, adopted FROM floor.curves_by_week ORDER BY key',
	'curves-by-month': 'SELECT key, first, adopted FROM floor.curves_by_month ORDER BY key',
	'matrix-9': 'SELECT key, adopted, open, eligible FROM floor.matrix_9 ORDER BY key',
	'matrix-90': 'SELECT key, adopted, open, eligible FROM floor.matrix_90 ORDER BY key',
	curve: query('roll_a1', '$1').replaceAll(/\br_/g, 'floor.r_'),
	stalled: `SELECT found.*, pattern.name AS pattern, team.name AS team, parent.name AS area
		FROM (${query('roll_d').replaceAll(/\br_/g, 'floor.r_')}) found
		JOIN floor.patterns pattern ON pattern.id = pattern_id JOIN floor.teams team ON team.id = team_id
		JOIN floor.teams parent ON parent.id = team.parent_id ORDER BY age DESC, pattern_id, team_id`,
	funnel: query('roll_c').replaceAll(/\br_/g, 'floor.r_'),
	'before-and-after': query('roll_e').replaceAll(/\br_/g, 'floor.r_')
};

/** The hand-written SQL for plain (`raw_`) and kept (`roll_`) tables. */
export const HAND_WRITTEN: string[] = readdirSync(`${shared}/sql`).sort();

/** One of them; `p` is the pattern, where it is about one. */
export function query(name: string, p: number | string = 17): string {
	return statementsOf(`${shared}/sql/${name.replace(/\.sql$/, '')}.sql`, { p }).join(';');
}

/** Builds the tables in the schema `floor`, unless they are there as they are written here. */
export async function makeFloorTables(sql: postgres.Sql): Promise<void> {
	const steps = [...split(PLAIN), ...statementsOf(`${shared}/rollups-example.sql`), ...split(ANSWERS)];
	const version = createHash('sha256').update(steps.join()).digest('hex');
	const [there] = await sql`SELECT obj_description(to_regnamespace('floor'), 'pg_namespace') AS version`;
	if (there!['version'] === version) return;
	console.log('Building the kept tables of the floor');
	await sql`DROP SCHEMA IF EXISTS floor CASCADE`;
	await sql`CREATE SCHEMA floor`;
	for (const step of ['SET search_path = floor', ...steps, 'RESET search_path']) await sql.unsafe(step);
	await sql.unsafe(`COMMENT ON SCHEMA floor IS '${version}'`);
}

const split = (statements: string) => statements.split(';').map((statement) => statement.trim());
