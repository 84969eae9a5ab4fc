/** A trait under which a pattern works, or breaks. */
export type Condition = {
	kind: 'works' | 'breaks';
	trait: string;
	operator: 'is' | 'is not' | 'at least' | 'at most';
	value: string;
};

/**
 * Whether the context of a pattern is that of a team: with the conditions that decide it, and the traits that would have
 * to be known (as a number, for a limit) to decide it fully.
 */
export type Fit<C extends Condition = Condition> = {
	fit: 'fits' | 'breaks' | 'unknown';
	decidedBy: C[];
	missing: string[];
};

/** What is read as a number, here and in packages/db/src/keep/misfits.ts: so long that both tell any two apart. */
const NUMBER = /^-?\d{1,9}(\.\d{1,6})?$/;

/**
 * Whether a condition holds for a value of its trait: numbers are compared as numbers where both are, else as they are
 * written. Null where that cannot be said: nobody knows the value, or a limit is set against what is no number.
 *
 * @example
 * holds({ kind: 'works', trait: 'size', operator: 'at least', value: '4' }, '10'); // => true
 */
export function holds({ operator, value }: Condition, actual: string | undefined): boolean | null {
	if (actual === undefined) return null;
	const numbers = NUMBER.test(value) && NUMBER.test(actual);
	const same = numbers ? Number(actual) === Number(value) : actual === value;
	if (operator === 'is') return same;
	if (operator === 'is not') return !same;
	if (!numbers) return null;
	return operator === 'at least' ? Number(actual) >= Number(value) : Number(actual) <= Number(value);
}

/**
 * Whether a pattern with these conditions would work in a team with these traits. `is` conditions of one trait under
 * which it works are alternatives; all else must hold, and nothing under which it breaks may. What is not known decides
 * nothing: without conditions, or with a trait missing, the fit is unknown, never a fit.
 *
 * @example
 * const conditions = [{ kind: 'works', trait: 'deploys_on', operator: 'is', value: 'kubernetes' }];
 * fitOf(conditions, { deploys_on: 'kubernetes' }).fit; // => 'fits'
 * fitOf(conditions, { deploys_on: 'mainframe' }).fit; // => 'breaks'
 * fitOf(conditions, {}); // => { fit: 'unknown', decidedBy: [], missing: ['deploys_on'] }
 */
export function fitOf<C extends Condition>(conditions: C[], traits: Record<string, string>): Fit<C> {
	const actual = (trait: string) => (Object.hasOwn(traits, trait) ? traits[trait] : undefined);
	const known = conditions.map((condition) => ({
		condition,
		holds: holds(condition, actual(condition.trait))
	}));
	const isAlternative = ({ kind, operator }: Condition) => kind === 'works' && operator === 'is';
	const chosen = new Set(
		known.filter((one) => isAlternative(one.condition) && one.holds).map((one) => one.condition.trait)
	);
	const against = known.filter(({ condition, holds }) =>
		condition.kind === 'breaks'
			? holds === true
			: holds === false && !(isAlternative(condition) && chosen.has(condition.trait))
	);
	const missing = [
		...new Set(known.filter((one) => one.holds === null).map((one) => one.condition.trait))
	].sort();
	if (against.length > 0)
		return { fit: 'breaks', decidedBy: against.map(({ condition }) => condition), missing };
	if (conditions.length === 0 || missing.length > 0) return { fit: 'unknown', decidedBy: [], missing };
	const speaking = known.filter(({ condition, holds }) => holds === (condition.kind === 'works'));
	return { fit: 'fits', decidedBy: speaking.map(({ condition }) => condition), missing };
}

/**
 * A condition in words.
 *
 * @example
 * conditionWords({ kind: 'works', trait: 'deploys_on', operator: 'is', value: 'kubernetes' }); // => 'deploys on is kubernetes'
 */
export const conditionWords = ({ trait, operator, value }: Condition): string =>
	`${trait.replaceAll('_', ' ')} ${operator === 'is' || operator === 'is not' ? operator : `is ${operator}`} ${value}`;

/**
 * What a condition says against a pattern, or for it, in words.
 *
 * @example
 * boundaryWords({ kind: 'breaks', trait: 'size', operator: 'at most', value: '4' }); // => 'breaks where size is at most 4'
 */
export const boundaryWords = (condition: Condition): string =>
	`${condition.kind} where ${conditionWords(condition)}`;
