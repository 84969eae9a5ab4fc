import type { Db, Transaction } from '../connect.ts';
import type { Cause } from '../findings/refresh.ts';
import type { EventName } from './coalition-facts.ts';
import type { Stage } from './stage.ts';

type Named = { key: string; name: string };

/** An event in a list of events: who shows what, and how much came of it. */
export type EventRow = EventName & {
	state: 'planned' | 'held' | 'cancelled';
	minutes: number;
	place: string | null;
	coalitions: Named[];
	patterns: number;
	invited: number;
	attended: number;
	learnt: number;
	agreements: number;
	actions: number;
};

/** Events that show something of a coalition, or all; the latest first. */
export async function allEvents(db: Db, coalition?: string): Promise<EventRow[]> {
	return db<EventRow[]>`
		SELECT e.key, e.name, to_jsonb(e.starts_at) #>> '{}' AS "startsAt", e.state, e.minutes, e.place,
			(SELECT coalesce(json_agg(json_build_object('key', c.key, 'name', c.name) ORDER BY c.name), '[]')
				FROM event_coalitions ec JOIN coalitions c ON c.id = ec.coalition_id WHERE ec.event_id = e.id) AS coalitions,
			(SELECT count(*) FROM event_patterns WHERE event_id = e.id)::int AS patterns,
			(SELECT count(*) FROM participants WHERE event_id = e.id)::int AS invited,
			(SELECT count(*) FROM participants WHERE event_id = e.id AND state = 'attended')::int AS attended,
			(SELECT count(*) FROM voices WHERE event_id = e.id AND kind IN ('learnt', 'would break'))::int AS learnt,
			(SELECT count(*) FROM agreements WHERE event_id = e.id)::int AS agreements,
			(SELECT count(*) FROM promotion_actions WHERE event_id = e.id)::int AS actions
		FROM events e
		WHERE ${
			coalition === undefined
				? db`true`
				: db`EXISTS (SELECT FROM event_coalitions ec JOIN coalitions c ON c.id = ec.coalition_id
					WHERE ec.event_id = e.id AND c.key = ${coalition})`
		}
		ORDER BY e.starts_at DESC, e.key`;
}

/** An event by its key, or by the short link (`code`) of those who are there; undefined where there is none. */
export async function eventBy(
	db: Db,
	by: { key: string } | { code: string }
): Promise<{ id: string; key: string; code: string } | undefined> {
	const [event] = await db<{ id: string; key: string; code: string }[]>`
		SELECT id, key, code FROM events
		WHERE ${'key' in by ? db`key = ${by.key}` : db`code = ${by.code}`}`;
	return event;
}

/** A team said at an event that it could use a pattern, or agreed to adopt it there; and what became of it. */
export type EventOpportunity = {
	eventKey: string;
	team: Named;
	pattern: Named;
	heldOn: string;
	/** Where it is today; null where nothing is recorded. */
	stage: Stage | null;
	/** The first days since the event on which it entered these stages. */
	agreedOn: string | null;
	startedOn: string | null;
	adoptedOn: string | null;
	/** The day it was declined or abandoned, where that is where it is. */
	endedOn: string | null;
};

/** The opportunities that came up at events, those of one event or all: without teams that used the pattern before. */
export async function eventOpportunities(
	db: Db,
	{ today, timeZone }: { today: string; timeZone: string },
	eventKey?: string
): Promise<EventOpportunity[]> {
	const first = (...stages: Stage[]) => db`(
		SELECT min(from_on) FROM stays WHERE team_id = o.team_id AND pattern_id = o.pattern_id AND stage = ANY (${stages})
			AND from_on >= o.since AND from_on <= ${today})`;
	return db<EventOpportunity[]>`
		WITH held AS (
			SELECT id, key, least(starts_at::date, (starts_at AT TIME ZONE ${timeZone})::date) AS held_on FROM events
			WHERE state <> 'cancelled' AND ${eventKey === undefined ? db`true` : db`key = ${eventKey}`}
		), o AS (
			-- it counts from when it was said, where that was before the event
			SELECT held.*, said.team_id, said.pattern_id, least(held_on, min(said_on)) AS since FROM held JOIN (
				SELECT event_id, team_id, pattern_id, raised_at::date AS said_on FROM voices
				WHERE kind = 'could use' AND team_id IS NOT NULL AND pattern_id IS NOT NULL
				UNION ALL SELECT event_id, team_id, pattern_id, agreed_on FROM agreements WHERE event_id IS NOT NULL
			) said ON said.event_id = held.id GROUP BY held.id, held.key, held_on, said.team_id, said.pattern_id
		)
		SELECT o.key AS "eventKey", json_build_object('key', t.key, 'name', t.name) AS team,
			json_build_object('key', p.key, 'name', p.name) AS pattern, o.held_on AS "heldOn", now.stage,
			${first('agreed')} AS "agreedOn", ${first('started')} AS "startedOn", ${first('adopted', 'sustained')} AS "adoptedOn",
			CASE WHEN now.stage IN ('declined', 'abandoned') THEN now.from_on END AS "endedOn"
		FROM o JOIN teams t ON t.id = o.team_id JOIN patterns p ON p.id = o.pattern_id
		LEFT JOIN stays now ON now.team_id = o.team_id AND now.pattern_id = o.pattern_id
			AND now.from_on <= ${today} AND now.until_on > ${today}
		WHERE NOT EXISTS (SELECT FROM stays before WHERE before.team_id = o.team_id AND before.pattern_id = o.pattern_id
			AND before.from_on < o.since AND before.until_on >= o.since AND before.stage IN ('adopted', 'sustained'))
		ORDER BY o.held_on DESC, p.name, t.name`;
}

