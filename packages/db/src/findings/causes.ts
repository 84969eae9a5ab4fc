import type { Db } from '../connect.ts';
import type { Cause } from './refresh.ts';

/** Published patterns that say nothing about where they work and where they break. */
export async function withoutBoundaries(db: Db): Promise<Cause[]> {
	return db<Cause[]>`
		SELECT 'no boundaries ' || id AS cause, id AS "patternId",
			'["Nothing is said about where it works and where it breaks."]'::jsonb AS reasons,
			'Ask the coalition and its adopters: under which conditions does it work, and where did it break?' AS step
		FROM patterns WHERE state = 'published' AND merged_into_id IS NULL
			AND NOT EXISTS (SELECT FROM conditions WHERE pattern_id = patterns.id)`;
}

/** Open adoptions whose target date lies before the day; what is found to stall anyway says so there. */
export async function pastTarget(db: Db, today: string): Promise<Cause[]> {
	return db<Cause[]>`
		SELECT concat('target ', team_id, ' ', pattern_id, ' ', target_on) AS cause, team_id AS "teamId",
			pattern_id AS "patternId", jsonb_build_array('Its target date was ' || target_on || '.') AS reasons,
			'Set a new target date with the owner, or close it.' AS step
		FROM (
			SELECT stay.team_id, stay.pattern_id, coalesce(plan.target_on, agreement.target_on) AS target_on
			-- from those that name a date which passed, perhaps not their last one: few do, and many are open
			FROM (SELECT team_id, pattern_id FROM adoption_plans WHERE target_on < ${today}
				UNION SELECT team_id, pattern_id FROM agreements WHERE target_on < ${today}) named
			JOIN stays stay USING (team_id, pattern_id)
			LEFT JOIN adoption_plans plan ON plan.team_id = stay.team_id AND plan.pattern_id = stay.pattern_id
			LEFT JOIN LATERAL (SELECT target_on FROM agreements own WHERE own.team_id = stay.team_id
				AND own.pattern_id = stay.pattern_id ORDER BY agreed_on DESC LIMIT 1) agreement ON true
			WHERE stay.until_on = 'infinity' AND stay.stage IN ('observed', 'identified', 'agreed', 'started')
		) open WHERE target_on < ${today} AND NOT EXISTS (SELECT FROM findings stalled
			WHERE stalled.kind = 'stalled adoption' AND stalled.team_id = open.team_id
				AND stalled.pattern_id = open.pattern_id AND stalled.resolved_at IS NULL)`;
}

/** Patterns whose measured effect on a metric, with its whole interval, goes the wrong way. */
export async function worseOutcomes(db: Db): Promise<Cause[]> {
	return db<Cause[]>`
		SELECT concat('worse ', pattern_id, ' ', metric_id) AS cause, pattern_id AS "patternId",
			jsonb_build_array(format('%s got worse after adoption: %s %s (%s to %s), measured against teams that had not adopted yet.',
				name, round(estimate::numeric, 2), unit, round(lower::numeric, 2), round(upper::numeric, 2))) AS reasons,
			'Look with the adopters at what happens, and say where the pattern breaks.' AS step
		FROM (
			SELECT kept.pattern_id, kept.metric_id, metric.name, metric.unit, metric.direction,
				(kept.measured #>> '{estimate}')::float8 AS estimate, (kept.measured #>> '{interval,lower}')::float8 AS lower,
				(kept.measured #>> '{interval,upper}')::float8 AS upper
			FROM effect_estimates kept JOIN metrics metric ON metric.id = kept.metric_id
			JOIN pattern_metrics named ON named.pattern_id = kept.pattern_id AND named.metric_id = kept.metric_id
			WHERE kept.as_of = 'infinity'
		) effect WHERE CASE direction WHEN 'up' THEN upper < 0 ELSE lower > 0 END`;
}
