import type { OpenStage, StallReason } from '@app/contract';

/** What usually moves an adoption that is slow in its stage. */
const BY_STAGE: Record<OpenStage, string> = {
	observed:
		'Ask the team whether it wants to agree on what it already uses: an owner, a target date, support.',
	identified: 'Ask the team to decide: agree with an owner and a target date, or decline and say why.',
	agreed: 'Agree on the day it starts, and on the support it needs to start.',
	started: 'Ask what blocks it; offer coaching from a team that has adopted it, or close it.'
};

/** The step that a stalled adoption suggests: the most pressing reason decides. */
export function nextStep(stage: OpenStage, reasons: StallReason[]): string {
	if (reasons.includes('stuck')) return 'Help with what it is stuck on, or find somebody who can.';
	if (reasons.includes('past-target')) return 'Set a new target date with the owner, or close it.';
	if (reasons.includes('slow')) return BY_STAGE[stage];
	if (reasons.includes('lost-backing'))
		return 'Ask who leads the area to back it again, or agree how it goes on without.';
	if (reasons.includes('support-used-up')) return 'Agree on more support, or say that no more is needed.';
	if (reasons.includes('inactive')) return 'Ask the team whether it still wants this; record the answer.';
	return BY_STAGE[stage];
}
