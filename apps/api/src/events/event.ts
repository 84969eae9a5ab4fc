import { createHash } from 'node:crypto';
import { kaplanMeier, survivalQuantile } from '@app/analytics';
import type { EventList, EventPage, LiveEvent, RecordKind, StoredRecord, Yield } from '@app/contract';
import * as db from '@app/db';
import { dayIn, daysBetween, remarksOnTime, type FiscalCalendar } from '@app/track';
import { NotFound } from '../problems.ts';
import { inputsOf } from './draft.ts';
import { watched } from './triggers.ts';

/** More of one kind than any event has. */
const ALL = { limit: 5000, offset: 0 };

async function recordsOf<K extends RecordKind>(
	database: db.Db,
	kind: K,
	event: string
): Promise<StoredRecord<K>[]> {
	const { records } = await db.recordsOf(database, kind, kind === 'events' ? { key: event } : { event }, ALL);
	return records as unknown as StoredRecord<K>[];
}

/** What those see who are at an event. */
export async function liveEvent(database: db.Db, key: string): Promise<LiveEvent> {
	const found = await db.eventBy(database, { key });
	if (!found) throw new NotFound('event', key);
	const [[event], coalitions, participants, activities, voices, agreements, shown] = await Promise.all([
		recordsOf(database, 'events', key),
		recordsOf(database, 'event_coalitions', key),
		recordsOf(database, 'participants', key),
		recordsOf(database, 'activities', key),
		recordsOf(database, 'voices', key),
		recordsOf(database, 'agreements', key),
		db.patternsShown(database, found.id)
	]);
	const patterns = shown.map(({ conditions, ...pattern }) => {
		const told = (which: 'works' | 'breaks') =>
			conditions
				.filter(({ kind }) => kind === which)
				.map(({ trait, operator, value }) => `${trait.replaceAll('_', ' ')} ${operator} ${value}`);
		return { ...pattern, works: told('works'), breaks: told('breaks') };
	});
	voices.sort((a, b) => (a.raisedAt < b.raisedAt ? -1 : 1));
	const state = { event: event!, coalitions, patterns, participants, activities, voices, agreements };
	const id = createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22);
	return { id, ...state };
}

/** An event with all that is planned for it, and what became of it. */
export async function eventPage(
	database: db.Db,
	calendar: FiscalCalendar,
	now: Date,
	key: string
): Promise<EventPage> {
	const today = dayIn(now.toISOString(), calendar.timeZone);
	const live = await liveEvent(database, key);
	const coalitions = live.coalitions.map(({ coalition }) => coalition);
	const [found, triggers, actions, opportunities] = await Promise.all([
		db.eventBy(database, { key }),
		recordsOf(database, 'event_triggers', key),
		recordsOf(database, 'promotion_actions', key),
		db.eventOpportunities(database, { today, timeZone: calendar.timeZone }, key)
	]);
	const planned = live.event.state === 'planned';
	const atWork = planned ? await watched(database, calendar, now) : [];
	return {
		...{ ...live, timeZone: calendar.timeZone },
		...{ code: found!.code, triggers, actions, opportunities, yield: yieldOf(opportunities) },
		remarks: remarksOnTime(live.event.minutes, live.activities),
		readiness: atWork
			.filter(({ row }) => coalitions.some((own) => own.key === row.key))
			.map((one) => ({ coalition: { key: one.row.key, name: one.row.name }, inputs: inputsOf(one) })),
		learnings: learningsBy(live)
	};
}

/**
 * What each coalition takes home of what was learnt: what was said of its own patterns, and what was said of none of
 * those that the event showed, which is for all of them. Each learning counts once for a coalition.
 */
function learningsBy({ coalitions, patterns, voices }: LiveEvent): EventPage['learnings'] {
	const discoverer = new Map(patterns.map((pattern) => [pattern.key, pattern.coalition?.key]));
	const present = new Set(coalitions.map(({ coalition }) => coalition.key));
	const learnt = voices.filter(({ kind }) => kind === 'learnt' || kind === 'would break');
	const whose = learnt.map(({ pattern }) => {
		const own = pattern ? discoverer.get(pattern.key) : undefined;
		return own !== undefined && present.has(own) ? own : null;
	});
	return coalitions.map(({ coalition }) => ({
		coalition,
		own: whose.filter((key) => key === coalition.key).length,
		shared: whose.filter((key) => key === null).length
	}));
}

/** What became of opportunities. */
export function yieldOf(opportunities: db.EventOpportunity[]): Yield {
	const count = (is: (own: db.EventOpportunity) => unknown) => opportunities.filter(is).length;
	return {
		opportunities: opportunities.length,
		agreed: count(({ agreedOn }) => agreedOn),
		started: count(({ startedOn }) => startedOn),
		adopted: count(({ adoptedOn }) => adoptedOn),
		ended: count(({ endedOn }) => endedOn),
		open: count(({ adoptedOn, endedOn }) => !adoptedOn && !endedOn),
		adoptedAfterDays: opportunities
			.flatMap(({ heldOn, adoptedOn }) => (adoptedOn ? [Math.max(0, daysBetween(heldOn, adoptedOn))] : []))
			.sort((a, b) => a - b)
	};
}

/** All events, the latest first, each with its yield; and how long it takes from an event to adoption. */
export async function eventList(
	database: db.Db,
	calendar: FiscalCalendar,
	now: Date,
	coalition?: string
): Promise<EventList> {
	const on = dayIn(now.toISOString(), calendar.timeZone);
	const [events, opportunities] = await Promise.all([
		db.allEvents(database, coalition),
		db.eventOpportunities(database, { today: on, timeZone: calendar.timeZone })
	]);
	const byEvent = Map.groupBy(opportunities, ({ eventKey }) => eventKey);
	const held = events.filter(({ state }) => state === 'held');
	const of = held.flatMap(({ key }) => byEvent.get(key) ?? []);
	return {
		...{ on, timeZone: calendar.timeZone },
		events: events.map((event) => ({ ...event, yield: yieldOf(byEvent.get(event.key) ?? []) })),
		medianDays: of.length === 0 ? null : medianDays(of, on)
	};
}

/** Days until half of the opportunities were adopted: those still open count as long as they lasted, those that ended never were. */
function medianDays(opportunities: db.EventOpportunity[], on: string): number | null {
	const lasting = Math.max(...opportunities.map(({ heldOn }) => daysBetween(heldOn, on)));
	const time = opportunities.map(({ heldOn, adoptedOn, endedOn }) =>
		Math.max(0, endedOn && !adoptedOn ? lasting : daysBetween(heldOn, adoptedOn ?? on))
	);
	const curve = kaplanMeier({ time, event: opportunities.map(({ adoptedOn }) => adoptedOn !== null) });
	return survivalQuantile(curve, 0.5).t;
}
