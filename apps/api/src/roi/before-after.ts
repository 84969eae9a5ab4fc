import type { BeforeAfter } from '@app/contract';
import * as db from '@app/db';
import { named, type Known } from '../known.ts';
import { Unanswerable } from '../problems.ts';

/** Areas and days that are remembered, a few hundred numbers each. */
const MOST = 20;

/**
 * Answers how metrics were before and after adopting in an area as known on a day, of all patterns or one. Throws
 * Unanswerable for all patterns on a day in the past.
 */
export function beforeAfterOf(database: db.Db, known: Known) {
	const kept = known.byPattern(MOST, (key, patternIds) => {
		const [areaId, asOf] = key.split(' ') as [string, string];
		return db.beforeAfter(database, areaId, asOf, patternIds);
	});
	return async (asOf: string, team?: string, patternKey?: string): Promise<BeforeAfter> => {
		const [area, patterns] = await Promise.all([
			known.area(asOf, team),
			patternKey === undefined ? known.patterns() : known.pattern(patternKey).then((one) => [one])
		]);
		const ids = patterns.map(({ id }) => id);
		const found = [...(await kept(`${area.id} ${asOf}`, ids)).values()];
		const late = found.some((one) => one.late);
		if (late && patternKey === undefined)
			throw new Unanswerable(
				`More was recorded after ${asOf}, and the sums of all patterns are kept as known today. ` +
					'Leave asOf out, or ask for one pattern: /api/patterns/KEY/before-after.'
			);
		const sums = late
			? [await db.beforeAfterOn(database, area.id, asOf, ids[0]!)]
			: found.map((one) => one.sums);
		const list = <T>(of: (own: db.BeforeAfterLists) => T[]): T[] => sums.flatMap(of);
		return {
			asOf,
			area: named(area),
			pattern: list((own) => own.pattern),
			metric: list((own) => own.metric),
			teams: list((own) => own.teams),
			before: list((own) => own.before),
			meanBefore: list((own) => own.meanBefore),
			after: list((own) => own.after),
			meanAfter: list((own) => own.meanAfter)
		};
	};
}
