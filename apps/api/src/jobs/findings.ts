import type { FindingKind } from '@app/contract';
import * as db from '@app/db';
import { dayOf } from '../periods.ts';

/** Where findings of a kind come from: all there are to point out today. */
type Source = (database: db.Db, today: string) => Promise<db.Cause[]>;

const SOURCES: Partial<Record<FindingKind, Source>> = {
	'target date passed': db.pastTarget,
	'no boundaries': db.withoutBoundaries,
	'worse outcome': db.worseOutcomes
};

/** Looks at everything that can be a finding, and keeps the findings up. Says whether anything changed. */
export async function lookForFindings(database: db.Db, now: Date): Promise<boolean> {
	const at = now.toISOString();
	let changed = false;
	for (const [kind, source] of Object.entries(SOURCES)) {
		const causes = await source(database, dayOf(now));
		changed = (await db.refreshFindings(database, kind, causes, { at })) || changed;
	}
	return changed;
}
