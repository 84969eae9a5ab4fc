import { OPEN_STAGES, type StallReason } from '@app/contract';
import { teamAt, type Cause } from '@app/db';
import { judgedOf, reasonsOf, stageAt } from '../findings/stalled.ts';
import { nextStep } from '../findings/next-step.ts';
import type { Pace, PatternPace } from '../findings/pace.ts';

/** In words that are the same tomorrow. */
const WORDS: Record<StallReason, string> = {
	stuck: 'The team said last that it is stuck.',
	slow: 'It is in its stage for longer than 4 of 5 adoptions were.',
	inactive: 'Nothing was recorded about it for 180 days.',
	'past-target': 'Its target date passed.',
	'lost-backing': 'Its backing was withdrawn.',
	'support-used-up': 'All support that was agreed is used.'
};
/** A finding of another kind says these. */
const ON_THEIR_OWN = new Set<StallReason>(['past-target', 'support-used-up']);
/** Patterns whose findings are kept up together: so many, or fewer where there is much to say of them. */
const MOST_PATTERNS = 20;
const MANY_CAUSES = 2000;

/**
 * The stalled adoptions of the patterns that changed since it was asked before, some patterns at a time: with a million
 * adoptions nobody goes through all of them after every change.
 */
export function changedStalls(): (
	pace: Pace,
	asOf: string
) => Generator<{ patternIds: string[]; causes: Cause[]; done: () => void }> {
	const seen = new Map<string, { own: PatternPace; judged: string }>();
	return function* (pace, asOf) {
		let patternIds: string[] = [];
		let causes: Cause[] = [];
		let kept: [string, { own: PatternPace; judged: string }][] = [];
		const batch = () => {
			const done = kept;
			const found = { patternIds, causes, done: () => done.forEach(([id, is]) => seen.set(id, is)) };
			[patternIds, causes, kept] = [[], [], []];
			return found;
		};
		for (const [id, own] of pace.patterns) {
			const judged = own.open && judgedOf(id, own, pace, { asOf, teams: null, areaId: '' });
			const is = `${asOf} ${judged?.limits ?? ''}`;
			const before = seen.get(id);
			if (before?.own === own && before.judged === is) continue;
			patternIds.push(id);
			kept.push([id, { own, judged: is }]);
			judged?.order.forEach((i, k) => {
				const [teamId, stage] = [teamAt(own.open!, i), stageAt(own.open!, i)];
				const reasons = reasonsOf(judged.reasons[k]!);
				if (reasons.length === 1 && ON_THEIR_OWN.has(reasons[0]!)) return;
				causes.push({
					...{ cause: `stalled ${teamId} ${id} ${OPEN_STAGES.indexOf(stage)}`, teamId, patternId: id },
					reasons: reasons.map((reason) => WORDS[reason]),
					step: nextStep(stage, reasons)
				});
			});
			if (patternIds.length === MOST_PATTERNS || causes.length >= MANY_CAUSES) yield batch();
		}
		if (patternIds.length > 0) yield batch();
	};
}
