import type { Transaction } from './connect.ts';
import { ORGANIZATION_ID } from './words.ts';

/**
 * Works out where every team lies and since when it is an eligible leaf, from `teams` and `team_places`, into the
 * temporary tables `tree_areas` and `tree_leaves`, and adds the adoptions of teams for which that changed to `touched`.
 */
async function readTree(sql: Transaction): Promise<void> {
	await sql`
		CREATE TEMPORARY TABLE tree_areas ON COMMIT DROP AS
		WITH RECURSIVE up AS (
			SELECT id AS team_id, id AS area_id, 0 AS depth, '-infinity'::date AS from_on, 'infinity'::date AS until_on FROM teams
			UNION ALL
			SELECT up.team_id, coalesce(place.parent_id, ${ORGANIZATION_ID}), up.depth + 1,
				greatest(up.from_on, place.from_on), least(up.until_on, place.until_on)
			FROM up JOIN team_places place
				ON place.team_id = up.area_id AND place.from_on < up.until_on AND up.from_on < place.until_on
		)
		SELECT * FROM up`;
	await sql`CREATE INDEX ON tree_areas (area_id, depth)`;
	await sql`ANALYZE tree_areas`;
	await sql`
		CREATE TEMPORARY TABLE tree_leaves ON COMMIT DROP AS
		SELECT team_id, greatest(lower(span), joined_on) AS from_on, upper(span) AS until_on
		FROM (
			SELECT id AS team_id, coalesce(joined_on, '-infinity') AS joined_on,
				unnest(datemultirange(daterange('-infinity', 'infinity')) - coalesce(
					(SELECT range_agg(daterange(from_on, until_on)) FROM tree_areas WHERE area_id = teams.id AND depth = 1),
					'{}')) AS span
			FROM teams
		) childless
		WHERE joined_on < upper(span)`;
	await sql`
		INSERT INTO touched
		SELECT team_id, pattern_id FROM adoptions WHERE team_id IN (
			SELECT team_id FROM (TABLE tree_areas EXCEPT SELECT team_id, area_id, depth, from_on, until_on FROM team_areas) came
			UNION ALL
			SELECT team_id FROM (SELECT team_id, area_id, depth, from_on, until_on FROM team_areas EXCEPT TABLE tree_areas) went
			UNION ALL
			SELECT team_id FROM (TABLE tree_leaves EXCEPT SELECT team_id, from_on, until_on FROM leaf_spans) came
			UNION ALL
			SELECT team_id FROM (SELECT team_id, from_on, until_on FROM leaf_spans EXCEPT TABLE tree_leaves) went)
		EXCEPT SELECT team_id, pattern_id FROM touched`;
}

/** Puts the tree of `readTree` in the place of the old one. */
async function keepTree(sql: Transaction): Promise<void> {
	await sql`DELETE FROM team_areas`;
	await sql`DELETE FROM leaf_spans`;
	await sql`DELETE FROM leaf_changes`;
	await sql`INSERT INTO team_areas (team_id, area_id, depth, from_on, until_on) TABLE tree_areas`;
	await sql`INSERT INTO leaf_spans (team_id, from_on, until_on) TABLE tree_leaves`;
	await sql`ANALYZE team_areas`;
	await sql`
		INSERT INTO leaf_changes (area_id, on_day, teams)
		SELECT area_id, on_day, sum(teams)
		FROM leaf_spans leaf JOIN team_areas area
			ON area.team_id = leaf.team_id AND area.from_on < leaf.until_on AND leaf.from_on < area.until_on
		CROSS JOIN LATERAL (VALUES
			(greatest(area.from_on, leaf.from_on), 1),
			(least(area.until_on, leaf.until_on), -1)) AS edge (on_day, teams)
		WHERE on_day < 'infinity'
		GROUP BY area_id, on_day`;
}

