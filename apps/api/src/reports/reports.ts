import type { Named, NamedQuarter, Report, ReportList, ReportQuery } from '@app/contract';
import * as db from '@app/db';
import { restatedOf, sealed, unsealed } from '@app/reports';
import { dayIn, namedQuarter, quarterBefore, quarterOf } from '@app/track';
import type { Routes } from '../app.ts';
import { areaFor, named } from '../known.ts';
import { NotFound, Unanswerable } from '../problems.ts';
import { composeReport } from './compose.ts';

/** What a report is composed from. */
export type Has = Parameters<Routes>[1];
/** Which report: the id of a sealed one, or `draft` with the quarter and the area. */
export type Which = { id: string } & ReportQuery;

/** Each is some megabytes where there are many patterns. */
const MOST = 4;

/** Today, where the organization is. */
const todayOf = ({ now, calendar }: Pick<Has, 'now' | 'calendar'>): string =>
	dayIn(now().toISOString(), calendar.timeZone);

/** The first quarter that anything is on record of, and the current one. */
async function range(has: Has): Promise<{ first: NamedQuarter; current: NamedQuarter; today: string }> {
	const today = todayOf(has);
	const { firstOn } = await db.organization(has.db, today);
	const { firstMonth } = has.calendar;
	const first = firstOn !== null && firstOn < today ? firstOn : today;
	return { first: quarterOf(first, firstMonth), current: quarterOf(today, firstMonth), today };
}

/**
 * The quarter of a name, the current one without; and today.
 *
 * @throws Unanswerable where it has not begun, or was over before the first record
 */
export async function quarterFor(has: Has, name?: string): Promise<{ quarter: NamedQuarter; today: string }> {
	const { first, current, today } = await range(has);
	const quarter = name === undefined ? current : namedQuarter(name, has.calendar.firstMonth);
	if (quarter.from > current.from)
		throw new Unanswerable(
			`${quarter.name} begins on ${quarter.from}. The current quarter is ${current.name}.`
		);
	if (quarter.from < first.from)
		throw new Unanswerable(`Nothing is on record of ${quarter.name}. The first quarter is ${first.name}.`);
	return { quarter, today };
}

/** The area of a key on a day; null, the whole organization, for its single root too. Rejects with NotFound. */
export async function areaOf({ db: database }: Has, day: string, team?: string): Promise<Named | null> {
	const whole = await areaFor(database, day);
	return team === undefined || team === whole.key ? null : named(await areaFor(database, day, team));
}

export type Reports = ReturnType<typeof reportsOf>;

/** Sealed reports and drafts, remembered as long as the records are the same. */
export function reportsOf(has: Has) {
	const { db: database, known, now } = has;
	const stored = async (id: string) => {
		const row = await db.sealedReport(database, id);
		if (!row) throw new NotFound('sealed report', id);
		return row;
	};
	const issued = known.remember(MOST, async (id): Promise<Report> => {
		const { document, sha256, area } = await stored(id);
		const data = unsealed(document, sha256);
		const { quarter } = data;
		const today = await composeReport(has, { quarter, ...(area && { team: area.key }), now: now() });
		return { data, sha256, restated: restatedOf(data, today) };
	});
	// a key is the day, the quarter, and perhaps the area
	const drafts = known.remember(MOST, async (key): Promise<Report> => {
		const [, name, team] = /^\S+ (\S+) (.*)$/.exec(key)!;
		const { quarter } = await quarterFor(has, name);
		const data = await composeReport(has, { quarter, ...(team && { team }), now: now() });
		return { data, sha256: null, restated: [] };
	});

	/** A sealed report with what was restated since, or a draft. Rejects with NotFound, Unanswerable. */
	async function report({ id, quarter: name, team }: Which): Promise<Report> {
		await known.state(); // what is remembered must be of now
		if (id !== 'draft') return issued(id);
		const { quarter, today } = await quarterFor(has, name);
		return drafts(`${today} ${quarter.name} ${(await areaOf(has, quarter.to, team))?.key ?? ''}`);
	}

	return {
		report,
		/** The sealed document to the byte; of a draft what would be sealed now. */
		async document(asked: Which): Promise<string> {
			return asked.id === 'draft'
				? sealed((await report(asked)).data).document
				: (await stored(asked.id)).document;
		},
		/** What it is of, without composing it: `name` is that of the area. Rejects with NotFound, Unanswerable. */
		async subject({ id, quarter: name, team }: Which): Promise<{ quarter: string; name: string | null }> {
			const of =
				id === 'draft'
					? { quarter: (await quarterFor(has, name)).quarter.name, key: team }
					: await stored(id).then(({ quarter, area }) => ({ quarter, key: area?.key }));
			return { quarter: of.quarter, name: (await areaFor(database, todayOf(has), of.key)).name };
		},
		/** The id of the sealed report of a quarter and area, or `draft`. */
		async latest({ quarter: name, team }: ReportQuery): Promise<string> {
			const { quarter } = await quarterFor(has, name);
			const area = await areaOf(has, quarter.to, team);
			return (await db.sealedReportOf(database, quarter.name, area?.key ?? null))?.id ?? 'draft';
		},
		/** All sealed reports; and the quarters there are, for an area. */
		async list(team?: string): Promise<ReportList> {
			const { first, current, today } = await range(has);
			const area = await areaOf(has, today, team);
			const reports = (await db.sealedReports(database)).map((row) => ({
				...row,
				sealedAt: new Date(row.sealedAt).toISOString()
			}));
			const sealedOnes = new Map(
				reports.flatMap((one) => (one.area?.key === area?.key ? [[one.quarter, one.id]] : []))
			);
			const quarters: ReportList['quarters'] = [];
			for (
				let quarter = current;
				quarter.from >= first.from;
				quarter = quarterBefore(quarter, has.calendar.firstMonth)
			) {
				const report = sealedOnes.get(quarter.name) ?? null;
				const state = report !== null ? 'sealed' : quarter.to < today ? 'over' : 'open';
				quarters.push({ ...quarter, state, report });
			}
			return { area, quarters, reports };
		}
	};
}
