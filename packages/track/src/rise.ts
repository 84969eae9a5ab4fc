/** What a coalition needs somebody to hold: Representation, Influence, Sovereignty, Expertise. */
export const RISE = ['representation', 'influence', 'sovereignty', 'expertise'] as const;
export type Rise = (typeof RISE)[number];
/** A member from a day (null: from the beginning) up to, not including, another one (null: still), and what they hold. */
export type Membership = Record<Rise, boolean> & { fromOn: string | null; untilOn: string | null };

/** A coalition has so many members; anything else is pointed out. */
export const COALITION_SIZE = { least: 2, most: 7 };

/** Whether a record that is dated from a day up to, not including, another one holds on a day. */
export const holdsOn = (
	{ fromOn, untilOn }: { fromOn: string | null; untilOn: string | null },
	day: string
): boolean => (fromOn === null || fromOn <= day) && (untilOn === null || untilOn > day);

/**
 * How many are in a coalition on a day, what of RISE nobody of them holds, and whether they are too few or too many.
 *
 * @example
 * const ada = { representation: true, influence: true, sovereignty: false, expertise: true, fromOn: null, untilOn: null };
 * riseOn([ada], '2026-01-01'); // => { members: 1, gaps: ['sovereignty'], size: 'too small' }
 */
export function riseOn(
	members: Membership[],
	day: string
): { members: number; gaps: Rise[]; size: 'too small' | 'too large' | null } {
	const now = members.filter((member) => holdsOn(member, day));
	return {
		members: now.length,
		gaps: RISE.filter((part) => !now.some((member) => member[part])),
		size:
			now.length < COALITION_SIZE.least ? 'too small' : now.length > COALITION_SIZE.most ? 'too large' : null
	};
}
