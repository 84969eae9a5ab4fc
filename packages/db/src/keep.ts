import type { Transaction } from './connect.ts';
import { ORGANIZATION_ID } from './schema/index.ts';

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
			WHERE NOT EXISTS (SELECT FROM transitions later
				WHERE later.team_id = t.team_id AND later.pattern_id = t.pattern_id AND later.supersedes = t.id)
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
			SELECT *, min(step) FILTER (WHERE stage NOT IN ('observed', 'identified', 'agreed', 'started')) OVER (
				PARTITION BY team_id, pattern_id ORDER BY step ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS outcome_step
			FROM steps
		)
		SELECT o.team_id, o.pattern_id, o.step, o.stage, o.occurred_on, coalesce(o.next_on, 'infinity'), o.last_on, o.next_stage,
			CASE WHEN o.stage IN ('observed', 'identified', 'agreed', 'started') THEN e.stage END,
			CASE WHEN o.stage IN ('observed', 'identified', 'agreed', 'started') THEN e.occurred_on END
		FROM outcomes o LEFT JOIN steps e
			ON e.team_id = o.team_id AND e.pattern_id = o.pattern_id AND e.step = o.outcome_step`;
}

/** Notes in `changes` what the touched adoptions contribute to every area's counts; `sign` -1 takes it back. */
async function contribute(sql: Transaction, sign: 1 | -1): Promise<void> {
	await sql`
		INSERT INTO changes
		SELECT area_id, pattern_id, on_day,
			${sign}::int * coalesce(sum(n) FILTER (WHERE state IN ('adopted', 'sustained')), 0),
			${sign}::int * coalesce(sum(n) FILTER (WHERE state = 'sustained'), 0),
			${sign}::int * coalesce(sum(n) FILTER (WHERE state IN ('observed', 'identified', 'agreed', 'started')), 0),
			${sign}::int * coalesce(sum(n) FILTER (WHERE state = 'declined'), 0),
			${sign}::int * coalesce(sum(n) FILTER (WHERE state = 'abandoned'), 0),
			${sign}::int * coalesce(sum(n) FILTER (WHERE state = 'outside'), 0)
		FROM (
			SELECT stay.team_id, stay.pattern_id, stay.stage AS state, stay.from_on, stay.until_on, 1 AS weight
			FROM touched JOIN stays stay USING (team_id, pattern_id)
			WHERE stay.from_on < stay.until_on
			UNION ALL
			-- a team with a record is eligible from its first record on, counted as outside ...
			SELECT team_id, pattern_id, 'outside', from_on, 'infinity', 1
			FROM touched JOIN stays USING (team_id, pattern_id) WHERE step = 1
			UNION ALL
			-- ... except while it is a joined leaf, which leaf_changes counts
			SELECT team_id, pattern_id, 'outside', greatest(stays.from_on, leaf.from_on), leaf.until_on, -1
			FROM touched JOIN stays USING (team_id, pattern_id) JOIN leaf_spans leaf USING (team_id)
			WHERE step = 1 AND stays.from_on < leaf.until_on
		) span
		JOIN team_areas area
			ON area.team_id = span.team_id AND area.from_on < span.until_on AND span.from_on < area.until_on
		CROSS JOIN LATERAL (VALUES
			(greatest(area.from_on, span.from_on), weight),
			(least(area.until_on, span.until_on), -weight)) AS edge (on_day, n)
		WHERE on_day < 'infinity'
		GROUP BY area_id, pattern_id, on_day`;
}

const COUNTS = ['adopted', 'sustained', 'open', 'declined', 'abandoned', 'outside'];
const each = (write: (count: string) => string) => COUNTS.map(write).join(', ');

/** Adds the noted changes to the counts by day, by month and in all. */
async function keepCounts(sql: Transaction): Promise<void> {
	await sql.unsafe(`
		CREATE TEMPORARY TABLE net ON COMMIT DROP AS
		SELECT area_id, pattern_id, on_day, ${each((count) => `sum(${count})::int AS ${count}`)}
		FROM changes GROUP BY 1, 2, 3
		HAVING ${COUNTS.map((count) => `sum(${count}) <> 0`).join(' OR ')}
		ORDER BY 1, 2, 3`);
	await sql`ANALYZE net`;
	const tables: [table: string, day: string, key: string][] = [
		['spread_changes', 'on_day', 'on_day'],
		['spread_months', `date_trunc('month', on_day)::date`, 'on_day'],
		['spread_totals', 'max(on_day)', 'last_on']
	];
	for (const [table, day, key] of tables) {
		const total = key === 'last_on';
		await sql.unsafe(`
			INSERT INTO ${table} AS kept (area_id, pattern_id, ${key}, ${each((count) => count)})
			SELECT area_id, pattern_id, ${day}, ${each((count) => `sum(${count})`)}
			FROM net GROUP BY area_id, pattern_id${total ? '' : `, ${day}`}
			ON CONFLICT (area_id, pattern_id${total ? '' : ', on_day'}) DO UPDATE SET
				${total ? 'last_on = greatest(kept.last_on, excluded.last_on), ' : ''}
				${each((count) => `${count} = kept.${count} + excluded.${count}`)}`);
	}
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
