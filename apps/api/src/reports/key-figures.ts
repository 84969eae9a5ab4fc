import type { Interval, PatternValue, ReportData, ReportFigure } from '@app/contract';
import { ENOUGH_TRACKS } from './track-figures.ts';
import type { Totals } from './worth-figures.ts';

/** What the figures of the first page are made of: the report so far, and what they are compared with. */
export type Compared = {
	data: Omit<ReportData, 'summary' | 'figures'>;
	before: {
		/** In the quarter before. */
		new: number;
		lapsed: number;
		eventsHeld: number;
		/** At its end. */
		time: ReportData['timeToAdopt'][number];
		totals: Totals;
		roiMultiple: number | null;
	};
	/** Of the whole organization, which the ROI multiple is about; null where it is not known. */
	roiMultiple: number | null;
};

/**
 * The ROI multiple of all patterns together, of the whole organization: what they are worth in all teams over what they
 * are worth in the discovering teams, of those that have both; in the currency of most patterns.
 */
export function roiMultipleOf(patterns: PatternValue[], currency: string | null): number | null {
	let [all, discovering] = [0, 0];
	for (const own of patterns) {
		if (own.currency !== currency || own.benefit === null || own.roiMultiple === null) continue;
		all += own.benefit;
		discovering += own.benefit / own.roiMultiple;
	}
	return discovering > 0 ? all / discovering : null;
}

/** The limits of a sum of benefits whose errors are independent, around their net; null where one has none. */
function netInterval(
	patterns: ReportData['value']['patterns'],
	currency: string,
	net: number
): Interval | null {
	const own = patterns.filter((each) => each.currency === currency && each.net !== null);
	if (own.some(({ benefitInterval }) => benefitInterval === null)) return null;
	const half = Math.hypot(...own.map(({ benefitInterval: i }) => (i!.upper - i!.lower) / 2));
	return { lower: net - half, upper: net + half };
}

const NONE = { currency: null, of: null, interval: null, grade: null };

/** The key figures of a report, the same ones in every report. */
export function keyFigures({ data, before, roiMultiple }: Compared): ReportFigure[] {
	const { patterns, stalled, timeToAdopt, value, events, findings } = data;
	const sum = (of: (pattern: (typeof patterns)[number]) => number) =>
		patterns.reduce((all, pattern) => all + of(pattern), 0);
	const [time, total] = [timeToAdopt[0]!, value.totals[0]];
	const lasting = total && before.totals.find(({ currency }) => currency === total.currency);
	const others = value.totals.length > 1 ? ' Other currencies are told beside it and never added.' : '';
	const held = events.filter(({ state }) => state === 'held').length;
	const count = (of: 'open' | 'openBefore') => findings.reduce((all, own) => all + own[of], 0);
	return [
		{
			...{ ...NONE, key: 'in-use', label: 'Adoptions in use', unit: 'adoptions' },
			...{ value: sum(({ adopted }) => adopted), of: sum(({ eligible }) => eligible) },
			before: sum(({ adoptedBefore }) => adoptedBefore),
			meaning: 'Pairs of team and pattern that are adopted or sustained, of all that are eligible.'
		},
		{
			...{ ...NONE, key: 'new', label: 'New adoptions', unit: 'adoptions' },
			...{ value: sum((own) => own.new), of: sum(({ adopted }) => adopted), before: before.new },
			meaning:
				'In use at the end of the quarter and never up to its beginning, of all in use; compared with those of the quarter before.'
		},
		{
			...{ ...NONE, key: 'lapsed', label: 'Lapsed adoptions', unit: 'adoptions' },
			...{
				value: sum(({ lapsed }) => lapsed),
				of: sum(({ adoptedBefore }) => adoptedBefore),
				before: before.lapsed
			},
			meaning:
				'In use at the end of the quarter before and not any more, of all that were; compared with those of the quarter before.'
		},
		{
			...{ ...NONE, key: 'patterns', label: 'Patterns in use', unit: 'patterns' },
			value: patterns.filter(({ adopted }) => adopted > 0).length,
			of: patterns.length,
			before: patterns.filter(({ adoptedBefore }) => adoptedBefore > 0).length,
			meaning: 'Patterns that at least one team has in use, of all on record.'
		},
		{
			...{ ...NONE, key: 'stalled', label: 'Stalled adoptions', unit: 'adoptions' },
			...{ value: stalled.total, of: stalled.open, before: stalled.totalBefore },
			meaning: 'Open adoptions that stall, of all open ones.'
		},
		{
			...{ ...NONE, key: 'rescued', label: 'Rescued adoptions', unit: 'adoptions' },
			...{ value: stalled.rescued, of: stalled.totalBefore, before: null },
			meaning: 'Stalled at the end of the quarter before and in a later stage now, of all that stalled then.'
		},
		{
			...{ ...NONE, key: 'time-to-adopt', label: 'Time to adopt', unit: 'days' },
			...{ value: time.medianDays, before: before.time.medianDays },
			interval: time.lower !== null && time.upper !== null ? { lower: time.lower, upper: time.upper } : null,
			meaning:
				time.medianDays !== null
					? `Median days from agreed to adopted by Kaplan-Meier over ${time.tracks} tracks, 95 %.`
					: time.tracks < ENOUGH_TRACKS
						? `${time.tracks} agreements are on record, and ${ENOUGH_TRACKS} are needed.`
						: `Not half of the ${time.tracks} tracks on record from agreed on have led to adopting yet.`
		},
		{
			...{ ...NONE, key: 'events', label: 'Events held', unit: 'events' },
			...{ value: held, of: events.length, before: before.eventsHeld },
			meaning: 'Scale Across events of the quarter that were held, of all that were on its calendar.'
		},
		{
			...{ ...NONE, key: 'findings', label: 'Open findings', unit: 'findings' },
			...{ value: count('open'), before: count('openBefore') },
			meaning:
				findings.length > 0
					? 'What somebody should look at, at the end of the quarter.'
					: 'None was open in the quarter. The product points findings out from its first day on, and knows of none before.'
		},
		{
			...{ ...NONE, key: 'net', label: 'Net value', unit: 'money' },
			value: total?.net ?? null,
			currency: total?.currency ?? null,
			interval: total ? netInterval(value.patterns, total.currency, total.net) : null,
			before: lasting?.net ?? null,
			grade: total?.grade ?? null,
			meaning: total
				? `Benefit less cost since the first adoption, of the ${total.patterns} patterns that have both; limits of 90 % by the benefit.${others}`
				: 'No pattern has both a benefit and a cost on record.'
		},
		{
			...{ ...NONE, key: 'roi-multiple', label: 'ROI multiple', unit: 'times' },
			...{
				value: roiMultiple,
				before: before.roiMultiple,
				grade: roiMultiple === null ? null : (total?.grade ?? null)
			},
			meaning:
				roiMultiple === null
					? 'Needs a pattern with a known value whose discovering team is on record as using it.'
					: 'Value in the discovering teams and all adopters over that in the discovering teams alone, in the whole organization.'
		}
	];
}
