import type { ReportData } from '@app/contract';
import type { Db } from '@app/db';
import { namedQuarter, type FiscalCalendar } from '@app/track';
import { pacesOf } from '../../apps/api/src/findings/pace.ts';
import { stallsOf } from '../../apps/api/src/findings/stalled.ts';
import { knownOf } from '../../apps/api/src/known.ts';
import { recordsOf } from '../../apps/api/src/records.ts';
import { composeReport } from '../../apps/api/src/reports/compose.ts';
import { estimatesOf } from '../../apps/api/src/roi/estimates.ts';
import { estimatorFor } from '../../apps/api/src/roi/estimator.ts';

/** The report of a quarter, composed without the API. */
export async function reportOf(
	db: Db,
	quarter: string,
	now: Date,
	{ team, calendar = { firstMonth: 1, timeZone: 'UTC' } }: { team?: string; calendar?: FiscalCalendar } = {}
): Promise<ReportData> {
	const known = knownOf(db, recordsOf(db));
	const paces = pacesOf(db, known);
	const estimator = estimatorFor(db);
	try {
		return await composeReport(
			{
				...{ db, calendar, known, paces, now: () => now },
				stalls: stallsOf(db, known, paces),
				estimates: estimatesOf(db, known, estimator)
			},
			{
				quarter: namedQuarter(quarter, calendar.firstMonth),
				now,
				...(team !== undefined && { team })
			}
		);
	} finally {
		await estimator.stop();
	}
}
