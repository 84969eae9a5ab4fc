import type { Adoption, AdoptionEntry, AdoptionStanding, Stage } from '@app/contract';
import type { Formats } from '#lib/format.ts';

export const daysBetween = (from: string, to: string): number =>
	Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const OPEN: readonly unknown[] = ['observed', 'identified', 'agreed', 'started'];
export const isOpen = (stage: Stage | null): boolean => OPEN.includes(stage);

/** Where it stands since when, whether that is usual, and how likely it comes into use. */
export function adoptionSentence(
	{ stage, since, today, percentile, chance90 }: AdoptionStanding,
	f: Formats
): string {
	if (stage === null || since === null) return 'Nothing is on record yet. Say where it stands.';
	const days = daysBetween(since, today);
	const stands = `${stage.slice(0, 1).toUpperCase()}${stage.slice(1)} ${days === 0 ? 'today' : `for ${f.count(days, 'day')}`}`;
	if (!isOpen(stage)) return `${stands}.`;
	const usual =
		percentile === null || percentile.days === null
			? ''
			: days > percentile.days
				? `, longer than 4 of 5 (${f.count(Math.round(percentile.days), 'day')})`
				: `, within the usual time (${f.count(Math.round(percentile.days), 'day')})`;
	const chance = chance90 === null ? '' : `; ${f.percent(chance90)} chance to be in use within 90 days`;
	return `${stands}${usual}${chance}.`;
}

/** The entries, the one that was recorded last first. */
export const latestFirst = ({ entries }: Adoption): AdoptionEntry[] =>
	entries.toReversed().toSorted((a, b) => b.recordedAt.localeCompare(a.recordedAt));

/** The day on which a stage was last entered, by what stands. */
export const enteredOn = ({ entries }: Adoption, stage: Stage): string | null =>
	entries.findLast((entry) => entry.stage === stage && entry.supersededBy === null)?.occurredOn ?? null;
