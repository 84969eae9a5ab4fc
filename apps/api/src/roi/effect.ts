import { staggeredEffects, tQuantile, type GappyPanel, type StaggeredEffects } from '@app/analytics';
import type { Interval } from '@app/contract';
import type { Adopter, KeptEffect, PanelPeriod, TeamSeries } from '@app/db';

/** Fewer teams than this on either side make no estimate. */
export const ENOUGH = 5;
const CONFIDENCE = 0.9;
/** Months are compared by quarters: one month before adopting would be a shaky reference. */
const STEP: Record<PanelPeriod, number> = { month: 3, quarter: 1, year: 1 };

/** The mean change of a metric in a team that adopted, with its error and 90 % interval; or what is missing for it. */
type Measured = {
	adopters: number;
	controls: number;
	estimate: number | null;
	se: number | null;
	interval: Interval | null;
	tooLittle: string | null;
};
/** An effect as it is kept; `study` has it step by step since adoption, null where there is no estimate. */
export type AdoptionEffect = KeptEffect & { measured: Measured; study: StaggeredEffects | null };

/** The calendar period that fits how often a metric is measured. */
export function panelPeriod(gapDays: number | null): PanelPeriod {
	if (gapDays === null || gapDays > 120) return 'year';
	return gapDays > 45 ? 'quarter' : 'month';
}

/** Series as a panel: every period from the first to the last, without what came after a team gave it up. */
function panelOf(series: TeamSeries[], adopters: Adopter[]): GappyPanel {
	const adoption = new Map(adopters.map((adopter) => [adopter.team, adopter]));
	const first = series.reduce((least, { at }) => Math.min(least, at[0]!), Infinity);
	const last = series.reduce((most, { at }) => Math.max(most, at.at(-1)!), -Infinity);
	const periods = Math.max(0, last - first + 1);
	const values = new Float64Array(series.length * periods).fill(NaN);
	return {
		adopted: series.map(({ team }) => {
			const adopter = adoption.get(team);
			return adopter ? adopter.adoptedAt - first : null;
		}),
		y: series.map(({ team, at, value }, i) => {
			const y = values.subarray(i * periods, (i + 1) * periods);
			const until = adoption.get(team)?.lapsedAt ?? Infinity;
			at.forEach((period, k) => {
				if (period < until) y[period - first] = value[k]!;
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
export function adoptionEffect(
	series: TeamSeries[],
	adopters: Adopter[],
	period: PanelPeriod
): AdoptionEffect {
	const study = staggeredEffects(panelOf(series, adopters), STEP[period]);
	const counts =
		study.kind === 'too-little'
			? { adopters: 0, controls: 0 }
			: { adopters: study.adopters, controls: study.controls };
	const none = (tooLittle: string): AdoptionEffect => ({
		period,
		measured: { ...counts, estimate: null, se: null, interval: null, tooLittle },
		study: null
	});
	if (study.kind === 'too-little') return none(`There are no ${study.missing}.`);
	if (counts.adopters < ENOUGH) {
		return none(
			`${counts.adopters} adopting and ${counts.controls} other teams were measured before and after; ${ENOUGH} of each are needed.`
		);
	}
	const { att, se } = study.overall;
	return {
		period,
		measured: {
			...{ ...counts, estimate: att, se, tooLittle: null },
			interval: limits(att, se, counts.adopters)
		},
		study
	};
}