/** Derives the stays of the touched adoptions from their transitions that nothing supersedes. */
async function keepStays(sql: Transaction): Promise<void> {
	await sql`DELETE FROM stays USING touched WHERE stays.team_id = touched.team_id AND stays.pattern_id = touched.pattern_id`;
	await sql`
		INSERT INTO stays (team_id, pattern_id, step, stage, from_on, until_on, last_on, next_stage, outcome, outcome_on)
		WITH live AS (
			SELECT t.team_id, t.pattern_id, t.stage, t.occurred_on, t.day_order, t.id
			FROM touched JOIN transitions t USING (team_id, pattern_id)
			WHERE t.id NOT IN (
				SELECT supersedes FROM touched JOIN transitions USING (team_id, pattern_id) WHERE supersedes IS NOT NULL)
		), entered AS (
			SELECT *, CASE WHEN stage IS DISTINCT FROM lag(stage) OVER track THEN 1 ELSE 0 END AS anew FROM live
			WINDOW track AS (PARTITION BY team_id, pattern_id ORDER BY occurred_on, day_order, id)
		), numbered AS (
			SELECT *, sum(anew) OVER (PARTITION BY team_id, pattern_id ORDER BY occurred_on, day_order, id) AS step FROM entered
		), stay AS (
			SELECT team_id, pattern_id, step, stage, min(occurred_on) AS occurred_on, max(occurred_on) AS last_on
			FROM numbered GROUP BY team_id, pattern_id, step, stage
		), steps AS (
			SELECT *, lead(stage) OVER track AS next_stage, lead(occurred_on) OVER track AS next_on
			FROM stay WINDOW track AS (PARTITION BY team_id, pattern_id ORDER BY step)
		), outcomes AS (
			-- the next stage that is not open, seen from each step: the earliest of those that follow
			SELECT *, min(to_char(step, 'FM000000') || stage) FILTER (WHERE NOT open) OVER rest AS outcome,
				min(occurred_on) FILTER (WHERE NOT open) OVER rest AS outcome_on
			FROM (SELECT *, stage IN ('observed', 'identified', 'agreed', 'started') AS open FROM steps) o
			WINDOW rest AS (PARTITION BY team_id, pattern_id ORDER BY step ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
		)
		SELECT team_id, pattern_id, step, stage, occurred_on, coalesce(next_on, 'infinity'), last_on, next_stage,
			CASE WHEN open THEN substr(outcome, 7) END, CASE WHEN open THEN outcome_on END
		FROM outcomes`;
}

const COUNTS = ['adopted', 'sustained', 'open', 'declined', 'abandoned', 'outside'];
const each = (write: (count: string) => string) => COUNTS.map(write).join(', ');

/** Notes in `changes` what the touched adoptions contribute to every area's counts; `sign` -1 takes it back. */
async function contribute(sql: Transaction, sign: 1 | -1): Promise<void> {
	// what changes for a team on a day, netted before it is told to all its areas
	await sql.unsafe(`
		CREATE TEMPORARY TABLE own ON COMMIT DROP AS
		SELECT team_id, pattern_id, on_day,
			${sign} * sum(n * (state IN ('adopted', 'sustained'))::int)::int AS adopted,
			${sign} * sum(n * (state = 'sustained')::int)::int AS sustained,
			${sign} * sum(n * (state IN ('observed', 'identified', 'agreed', 'started'))::int)::int AS open,
			${sign} * sum(n * (state = 'declined')::int)::int AS declined,
			${sign} * sum(n * (state = 'abandoned')::int)::int AS abandoned,
			${sign} * sum(n * (state = 'outside')::int)::int AS outside
		FROM (
			SELECT team_id, pattern_id, stage AS state, from_on AS on_day, 1 AS n
			FROM touched JOIN stays USING (team_id, pattern_id) WHERE from_on < until_on
			UNION ALL
			SELECT team_id, pattern_id, stage, until_on, -1
			FROM touched JOIN stays USING (team_id, pattern_id) WHERE from_on < until_on AND until_on < 'infinity'
			UNION ALL
			-- a team with a record is eligible from its first record on, counted as outside ...
			SELECT team_id, pattern_id, 'outside', from_on, 1
			FROM touched JOIN stays USING (team_id, pattern_id) WHERE step = 1
			UNION ALL
			-- ... except while it is a joined leaf, which leaf_changes counts
			SELECT team_id, pattern_id, 'outside', edge.on_day, edge.n
			FROM touched JOIN stays USING (team_id, pattern_id) JOIN leaf_spans leaf USING (team_id)
			CROSS JOIN LATERAL (VALUES (greatest(stays.from_on, leaf.from_on), -1), (leaf.until_on, 1)) AS edge (on_day, n)
			WHERE step = 1 AND stays.from_on < leaf.until_on AND edge.on_day < 'infinity'
		) edges GROUP BY 1, 2, 3`);
	await sql`ANALYZE own`;
	// inside the area's span day by day; what was before counts from its first day on, and leaves with the team
	await sql.unsafe(`
		INSERT INTO changes
		SELECT area_id, pattern_id, on_day, ${each((count) => count)} FROM own JOIN team_areas USING (team_id)
		WHERE on_day >= from_on AND on_day < until_on
		UNION ALL
		SELECT area_id, pattern_id, from_on, ${each((count) => count)} FROM own JOIN team_areas USING (team_id)
		WHERE on_day < from_on AND from_on > '-infinity'
		UNION ALL
		SELECT area_id, pattern_id, until_on, ${each((count) => `-${count}`)} FROM own JOIN team_areas USING (team_id)
		WHERE on_day < until_on AND until_on < 'infinity'`);
	await sql`DROP TABLE own`;
}

