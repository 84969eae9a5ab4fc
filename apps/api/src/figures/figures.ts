import type { PatternFigures } from '@app/contract';
import * as db from '@app/db';
import { areaFor, patternFor } from '../known.ts';
import { pendingOf, type Estimates } from '../roi/estimates.ts';
import { conclusions } from './conclusions.ts';
import { effectsOf } from './effects.ts';
import { forecast } from './forecast.ts';
import { splits } from './splits.ts';
import { worksWhere } from './works-where.ts';

/** What can be said of a pattern in an area on a day beyond counting. */
export async function figures(
	database: db.Db,
	estimates: Estimates,
	key: string,
	asOf: string,
	team?: string
): Promise<PatternFigures> {
	const [pattern, area] = await Promise.all([patternFor(database, key), areaFor(database, asOf, team)]);
	const [ahead, outcomes, pace, effects] = await Promise.all([
		forecast(database, pattern.id, area.id, asOf),
		db.traitOutcomes(database, pattern.id, area.id, asOf),
		splits(database, pattern.id, area.id, asOf),
		effectsOf(database, estimates, pattern.id, asOf)
	]);
	return {
		asOf,
		pending: pendingOf(effects.valued),
		forecast: ahead,
		worksWhere: worksWhere(outcomes),
		splits: pace,
		effects: effects.studies,
		conclusions: conclusions(effects)
	};
}
