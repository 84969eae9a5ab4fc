import type { END_REASONS, NewEntry, Stage } from '@app/contract';
import { refreshAll } from '$app/navigation';
import { Refusal, send } from '#lib/records/change.ts';
import { say } from '#lib/records/toasts.svelte.ts';

/** An adoption by the keys of its pattern and team. */
export type AdoptionKey = { pattern: string; team: string };

/** Why an adoption ends. */
export type End = { reason: (typeof END_REASONS)[number]; note?: string };

export const TRACK = ['identified', 'agreed', 'started', 'adopted', 'sustained'] as const;

/** Entering a stage, as it is asked for. */
export const ACTIONS: Record<Stage, string> = {
	observed: 'Seen in use',
	identified: 'Identified',
	agreed: 'Agreed',
	started: 'Started',
	adopted: 'Adopted',
	sustained: 'Sustained',
	declined: 'Decline…',
	abandoned: 'Abandon…'
};

/** How an adoption that stands in a stage may end: declined before it started, abandoned after. */
export const endOf = (stage: Stage | null): 'declined' | 'abandoned' =>
	stage === null || stage === 'identified' || stage === 'agreed' || stage === 'declined'
		? 'declined'
		: 'abandoned';

/**
 * Records something about an adoption. Answers whether it was done; where somebody else was faster, says so and shows
 * what there is now.
 */
export async function enter({ pattern, team }: AdoptionKey, entry: NewEntry, said: string): Promise<boolean> {
	const path = `/api/adoptions/${encodeURIComponent(pattern)}/${encodeURIComponent(team)}/transitions`;
	return tried(() => send('POST', path, entry, said));
}

/** Does a change, and says what is refused; what others did meanwhile is shown. */
export async function tried(change: () => Promise<unknown>): Promise<boolean> {
	try {
		await change();
		return true;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.status === 409) await refreshAll();
		say(error.message.replace(/ Read \/api\/\S+ for what is recorded\./, ''), { failed: true });
		return false;
	}
}
