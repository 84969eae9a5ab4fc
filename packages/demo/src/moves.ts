import type { Adoption, Reason, Stage } from './adoption.ts';
import type { Day } from './calendar.ts';
import { NOTES, contextDiffers } from './notes.ts';
import type { Random } from './random.ts';
import { fits, isBacked } from './setting.ts';

/** What happens next in an adoption, and after how many days. */
export type Move = { to: Stage; after: number; note: string };
/** An adoption on its way: `now` is the day of its last step; nobody gets help after `until`. */
export type Case = Omit<Adoption, 'uses'> & { now: Day; until: Day; dice: Random };

/** The next step of an adoption, drawn from its hidden state; undefined where it stays as it is for good. */
export function nextMove(course: Case): Move | undefined {
	const { stage } = course.steps.at(-1)!;
	const reason = blockedBy(course, stage);
	const move = reason ? unblock(course, stage, reason) : MOVES[stage](course);
	return move && knowBetter(course, stage, move);
}

const isBefore = (stage: Stage, later: Stage) => ORDER.indexOf(stage) < ORDER.indexOf(later);
const ORDER: Stage[] = ['observed', 'identified', 'agreed', 'started', 'adopted', 'sustained'];

/** What holds this adoption up in this stage, if anything: the hidden state that the product has to find out. */
function blockedBy({ pattern, team, support, now, dice }: Case, stage: Stage): Reason | undefined {
	const unbacked = isBacked(pattern, team, now) ? 0 : pattern.needsBacking;
	const alone = support?.kind === 'none' ? 1 : 0;
	const risks: Partial<Record<Stage, [Reason, number][]>> = {
		identified: [
			['no backing', 0.3 * unbacked],
			['owner left', 0.015]
		],
		agreed: [
			['no backing', 0.6 * unbacked],
			['no support', 0.2 * alone],
			['target passed', 0.025],
			['owner left', 0.015]
		],
		started: [
			['context does not fit', fits(pattern, team) ? 0 : 0.25],
			['owner left', 0.03],
			['target passed', 0.03],
			['no support', 0.06 * alone]
		]
	};
	return risks[stage]?.find(([, risk]) => dice.chance(risk))?.[0];
}

/** Somebody helps, or the team gives it up; until either happens it is stuck, and after `until` neither does. */
function unblock(course: Case, stage: Stage, reason: Reason): Move | undefined {
	const { now, until, dice } = course;
	const wait = 70 + dice.logNormal(190, 0.5);
	const helped = dice.chance(reason === 'context does not fit' ? 0.2 : 0.55);
	if (now + wait + 10 > until) {
		course.stuck = { stage, since: now, reason };
		return undefined;
	}
	if (!helped)
		return { to: stage === 'started' ? 'abandoned' : 'declined', after: wait, note: NOTES.gaveUp[reason] };
	return { to: ORDER[ORDER.indexOf(stage) + 1]!, after: wait, note: NOTES.helped[reason] };
}

/** Once a failure is known as one, hardly anybody goes on with it. */
function knowBetter({ pattern, now, dice }: Case, stage: Stage, move: Move): Move {
	const tooLate = pattern.exposed === undefined || now + move.after < pattern.exposed + 30;
	if (tooLate || !isBefore(stage, 'adopted') || move.to === 'declined' || dice.chance(0.1)) return move;
	const after = Math.max(5, pattern.exposed! - now) + dice.logNormal(30, 0.5);
	return { to: stage === 'started' ? 'abandoned' : 'declined', after, note: dice.pick(NOTES.heeded) };
}

const MOVES: Record<Stage, (course: Case) => Move | undefined> = {
	observed: ({ dice }) =>
		dice.chance(0.6)
			? { to: 'agreed', after: dice.logNormal(60, 0.6), note: '' }
			: { to: 'identified', after: dice.logNormal(110, 0.5), note: dice.pick(NOTES.identified) },
	identified(course) {
		const { pattern, team, dice } = course;
		const differs = dice.chance(fits(pattern, team) ? 0.025 : 0.45);
		if (differs)
			return { to: 'declined', after: dice.logNormal(28, 0.7), note: contextDiffers(pattern, team, dice) };
		if (dice.chance(0.03 + (1 - pattern.open) / 3))
			return { to: 'declined', after: dice.logNormal(35, 0.7), note: dice.pick(NOTES.declined) };
		if (dice.chance(0.1))
			return { to: 'started', after: dice.logNormal(40, 0.6), note: dice.pick(NOTES.startedAlone) };
		return { to: 'agreed', after: dice.logNormal(24, 0.7), note: '' };
	},
	agreed({ support, dice }) {
		if (dice.chance(0.04))
			return { to: 'declined', after: dice.logNormal(50, 0.5), note: dice.pick(NOTES.declined) };
		return {
			to: 'started',
			after: dice.logNormal(support?.kind === 'none' ? 44 : 26, 0.65),
			note: dice.pick(NOTES.started)
		};
	},
	started({ pattern, team, support, dice }) {
		if (dice.chance(fits(pattern, team) ? 0.045 : 0.4)) {
			const note = fits(pattern, team) ? dice.pick(NOTES.lapsed) : contextDiffers(pattern, team, dice);
			return { to: 'abandoned', after: dice.logNormal(75, 0.5), note };
		}
		const slower = support?.kind === 'none' ? 1.45 : 1;
		return {
			to: 'adopted',
			after: dice.logNormal(pattern.effort * slower, 0.55),
			note: dice.pick(NOTES.adopted)
		};
	},
	adopted(course) {
		const sustained = course.dice.logNormal(235, 0.2);
		const end = giveUp(course);
		return end && end.after < sustained
			? end
			: { to: 'sustained', after: sustained, note: course.dice.pick(NOTES.sustained) };
	},
	sustained: giveUp,
	declined: ({ pattern, team, dice }) =>
		pattern.exposed === undefined && fits(pattern, team) && dice.chance(0.2)
			? { to: 'agreed', after: dice.logNormal(230, 0.4), note: dice.pick(NOTES.reconsidered) }
			: undefined,
	abandoned: ({ pattern, team, dice }) =>
		pattern.exposed === undefined && fits(pattern, team) && dice.chance(0.6)
			? { to: 'started', after: dice.logNormal(150, 0.4), note: dice.pick(NOTES.returned) }
			: undefined
};

/** The end of a use: soon after a failure is exposed, now and then for anything else. */
function giveUp({ pattern, now, dice }: Case): Move | undefined {
	if (!dice.chance(pattern.exposed === undefined ? pattern.lapse / 2 : pattern.lapse)) return undefined;
	if (pattern.exposed === undefined)
		return { to: 'abandoned', after: dice.logNormal(200, 0.5), note: dice.pick(NOTES.lapsed) };
	return {
		to: 'abandoned',
		after: Math.max(60, pattern.exposed - now) + dice.logNormal(190, 0.7),
		note: dice.pick(NOTES.exposed)
	};
}
