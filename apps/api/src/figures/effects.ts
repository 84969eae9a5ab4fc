import type { EventStudy } from '@app/contract';
import * as db from '@app/db';
import { ENOUGH, limits } from '../roi/effect.ts';
import { effectOf, isFound, type Estimates, type Found, type Valued } from '../roi/estimates.ts';

/** A pre-trend this unlikely by chance puts the effect in doubt. */
const DOUBT = 0.05;
/** Steps far from adopting rest on other teams than those near to it. */
const SHOWN = { before: 8, after: 12 };
const STEP_NAME = { month: 'quarter', quarter: 'quarter', year: 'year' } as const;

/** More series than this are not searched: it takes seconds, and proves nothing. */
const MOST_SERIES = 10_000;

/**
 * The effects of a pattern: named beforehand, searched for, or neither, since there is too much to search. `studies`
 * has those that are worked out.
 */
export type Effects = { valued: Valued[]; studies: EventStudy[]; by: 'name' | 'search' | 'nothing' };

/**
 * What a pattern did to the metrics that it should move, over all teams; where none is named, to every metric there is,
 * which is a search and no evidence.
 */
export async function effectsOf(
	database: db.Db,
	estimates: Estimates,
	patternId: string,
	asOf: string
): Promise<Effects> {
	const named = await estimates.named(asOf, patternId);
	if (named.length > 0) return { valued: named, studies: named.filter(isFound).map(studyOf), by: 'name' };
	const { teams, metrics } = await db.organization(database, asOf);
	if (metrics * teams > MOST_SERIES) return { valued: [], studies: [], by: 'nothing' };
	const searched = await estimates.searched(asOf, patternId);
	const compared = searched.filter(isFound).filter(({ found }) => found.study !== null);
	return { valued: searched, studies: compared.map(studyOf), by: 'search' };
}

function studyOf(valued: Found): EventStudy {
	const { study, period } = valued.found;
	const { metric, claimed, estimate, interval, adopters, controls, tooLittle } = effectOf(valued);
	const shown = (study?.by ?? []).filter(
		({ since, teams }) => teams >= ENOUGH && since >= -SHOWN.before && since <= SHOWN.after
	);
	// the reference is 0 by definition, and belongs between the steps before and after
	const reference = { since: -1, att: 0, se: null, teams: adopters };
	const steps = [...shown, ...(shown.length > 0 ? [reference] : [])].sort((a, b) => a.since - b.since);
	const bounds = steps.map(({ att, se, teams }) => (se === null ? null : limits(att, se, teams)));
	return {
		...{ metric, claimed, period: STEP_NAME[period], adopters, controls, tooLittle },
		since: steps.map(({ since }) => since),
		estimate: steps.map(({ att }) => att),
		lower: bounds.map((own) => own?.lower ?? null),
		upper: bounds.map((own) => own?.upper ?? null),
		teams: steps.map(({ teams }) => teams),
		overall: estimate,
		overallInterval: interval,
		preTrend: judged(study?.preTrend ?? null, STEP_NAME[period])
	};
}

function judged(found: { steps: number; p: number } | null, step: string): EventStudy['preTrend'] {
	if (found === null) {
		return {
			verdict: 'unknown',
			text: 'Too few teams were measured long enough before adopting to tell whether they moved as the others did.'
		};
	}
	const p = found.p < 0.001 ? 'p < 0.001' : `p = ${found.p.toFixed(found.p < 0.1 ? 3 : 2)}`;
	const over = `over the ${found.steps} ${step}${found.steps === 1 ? '' : 's'} before`;
	return found.p < DOUBT
		? {
				verdict: 'apart',
				text: `Already before adopting these teams moved differently from the others (${over}, ${p}): what came after may have come without the pattern.`
			}
		: {
				verdict: 'alike',
				text: `Before adopting these teams moved as the others did (${over}, ${p}); that is what a causal reading rests on.`
			};
}
