import { REPORT_SCHEMA, type NewSeal, type ReportData, type SealedReport } from '@app/contract';
import * as db from '@app/db';
import { sealed } from '@app/reports';
import { addDays } from '../periods.ts';
import { Unanswerable } from '../problems.ts';
import { composeReport } from './compose.ts';
import { areaOf, quarterFor, type Has } from './reports.ts';

/**
 * Seals the report of a quarter that is over: composes it from one state of the records (compose.ts reads them in one
 * snapshot), and stores it for ever.
 *
 * @throws Unanswerable where the quarter is not over, ChangedMeanwhile where it is sealed already, NotFound
 */
export async function seal(
	has: Has,
	changing: db.Changing,
	{ quarter: name, team, narrative }: NewSeal
): Promise<SealedReport> {
	const { sql, by, onBehalfOf } = changing;
	const { quarter, today } = await quarterFor(has, name);
	if (quarter.to >= today)
		throw new Unanswerable(
			`${name} can be sealed once it is over, from ${addDays(quarter.to, 1)} on. Until then it can be read as a draft.`
		);
	const area = await areaOf(has, quarter.to, team);
	const areaKey = area?.key ?? null;
	const is = await db.sealedReportOf(sql, name, areaKey);
	if (is) throw db.sealedAlready(is);
	const composed = await composeReport(has, { quarter, ...(area && { team: area.key }), now: has.now() });
	const at = has.now().toISOString();
	const data: ReportData = {
		...{ ...composed, narrative: narrative?.trim() || null },
		seal: { at, by: onBehalfOf === null ? by : await db.personName(sql, onBehalfOf) }
	};
	const { document, sha256 } = sealed(data);
	const id = db.newId();
	const schema = REPORT_SCHEMA;
	await db.addSealedReport(changing, { id, at, quarter: name, areaKey, schema, sha256, document });
	return { id, quarter: name, area, schema, sealedAt: at, by, onBehalfOf, sha256 };
}
