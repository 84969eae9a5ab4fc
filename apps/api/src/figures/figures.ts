import type { PatternFigures } from '@app/contract';
import type { Db } from '@app/db';
import { areaFor, patternFor } from '../known.ts';
import type { Estimates } from '../roi/estimates.ts';
import { conclusions } from './conclusions.ts';
import { effectsOf } from './effects.ts';
import { forecast } from './forecast.ts';

/** What can be said of a pattern in an area on a day beyond counting. */
export async function figures(
	database: Db,
	estimates: Estimates,
	key: string,
	asOf: string,
	team?: string
): Promise<PatternFigures> {
	const [pattern, area] = await Promise.all([patternFor(database, key), areaFor(database, asOf, team)]);
	const [ahead, effects] = await Promise.all([
		forecast(database, pattern.id, area.id, asOf),
		effectsOf(database, estimates, pattern.id, asOf)
	]);
	return {
		asOf,
		forecast: ahead,
		worksWhere: [],
		splits: [],
		effects: effects.studies,
		conclusions: conclusions(effects)
	};
}