/**
 * How many events that were held by a day showed a pattern (any without one), and how many teams of an area had people
 * there who are not of the coalition: pairs of team and pattern, each once.
 */
export async function reach(
	db: Db,
	{ areaId, asOf, patternId }: { areaId: string | null; asOf: string; patternId?: string | undefined }
): Promise<{ events: number; reached: number }> {
	const [row] = await db<{ events: number; reached: number }[]>`
		WITH shown AS (
			SELECT e.id, ep.pattern_id FROM events e JOIN event_patterns ep ON ep.event_id = e.id
			WHERE e.state = 'held' AND e.starts_at < ${asOf}::date + 1 AND ${patternId ? db`ep.pattern_id = ${patternId}` : db`true`}
		)
		SELECT (SELECT count(DISTINCT id) FROM shown)::int AS events,
			(SELECT count(*) FROM (SELECT DISTINCT p.team_id, shown.pattern_id FROM shown JOIN participants p ON p.event_id = shown.id
				WHERE p.state = 'attended' AND p.role <> 'coalition' AND p.team_id IS NOT NULL AND ${
					areaId === null
						? db`true`
						: db`p.team_id IN (SELECT team_id FROM team_areas WHERE area_id = ${areaId}
							AND from_on <= ${asOf} AND until_on > ${asOf})`
				}) teams)::int AS reached`;
	return row!;
}

/** Events that were held before the day and that nothing came of: nobody said anything, nothing was agreed, nobody will do anything. */
export async function eventsWithoutOutputs(db: Db, today: string): Promise<Cause[]> {
	return db<Cause[]>`
		SELECT concat('no outputs ', id) AS cause, id AS "eventId",
			(SELECT min(coalition_id::text)::uuid FROM event_coalitions WHERE event_id = events.id) AS "coalitionId",
			jsonb_build_array(format('%s was held on %s, and nothing is on record of what came of it.', name, starts_at::date)) AS reasons,
			'Ask those who were there: who learnt what, who could use what, and what the coalition will do.' AS step
		FROM events WHERE state = 'held' AND starts_at < ${today}::date
			AND NOT EXISTS (SELECT FROM voices WHERE event_id = events.id)
			AND NOT EXISTS (SELECT FROM agreements WHERE event_id = events.id)
			AND NOT EXISTS (SELECT FROM promotion_actions WHERE event_id = events.id)`;
}

/** The stage in which an adoption is now, by its keys; null where nothing is recorded. */
export async function stageNow(sql: Transaction, pattern: string, team: string): Promise<Stage | null> {
	const [stay] = await sql<{ stage: Stage }[]>`
		SELECT stage FROM stays WHERE until_on = 'infinity' AND pattern_id = (SELECT id FROM patterns WHERE key = ${pattern})
			AND team_id = (SELECT id FROM teams WHERE key = ${team})`;
	return stay?.stage ?? null;
}

/** What is shown at an event, with the coalition that discovered it and the conditions it works or breaks under. */
export async function patternsShown(
	db: Db,
	eventId: string
): Promise<
	(Named & {
		id: string;
		version: number;
		kind: 'success' | 'failure';
		summary: string | null;
		coalition: Named | null;
		conditions: { kind: 'works' | 'breaks'; trait: string; operator: string; value: string }[];
	})[]
> {
	return db`
		SELECT shown.id, shown.version, p.key, p.name, p.kind, nullif(p.summary, '') AS summary,
			(SELECT json_build_object('key', c.key, 'name', c.name) FROM coalitions c WHERE c.id = p.coalition_id) AS coalition,
			(SELECT coalesce(json_agg(json_build_object('kind', kind, 'trait', trait, 'operator', operator, 'value', value)
				ORDER BY trait, operator, value), '[]') FROM conditions WHERE pattern_id = p.id) AS conditions
		FROM event_patterns shown JOIN patterns p ON p.id = shown.pattern_id
		WHERE shown.event_id = ${eventId} ORDER BY p.name, p.key`;
}
