import type { Db } from '../connect.ts';
import type { Stage } from './stage.ts';

export type TeamRow = {
	id: string;
	key: string;
	name: string;
	kind: string;
	size: number | null;
	joinedOn: string | null;
};

/** The team of a key, undefined where there is none. */
export async function teamOf(db: Db, key: string): Promise<TeamRow | undefined> {
	const [team] = await db<TeamRow[]>`
		SELECT id, key, name, kind, size, joined_on AS "joinedOn" FROM teams WHERE key = ${key}`;
	return team;
}

export type TraitRow = { trait: string; value: string; observedOn: string };

/** The team's traits as last observed by a day. */
export async function teamTraits(db: Db, teamId: string, asOf: string): Promise<TraitRow[]> {
	return db<TraitRow[]>`
		SELECT DISTINCT ON (trait) trait, value, observed_on AS "observedOn" FROM traits
		WHERE team_id = ${teamId} AND observed_on <= ${asOf} ORDER BY trait, observed_on DESC`;
}

export type TeamTransition = {
	patternKey: string;
	patternName: string;
	patternKind: 'success' | 'failure';
	stage: Stage;
	on: string;
	fact: string | null;
};

/** Everything one team entered up to a day, pattern by pattern in the order it happened, corrections applied. */
export async function teamTransitions(db: Db, teamId: string, asOf: string): Promise<TeamTransition[]> {
	return db<TeamTransition[]>`
		SELECT p.key AS "patternKey", p.name AS "patternName", p.kind AS "patternKind", t.stage, t.occurred_on AS on,
			(SELECT string_agg(fact, '; ' ORDER BY e.recorded_at, fact) FROM evidence e
				WHERE e.team_id = t.team_id AND e.pattern_id = t.pattern_id AND e.transition_id = t.id) AS fact
		FROM transitions t JOIN patterns p ON p.id = t.pattern_id
		WHERE t.team_id = ${teamId} AND t.stage IS NOT NULL AND t.occurred_on <= ${asOf}
			AND NOT EXISTS (SELECT FROM transitions later WHERE later.team_id = t.team_id
				AND later.pattern_id = t.pattern_id AND later.supersedes = t.id)
		ORDER BY p.key, t.occurred_on, t.day_order, t.id`;
}

export type SeriesRow = {
	key: string;
	name: string;
	unit: string;
	direction: 'up' | 'down';
	on: string[];
	value: number[];
};

/** The team's measurements up to a day, one series a metric. */
export async function teamSeries(db: Db, teamId: string, asOf: string): Promise<SeriesRow[]> {
	return db<SeriesRow[]>`
		SELECT key, name, unit, direction, array_agg(measured_on::text ORDER BY measured_on) AS on,
			array_agg(value ORDER BY measured_on) AS value
		FROM measurements JOIN metrics ON metrics.id = metric_id
		WHERE team_id = ${teamId} AND measured_on <= ${asOf}
		GROUP BY metrics.id ORDER BY key`;
}
