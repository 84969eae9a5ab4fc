import type { PatternFigures } from '@app/contract';
import * as db from '@app/db';
import type { Known } from '../known.ts';
import { pendingOf, type Estimates } from '../roi/estimates.ts';
import { conclusions } from './conclusions.ts';
import { effectsOf } from './effects.ts';
import { forecast } from './forecast.ts';
import { splits } from './splits.ts';
import { worksWhere } from './works-where.ts';

/** So many answers are remembered, some tens of kilobytes each. */
const MOST = 100;

/** Answers what can be said of a pattern in an area on a day beyond counting. */
export function figuresOf(database: db.Db, known: Known, estimates: Estimates) {
	const until = known.remember(MOST, (asOf) => db.recordsUntil(database, asOf));
	/** All but the effects, which come when they are worked out: fitting curves takes longer than all else. */
	const fitted = known.ofPattern(MOST, async (key, patternId) => {
		const [areaId, asOf, until] = key.split(' ') as [string, string, string];
		const [ahead, outcomes, pace] = await Promise.all([
			forecast(database, patternId, areaId, { asOf, until }),
			db.traitOutcomes(database, patternId, areaId, asOf),
			splits(database, patternId, areaId, asOf)
		]);
		return { forecast: ahead, worksWhere: worksWhere(outcomes), splits: pace };
	});
	return async (key: string, asOf: string, team?: string): Promise<PatternFigures> => {
		const [pattern, area, last] = await Promise.all([
			known.pattern(key),
			known.area(asOf, team),
			until(asOf)
		]);
		const [own, effects] = await Promise.all([
			fitted(`${area.id} ${asOf} ${last ?? asOf}`, pattern.id),
			effectsOf(database, estimates, pattern.id, asOf)
		]);
		return {
			...{ asOf, pending: pendingOf(effects.valued), ...own },
			...{ effects: effects.studies, conclusions: conclusions(effects) }
		};
	};
}
