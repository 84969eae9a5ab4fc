import type { CoalitionTriggers, Triggers } from '@app/contract';
import * as db from '@app/db';
import { dayIn, triggersOf, type FiscalCalendar, type Triggered } from '@app/track';
import { NotFound } from '../problems.ts';

/** What is asked of a coalition about events, and what the triggers say. */
export type Watched = { row: db.CoalitionRow; left: number; triggered: Triggered };

/**
 * The coalitions that work now, or those with these keys, with what speaks for an event of each.
 *
 * @throws NotFound for a key that no such coalition has
 */
export async function watched(
	database: db.Db,
	calendar: FiscalCalendar,
	now: Date,
	keys?: string[]
): Promise<Watched[]> {
	const at = now.toISOString();
	const today = dayIn(at, calendar.timeZone);
	const [rows, places] = await Promise.all([
		db.coalitionFacts(database, { at, today, timeZone: calendar.timeZone }, keys),
		db.places(database, today)
	]);
	const missing = keys?.find((key) => !rows.some((row) => row.key === key));
	if (missing !== undefined) throw new NotFound('coalition at work', missing);
	return rows.map((row) => {
		const successes = row.patterns.filter(({ kind }) => kind === 'success');
		const left = successes.reduce((sum, pattern) => sum + pattern.left, 0);
		const triggered = triggersOf(
			{
				...{ now: at, lastHeldAt: row.lastEvent?.startsAt ?? null, plannedAt: row.planned?.startsAt ?? null },
				...{ goals: row.goals, adoptedBefore: row.adoptedBefore, adoptedSince: row.adoptedSince },
				...{ discoveries: row.discoveries, endings: row.endings, undecided: left, ...places }
			},
			calendar
		);
		return { row, left, triggered };
	});
}

/** For each coalition whether an event is due, and why; those with reason first. */
export async function triggers(
	database: db.Db,
	calendar: FiscalCalendar,
	now: Date,
	coalition?: string
): Promise<Triggers> {
	const all = await watched(database, calendar, now, coalition === undefined ? undefined : [coalition]);
	const weight = ({ triggers, due }: CoalitionTriggers) => (due ? 100 : 0) + triggers.length;
	return {
		on: dayIn(now.toISOString(), calendar.timeZone),
		coalitions: all
			.map(({ row, left, triggered }) => ({
				...triggered,
				coalition: { key: row.key, name: row.name },
				...{ lastEvent: row.lastEvent, planned: row.planned, patterns: row.patterns.length, left }
			}))
			.sort((a, b) => weight(b) - weight(a))
	};
}
