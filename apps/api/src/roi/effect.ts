import { staggeredEffects, tQuantile, type GappyPanel, type StaggeredEffects } from '@app/analytics';
import type { Interval } from '@app/contract';
import type { PanelRow } from '@app/db';
import { MONTHS } from '../periods.ts';
import type { PanelPeriod } from './period.ts';

/** Fewer teams than this on either side make no estimate. */
export const ENOUGH = 5;
const CONFIDENCE = 0.9;
/** Months are compared by quarters: one month before adopting would be a shaky reference. */
const STEP: Record<PanelPeriod, number> = { month: 3, quarter: 1, year: 1 };

/** The mean change of a metric in a team that adopted, with its 90 % interval; or what is missing for an estimate. */
export type AdoptionEffect = {
	adopters: number;
	controls: number;
	estimate: number | null;
	interval: Interval | null;
	tooLittle: string | null;
	/** Effects step by step since adoption; null where there is no estimate. */
	study: StaggeredEffects | null;
};

/** Periods of a calendar, counted from the year 0. */
const place = (day: string, by: PanelPeriod) =>
	Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / MONTHS[by]);

/** Rows as a panel: every period from the first to the last, without what came after a team gave it up. */
function panelOf(rows: PanelRow[], by: PanelPeriod): GappyPanel {
	const places = rows.map(({ on }) => on.map((day) => place(day, by)));
	const first = places.reduce((least, own) => Math.min(least, own[0]!), Infinity);
	const last = places.reduce((most, own) => Math.max(most, own.at(-1)!), -Infinity);
	return {
		adopted: rows.map(({ adoptedOn }) => (adoptedOn === null ? null : place(adoptedOn, by) - first)),
		y: rows.map(({ value, lapsedOn }, i) => {
			const y = new Float64Array(Math.max(0, last - first + 1)).fill(NaN);
			const until = lapsedOn === null ? Infinity : place(lapsedOn, by);
			places[i]!.forEach((at, k) => {
				if (at < until) y[at - first] = value[k]!;
			});
			return y;
		})
	};
}

/** The limits around an effect: as many standard errors as so few adopters need. */
export function limits(estimate: number, se: number, teams: number): Interval {
	const width = tQuantile(CONFIDENCE, Math.max(1, teams - 1)) * se;
	return { lower: estimate - width, upper: estimate + width };
}

/**
 * What adopting did to a metric: every team's change against that of teams that had not adopted yet in the same
 * periods, averaged over teams and periods since adoption.
 */
export function adoptionEffect(rows: PanelRow[], by: PanelPeriod): AdoptionEffect {
	const study = staggeredEffects(panelOf(rows, by), STEP[by]);
	const none = { estimate: null, interval: null, study: null };
	if (study.kind === 'too-little') {
		return { ...none, adopters: 0, controls: 0, tooLittle: `There are no ${study.missing}.` };
	}
	const { adopters, controls, overall } = study;
	if (adopters < ENOUGH) {
		return {
			...none,
			adopters,
			controls,
			tooLittle: `${adopters} adopting and ${controls} other teams were measured before and after; ${ENOUGH} of each are needed.`
		};
	}
	return {
		...{ adopters, controls, estimate: overall.att, tooLittle: null, study },
		interval: limits(overall.att, overall.se, adopters)
	};
}
