import { GRADES, type Effect, type Grade, type Pending } from '@app/contract';
import * as db from '@app/db';
import type { AdoptionEffect } from './effect.ts';
import type { Known } from '../known.ts';
import type { Estimator } from './estimator.ts';

/** Days whose effects are remembered, in short. */
const MOST_DAYS = 3;

/**
 * A metric that a pattern should move, and what it did to it: as it was before the last change where the metric says
 * `outdated`, null as long as nothing is worked out.
 */
export type Valued = { metric: db.ValuedMetric; found: AdoptionEffect | null };

export type Found = Valued & { found: AdoptionEffect };
export const isFound = (valued: Valued): valued is Found => valued.found !== null;

/** What patterns did to metrics as known on a day. Nobody waits: what is not worked out follows, and is `pending`. */
export type Estimates = {
	/** To those that they, or the given one, should move. */
	named(asOf: string, patternId?: string): Promise<Valued[]>;
	/** The same of all patterns, once everything is worked out: for whoever must not tell half of it. */
	workedOut(asOf: string): Promise<Valued[]>;
	/** To every metric there is. */
	searched(asOf: string, patternId: string): Promise<Valued[]>;
};

const valuedOf = (metric: db.ValuedMetric): Valued => ({
	metric,
	found: metric.effect as AdoptionEffect | null
});

/** Reads the effects that are kept, and has those worked out that are missing or outdated. */
export function estimatesOf(database: db.Db, known: Known, estimator: Estimator): Estimates {
	/** What is outdated changes without the records, once it is worked out; who signed may be called otherwise one day. */
	const namedOf = known.byPattern(
		MOST_DAYS,
		async (asOf, patternIds) =>
			Map.groupBy(
				await db.valuedMetrics(database, asOf, { patternIds, study: false }),
				({ patternId }) => patternId
			),
		(metrics) => metrics.every(({ outdated, validated }) => !outdated && validated === null)
	);
	const worked = (wanted: db.Wanted, metrics: db.ValuedMetric[]): Valued[] => {
		if (metrics.some(({ outdated }) => outdated)) estimator.workOut(wanted).catch(console.error);
		return metrics.map(valuedOf);
	};
	const ofAll = async (asOf: string) => {
		const ids = (await known.patterns()).map(({ id }) => id);
		return [...(await namedOf(asOf, ids)).values()].flat();
	};
	return {
		async workedOut(asOf) {
			for (;;) {
				const metrics = await ofAll(asOf);
				if (!metrics.some(({ outdated }) => outdated)) return metrics.map(valuedOf);
				await estimator.workOut({ asOf });
			}
		},
		async named(asOf, patternId) {
			if (patternId) {
				const own = { patternIds: [patternId], study: true };
				return worked({ asOf, patternId }, await db.valuedMetrics(database, asOf, own));
			}
			return worked({ asOf }, await ofAll(asOf));
		},
		searched: async (asOf, patternId) =>
			worked({ asOf, patternId, search: true }, await db.searchedMetrics(database, asOf, patternId))
	};
}

const NOT_YET = { adopters: 0, controls: 0, estimate: null, interval: null, tooLittle: null };

/** The grade of evidence of an effect; null as long as nobody knows anything. */
export function gradeOf({ metric: { claimed, validated }, found }: Valued): Grade | null {
	if (!found) return null;
	if (validated) return 'validated';
	return found.measured.estimate !== null ? 'measured' : claimed !== null ? 'claimed' : null;
}

/** The grade of what rests on several effects: that of the weakest. */
export const weakest = (grades: (Grade | null)[]): Grade | null =>
	GRADES.find((grade) => grades.includes(grade)) ?? null;

/** An effect as it is answered. */
export function effectOf(valued: Valued): Effect {
	const { metric, found } = valued;
	const { metricKey: key, metricName: name, unit, direction, claimed } = metric;
	const { adopters, controls, estimate, interval, tooLittle } = found?.measured ?? NOT_YET;
	return {
		metric: { key, name, unit, direction },
		...{
			claimed,
			grade: gradeOf(valued),
			validated: metric.validated,
			adopters,
			controls,
			estimate,
			interval,
			tooLittle,
			pending: metric.outdated
		}
	};
}

/** How many of the effects that an answer needs are worked out; null once all are. */
export function pendingOf(valued: Valued[]): Pending | null {
	const done = valued.filter(({ metric }) => !metric.outdated).length;
	return done < valued.length ? { done, of: valued.length } : null;
}
