import { REPORT_SCHEMA, ReportData, type CoalitionTriggers, type NamedQuarter } from '@app/contract';
import * as db from '@app/db';
import { dayIn, quarterBefore, quarterOf } from '@app/track';
import { Value } from 'typebox/value';
import type { Routes } from '../app.ts';
import { triggers } from '../events/triggers.ts';
import { pacesOf } from '../findings/pace.ts';
import { stallsOf } from '../findings/stalled.ts';
import { knownOf, named } from '../known.ts';
import { Unanswerable } from '../problems.ts';
import { recordsOf } from '../records.ts';
import { estimatesOf } from '../roi/estimates.ts';
import { value, worthsPerYear } from '../roi/value.ts';
import type { Asked } from './asked.ts';
import { DEFINITIONS } from './definitions.ts';
import { keyFigures, roiMultipleOf } from './key-figures.ts';
import { spreadFigures } from './spread-figures.ts';
import { summary } from './summary.ts';
import * as track from './track-figures.ts';
import { effectFigures, totalsOf, valueFigures } from './worth-figures.ts';

type Has = Parameters<Routes>[1];

/**
 * Everything a report of a quarter says, of the whole organization or the area of a team: as of the end of the quarter, or
 * of today while it lasts. It is read as of one instant, whatever is written meanwhile, through a connection of its own
 * and without what others remember; and once all effects are worked out, however long that takes.
 *
 * @throws Unanswerable where the quarter has not begun, NotFound for a key that no team has
 */
export async function composeReport(
	has: Has,
	{ quarter, team, now }: { quarter: NamedQuarter; team?: string; now: Date }
): Promise<ReportData> {
	const { firstMonth, timeZone } = has.calendar;
	const today = dayIn(now.toISOString(), timeZone);
	if (quarter.from > today) {
		throw new Unanswerable(
			`${quarter.name} begins on ${quarter.from}. The last quarter that has begun is ${quarterOf(today, firstMonth).name}.`
		);
	}
	const asOf = quarter.to < today ? quarter.to : today;
	const before = quarterBefore(quarter, firstMonth);
	for (;;) {
		await has.known.state();
		await has.estimates.workedOut(before.to);
		await has.estimates.workedOut(asOf);
		const data = await db.snapshot(has.db, async (database) => {
			const records = recordsOf(database);
			await records.state();
			const known = knownOf(database, records);
			const stalls = stallsOf(database, known, pacesOf(database, known));
			const estimates = estimatesOf(database, known, NO_ESTIMATOR);
			const [root, area] = await Promise.all([known.area(asOf), known.area(asOf, team)]);
			// what lies below the only root is the whole organization
			const [key, areaId] = area.id === root.id ? [undefined, db.ORGANIZATION_ID] : [team, area.id];
			return compose(
				{
					...{ database, known, stalls, estimates, calendar: has.calendar, quarter, before, asOf },
					...{ team: key, area, areaId }
				},
				now
			);
		});
		if (data) return data;
	}
}

/** What is not worked out when the snapshot is taken stays so in it. */
const NO_ESTIMATOR = { workOut: async () => {}, stop: async () => {} };

/** Undefined where an effect changed since it was worked out. */
async function compose(asked: Asked, now: Date): Promise<ReportData | undefined> {
	const { database, known, stalls, estimates, calendar, quarter, before, asOf, team, area, areaId } = asked;
	const [valued, valuedBefore] = [await estimates.named(asOf), await estimates.named(before.to)];
	if ([...valued, ...valuedBefore].some(({ metric }) => metric.outdated)) return undefined;
	const of = team === undefined ? {} : { team };
	const worths = worthsPerYear(valued);
	const beforeThat = quarterBefore(before, calendar.firstMonth);
	const [organization, root, patterns, byPattern, tracksBefore, eventsBefore, movedBefore, due] =
		await Promise.all([
			db.organization(database, asOf),
			known.area(asOf),
			known.patterns(),
			stalls.byPattern(asOf, team),
			track.timeOfAll(asked, before.to),
			track.eventFigures(asked, { from: before.from, to: before.to, asOf: before.to }),
			db.movements(database, [areaId], { after: beforeThat.to, to: before.to }),
			eventsDue(asked, now)
		]);
	const [valueNow, valueBefore] = [
		await value(database, estimates, asOf, of),
		await value(database, estimates, before.to, of)
	];
	// what a multiple is of
	const [valueInAll, valueInAllBefore] =
		team === undefined
			? [valueNow, valueBefore]
			: [await value(database, estimates, asOf, {}), await value(database, estimates, before.to, {})];
	const ledgers = await track.ledgersOf(asked);
	const worth = await valueFigures(asked, valueNow.patterns, valued);
	const currency = worth.totals[0]?.currency ?? null;
	const listed = new Set(patterns.map(({ id }) => id));
	const sum = (count: 'new' | 'lapsed') =>
		movedBefore.reduce((all, own) => all + (listed.has(own.patternId) ? own[count] : 0), 0);
	const data = {
		schema: REPORT_SCHEMA,
		organization: root.name ?? 'The whole organization',
		simulated: organization.simulated,
		area: team === undefined ? null : named(area),
		...{ quarter, before, calendar, asOf, knownAt: now.toISOString(), seal: null, narrative: null },
		...(await spreadFigures(asked, byPattern)),
		funnel: await track.funnelFigures(asked),
		stalled: await track.stalledFigures(asked, worths),
		timeToAdopt: await track.timeFigures(asked),
		effects: effectFigures(valued, patterns),
		value: worth,
		events: await track.eventFigures(asked, { from: quarter.from, to: quarter.to, asOf }),
		support: track.supportFigures(ledgers),
		backingGaps: await track.backingFigures(asked),
		findings: await track.findingFigures(asked),
		ends: await track.endFigures(asked),
		plan: await db.plannedIn(database, areaId, { from: quarter.from, to: quarter.to, asOf }),
		definitions: DEFINITIONS
	} satisfies Omit<ReportData, 'summary' | 'figures'>;
	const figures = keyFigures({
		data,
		before: {
			...{ new: sum('new'), lapsed: sum('lapsed'), time: tracksBefore },
			eventsHeld: eventsBefore.filter(({ state }) => state === 'held').length,
			totals: totalsOf(valueBefore.patterns),
			roiMultiple: roiMultipleOf(valueInAllBefore.patterns, currency)
		},
		roiMultiple: roiMultipleOf(valueInAll.patterns, currency)
	});
	const told = { ...data, figures };
	// what verbs tell besides is no part of the document
	return Value.Clean(ReportData, {
		...told,
		summary: summary(told, { due, over: track.overPromised(ledgers) })
	}) as ReportData;
}

/** The coalitions that an event was due for on the last day, with none planned; coalitions are of no area. */
async function eventsDue({ database, calendar, asOf, team }: Asked, now: Date): Promise<CoalitionTriggers[]> {
	if (team !== undefined) return [];
	// the latest of these that is of that day where the organization is
	const times = ['23:59:59', '12:00:00', '09:00:00'].map((time) => new Date(`${asOf}T${time}Z`));
	const then = times.find((time) => dayIn(time.toISOString(), calendar.timeZone) === asOf)!;
	const { coalitions } = await triggers(database, calendar, then < now ? then : now);
	return coalitions.filter(({ due }) => due);
}
