import type { PatternSpread } from '@app/contract';

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** The order of the columns: by the share of teams that adopted, highest first, so that structure shows. */
export const mostUsedFirst = (patterns: PatternSpread[]): PatternSpread[] =>
	patterns.toSorted((a, b) => (b.rate ?? -1) - (a.rate ?? -1) || a.name.localeCompare(b.name));

/** How many of the most used patterns make up half of all use, and how many nobody uses. */
export function concentration(patterns: PatternSpread[]): { half: number; unused: number } {
	const uses = patterns.map(({ adopted }) => adopted).sort((a, b) => b - a);
	const all = sum(uses);
	let [half, within] = [0, 0];
	while (within < all / 2) within += uses[half++]!;
	return { half, unused: uses.filter((use) => use === 0).length };
}

const SHOWN = ['sustained', 'adopted', 'open', 'declined', 'abandoned', 'undecided'] as const;
export type Shown = (typeof SHOWN)[number];

/** All cells by what they are drawn as, furthest first, as shares of the eligible ones. */
export function shares(patterns: PatternSpread[]): { state: Shown; share: number }[] {
	const count = (of: keyof PatternSpread & ('eligible' | Shown)) =>
		sum(patterns.map((pattern) => pattern[of]));
	const eligible = count('eligible') || 1;
	return SHOWN.map((state) => ({
		state,
		share: (count(state) - (state === 'adopted' ? count('sustained') : 0)) / eligible
	}));
}
