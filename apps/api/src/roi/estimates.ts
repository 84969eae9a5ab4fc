import type { Effect, Pending } from '@app/contract';
import * as db from '@app/db';
import { setTimeout as after } from 'node:timers/promises';
import type { AdoptionEffect } from './effect.ts';
import type { Estimator } from './estimator.ts';

/** Who asks waits so long for effects that are not worked out yet, and then sees everything else. */
const PATIENCE_MS = 300;

/** A metric that a pattern should move, and what it did to it; null as long as that is being worked out. */
export type Valued = { metric: db.ValuedMetric; found: AdoptionEffect | null };

export type Found = Valued & { found: AdoptionEffect };
export const isFound = (valued: Valued): valued is Found => valued.found !== null;

/** What patterns did to metrics as known on a day. */
export type Estimates = {
	/** To those that they, or the given one, should move. */
	named(asOf: string, patternId?: string): Promise<Valued[]>;
	/**
	 * To those that are worth something: for a list that should not wait, as they were before the last change where
	 * they are not worked out anew yet.
	 */
	soFar(asOf: string): Promise<{ valued: Valued[]; pending: Pending | null }>;
	/** To every metric there is. */
	searched(asOf: string, patternId: string): Promise<Valued[]>;
};

const valuedOf = (metric: db.ValuedMetric): Valued => ({
	metric,
	found: metric.effect as AdoptionEffect | null
});

/** Reads the effects that are kept, and has those worked out that are missing. */
export function estimatesOf(database: db.Db, estimator: Estimator): Estimates {
	const known = async (wanted: db.Wanted, ask: () => Promise<db.ValuedMetric[]>): Promise<Valued[]> => {
		let metrics = await ask();
		if (metrics.some(({ effect }) => effect === null)) {
			const working = estimator.workOut(wanted);
			working.catch(console.error); // it may fail after our patience has ended
			await Promise.race([working, after(PATIENCE_MS)]);
			metrics = await ask();
		}
		return metrics.map(valuedOf);
	};
	return {
		named: (asOf, patternId) =>
			known({ asOf, ...(patternId && { patternId }) }, () => db.valuedMetrics(database, asOf, { patternId })),
		async soFar(asOf) {
			const ask = async () =>
				(await db.valuedMetrics(database, asOf, { outdated: true })).filter(
					({ valuePerUnit }) => valuePerUnit !== null
				);
			let metrics = await ask();
			if (metrics.some(({ outdated }) => outdated)) {
				const working = estimator.workOut({ asOf });
				working.catch(console.error); // it may fail after our patience has ended
				if (metrics.some(({ effect }) => effect === null)) {
					await Promise.race([working, after(PATIENCE_MS)]);
					metrics = await ask();
				}
			}
			const done = metrics.filter(({ outdated }) => !outdated).length;
			return {
				valued: metrics.map(valuedOf),
				pending: done < metrics.length ? { done, of: metrics.length } : null
			};
		},
		searched: (asOf, patternId) =>
			known({ asOf, patternId, search: true }, () => db.searchedMetrics(database, asOf, patternId))
	};
}

const NOT_YET = { adopters: 0, controls: 0, estimate: null, interval: null, tooLittle: null };

/** An effect as it is answered. */
export function effectOf({ metric, found }: Valued): Effect {
	const { metricKey: key, metricName: name, unit, direction, claimed } = metric;
	const { adopters, controls, estimate, interval, tooLittle } = found?.measured ?? NOT_YET;
	const grade = estimate !== null ? 'measured' : claimed !== null && found ? 'claimed' : null;
	return {
		metric: { key, name, unit, direction },
		...{ claimed, grade, adopters, controls, estimate, interval, tooLittle, pending: found === null }
	};
}

/** How many of the effects that an answer needs are worked out; null once all are. */
export function pendingOf(valued: Valued[]): Pending | null {
	const done = valued.filter(isFound).length;
	return done < valued.length ? { done, of: valued.length } : null;
}
