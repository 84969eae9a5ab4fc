import type { Day } from './calendar.ts';
import { toIso, workday } from './calendar.ts';
import { nextMove } from './moves.ts';
import type { Case } from './moves.ts';
import type { NOTES } from './notes.ts';
import type { Leaf } from './organization.ts';
import type { Random } from './random.ts';
import type { LivePattern } from './setting.ts';

export type Stage =
	'observed' | 'identified' | 'agreed' | 'started' | 'adopted' | 'sustained' | 'declined' | 'abandoned';
export type Step = { stage: Stage; day: Day; note: string };
export type Reason = keyof typeof NOTES.helped;
/** Who supports the adoption and within which limits; `kind` is `none` where nothing was agreed. */
type Support = {
	agreed: Day;
	target: Day;
	kind: 'coaching' | 'time' | 'artifacts' | 'none';
	days: number;
};
/** One team, one pattern: all its steps in order, also those still to come after the simulated days. */
export type Adoption = {
	pattern: LivePattern;
	team: Leaf;
	steps: Step[];
	uses: Use[];
	support: Support | undefined;
	/** It waits in its last stage and will not move until somebody helps. */
	stuck: { stage: Stage; since: Day; reason: Reason } | undefined;
};
/** Days in use: from adopted to abandoned; the end is Infinity where it is in use still. */
type Use = { from: Day; to: Day };

/**
 * The whole course of one adoption, drawn from its first step on.
 * @param first the first step, which has happened
 * @param until nobody gets help after this day
 * @param horizon the last day of the course
 */
export function adopt(
	pattern: LivePattern,
	team: Leaf,
	first: Step,
	until: Day,
	horizon: Day,
	dice: Random
): Adoption {
	const course: Case = {
		pattern,
		team,
		steps: [first],
		support: undefined,
		stuck: undefined,
		now: first.day,
		until,
		dice
	};
	for (let move = nextMove(course); move; move = nextMove(course)) {
		const day = workday(Math.round(course.now + Math.max(1, move.after)));
		if (day > horizon) break;
		course.now = day;
		if (move.to === 'agreed') course.support = agree(course);
		course.steps.push({
			stage: move.to,
			day,
			note: move.to === 'agreed' ? terms(course, move.note) : move.note
		});
	}
	const { steps } = course;
	return { pattern, team, steps, uses: uses(steps), support: course.support, stuck: course.stuck };
}

function uses(steps: Step[]): Use[] {
	const spans: Use[] = [];
	for (const { stage, day } of steps) {
		if (stage === 'adopted') spans.push({ from: day, to: Infinity });
		if (stage === 'abandoned' && spans.at(-1)?.to === Infinity) spans.at(-1)!.to = day;
	}
	return spans;
}

function agree({ pattern, now, dice }: Case): Support {
	const kind = dice.chance(pattern.kind === 'success' ? 0.74 : 0.5)
		? dice.pick(['coaching', 'time', 'artifacts'] as const)
		: 'none';
	return {
		agreed: now,
		target: workday(now + dice.whole(70, 150)),
		kind,
		days: kind === 'none' ? 0 : dice.whole(2, 8)
	};
}

function terms({ support }: Case, note: string): string {
	const { target, kind, days } = support!;
	const agreed = `target ${toIso(target)}; ${kind === 'none' ? 'no support agreed' : `support: ${kind}, at most ${days} days`}`;
	return note === '' ? agreed : `${note}; ${agreed}`;
}
