import type { BeforeAfter } from '@app/contract';
import * as db from '@app/db';
import { areaFor, named, patternFor } from '../known.ts';
import { Unanswerable } from '../problems.ts';

/**
 * Metrics before and after adopting in an area as known on a day, of all patterns or one. Throws Unanswerable for all
 * patterns on a day in the past.
 */
export async function beforeAfter(
	database: db.Db,
	asOf: string,
	team?: string,
	patternKey?: string
): Promise<BeforeAfter> {
	const [area, pattern] = await Promise.all([
		areaFor(database, asOf, team),
		patternKey === undefined ? undefined : patternFor(database, patternKey)
	]);
	const kept = await db.beforeAfter(database, area.id, asOf, pattern?.id);
	if (!kept && !pattern)
		throw new Unanswerable(
			`More was recorded after ${asOf}, and the sums of all patterns are kept as known today. ` +
				'Leave asOf out, or ask for one pattern: /api/patterns/KEY/before-after.'
		);
	const lists = kept ?? (await db.beforeAfterOn(database, area.id, asOf, pattern!.id));
	return { asOf, area: named(area), ...lists };
}
