import type { FindingKind } from '@app/contract';
import * as db from '@app/db';
import { unbackedAtScale } from '../backing/causes.ts';
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
	'no owner or agreement': db.withoutOwnerOrAgreement,
	'support over-promised': db.overPromised,
	'support used up': db.usedUp,
	'unbacked area': unbackedAtScale
};

/** Looks at everything that can be a finding, and keeps the findings up. Says whether anything changed. */
export type Look = (now: Date) => Promise<boolean>;

export function lookFor(database: db.Db, { records, paces }: { records: Records; paces: Paces }): Look {
	const stalls = changedStalls();
	return async (now) => {
		const [at, today] = [now.toISOString(), dayOf(now)];
		await records.state(); // what is remembered must be of now
		let changed = false;
		for (const { patternIds, causes, done } of stalls(await paces(today), today)) {
			const kind: FindingKind = 'stalled adoption';
			changed = (await db.refreshFindings(database, kind, causes, { at, patternIds })) || changed;
			done();
		}
		for (const [kind, source] of Object.entries(SOURCES)) {
			const causes = await source(database, today);
			changed = (await db.refreshFindings(database, kind, causes, { at })) || changed;
		}
		return changed;
	};
}
