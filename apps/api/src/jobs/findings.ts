import { setTimeout as sleep } from 'node:timers/promises';
import type { FindingKind } from '@app/contract';
import * as db from '@app/db';
import type { FiscalCalendar } from '@app/track';
import { unbackedAtScale } from '../backing/causes.ts';
import { raiseSignals } from '../coalitions/signals.ts';
import { watched } from '../events/triggers.ts';
import type { Paces } from '../findings/pace.ts';
import { dayOf } from '../periods.ts';
import type { Records } from '../records.ts';
import { changedStalls } from './stalled.ts';

/** All there is to point out of a kind today. */
type Source = (database: db.Db, today: string) => Promise<db.Cause[]>;

const SOURCES: Partial<Record<FindingKind, Source>> = {
	'target date passed': db.pastTarget,
	'no boundaries': db.withoutBoundaries,
	'worse outcome': db.worseOutcomes,
	misapplication: db.misapplications,
	'no owner or agreement': db.withoutOwnerOrAgreement,
	'support over-promised': db.overPromised,
	'support used up': db.usedUp,
	'unbacked area': unbackedAtScale,
	'event without outputs': db.eventsWithoutOutputs
};

/** Where an event is due and none is planned: a trigger is met, or the quarter goes by without one. */
async function eventsDue(
	database: db.Db,
	calendar: FiscalCalendar,
	now: Date
): Promise<[FindingKind, db.Cause[]][]> {
	const due = (await watched(database, calendar, now)).filter(({ triggered }) => triggered.due);
	const causes = (cadence: boolean) =>
		due.flatMap(({ row, triggered: { triggers, quarter } }) => {
			const met = triggers.filter(({ trigger }) => (trigger === 'quarterly cadence') === cadence);
			if (met.length === 0) return [];
			return {
				cause: cadence
					? `cadence ${row.id} ${quarter.from}`
					: `trigger ${row.id} ${row.lastEvent?.startsAt ?? ''}`,
				coalitionId: row.id,
				reasons: met.map(({ why }) => why),
				step: 'Plan a Scale Across event: a draft with agenda and invitees is ready.'
			};
		});
	return [
		['trigger met', causes(false)],
		['past cadence', causes(true)]
	];
}

/** After a step of looking, so many times as long goes by before the next: people's questions need the database, too. */
const REST = 4;
const restAfter = () => {
	const began = performance.now();
	return () => sleep(REST * (performance.now() - began));
};

/** Looks at everything that can be a finding, and keeps the findings up. Says whether anything changed. */
export type Look = (now: Date) => Promise<boolean>;

export function lookFor(
	database: db.Db,
	{ records, paces, calendar }: { records: Records; paces: Paces; calendar: FiscalCalendar }
): Look {
	const stalls = changedStalls();
	return async (now) => {
		const [at, today] = [now.toISOString(), dayOf(now)];
		await records.state(); // what is remembered must be of now
		let changed = false;
		for (const { patternIds, causes, done } of stalls(await paces(today), today)) {
			const rest = restAfter();
			const kind: FindingKind = 'stalled adoption';
			changed = (await db.refreshFindings(database, kind, causes, { at, patternIds })) || changed;
			done();
			await rest();
		}
		for (const [kind, source] of Object.entries(SOURCES)) {
			const rest = restAfter();
			const causes = await source(database, today);
			changed = (await db.refreshFindings(database, kind, causes, { at })) || changed;
			await rest();
		}
		for (const [kind, causes] of await eventsDue(database, calendar, now)) {
			changed = (await db.refreshFindings(database, kind, causes, { at })) || changed;
		}
		await raiseSignals(database, now, calendar.firstMonth); // from which adoptions stall by now
		return changed;
	};
}