/** Adds the noted changes to the counts by day, by month and in all. */
async function keepCounts(sql: Transaction): Promise<void> {
	await sql.unsafe(`
		CREATE TEMPORARY TABLE net ON COMMIT DROP AS
		SELECT area_id, pattern_id, on_day, ${each((count) => `sum(${count})::int AS ${count}`)}
		FROM changes GROUP BY 1, 2, 3
		HAVING ${COUNTS.map((count) => `sum(${count}) <> 0`).join(' OR ')}
		ORDER BY 1, 2, 3`);
	await sql`ANALYZE net`;
	const sums = each((count) => `sum(${count}) AS ${count}`);
	const adds = each((count) => `${count} = kept.${count} + excluded.${count}`);
	const columns = each((count) => count);
	await sql.unsafe(`
		INSERT INTO spread_changes AS kept (area_id, pattern_id, on_day, ${columns}) TABLE net
		ON CONFLICT (area_id, pattern_id, on_day) DO UPDATE SET ${adds}`);
	await sql.unsafe(`
		INSERT INTO spread_months AS kept (area_id, pattern_id, on_day, ${columns})
		SELECT area_id, pattern_id, date_trunc('month', on_day::timestamp)::date, ${sums} FROM net GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
		ON CONFLICT (area_id, pattern_id, on_day) DO UPDATE SET ${adds}`);
	await sql.unsafe(`
		INSERT INTO spread_totals AS kept (area_id, pattern_id, last_on, ${columns})
		SELECT area_id, pattern_id, max(on_day), ${sums} FROM net GROUP BY 1, 2 ORDER BY 1, 2
		ON CONFLICT (area_id, pattern_id) DO UPDATE SET last_on = greatest(kept.last_on, excluded.last_on), ${adds}`);
}

/**
 * Keeps up, in the transaction of a change, everything that is derived from the log: stays, areas, leaf spans and
 * the counts by area, pattern and day. The caller has written teams, places and transitions, and filled the
 * temporary table `touched (team_id, pattern_id)` with the adoptions that have a new transition.
 * `treeChanged`: a team came, moved, or has another joining day.
 */
export async function keep(sql: Transaction, { treeChanged }: { treeChanged: boolean }): Promise<void> {
	await sql.unsafe(`
		CREATE TEMPORARY TABLE changes (area_id uuid, pattern_id uuid, on_day date, ${each((count) => `${count} int`)})
		ON COMMIT DROP`);
	if (treeChanged) await readTree(sql);
	await sql`ANALYZE touched`;
	await contribute(sql, -1);
	if (treeChanged) await keepTree(sql);
	await keepStays(sql);
	await contribute(sql, 1);
	await keepCounts(sql);
}
