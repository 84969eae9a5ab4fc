import type { PatternFigures } from '@app/contract';
import type { Db } from '@app/db';
import { areaFor, patternFor } from '../known.ts';
import { forecast } from './forecast.ts';

/** What can be said of a pattern in an area on a day beyond counting. */
export async function figures(
	database: Db,
	key: string,
	asOf: string,
	team?: string
): Promise<PatternFigures> {
	const [pattern, area] = await Promise.all([patternFor(database, key), areaFor(database, asOf, team)]);
	return {
		asOf,
		forecast: await forecast(database, pattern.id, area.id, asOf),
		worksWhere: [],
		splits: [],
		effects: [],
		conclusions: []
	};
}
