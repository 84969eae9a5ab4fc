import { bisect } from './bisect.ts';

/** A term c·x^e; e may be a fraction. */
export type Term = { c: number; e: number };

/**
 * All roots of a sum of powers inside (low, high), ascending; one where the curve only touches zero is listed
 * once.
 *
 * @param terms exponents in any order
 * @param low 0 or more
 * @see Rolle: between two roots the derivative has one, and dividing by the lowest power makes every derivative
 *   one term shorter; Descartes: with one change of sign there is one root at most
 * @example
 * positiveRoots([{ c: 2, e: 0 }, { c: -3, e: 1 }, { c: 1, e: 2 }], 0.5, 5); // => [1, 2]
 */
export function positiveRoots(terms: readonly Term[], low: number, high: number): number[] {
	const kept = collect(terms);
	if (!kept.some(({ c }, i) => i > 0 && c > 0 !== kept[i - 1]!.c > 0)) return [];
	const lowest = kept[0]!.e;
	const highest = kept.at(-1)!.e;
	// Above 1 the highest power is divided out instead: same sign, and nothing overflows.
	const value = (x: number) =>
		kept.reduce((sum, { c, e }) => sum + c * x ** (e - (x > 1 ? highest : lowest)), 0);
	const size = (x: number) =>
		kept.reduce((sum, { c, e }) => sum + Math.abs(c) * x ** (e - (x > 1 ? highest : lowest)), 0);
	const slope = kept.slice(1).map(({ c, e }) => ({ c: c * (e - lowest), e }));
	const turns = positiveRoots(slope, low, high);
	const touches = (x: number) => Math.abs(value(x)) <= 1e-13 * size(x);
	const found = turns.filter(touches);
	const ends = [low, ...turns, high];
	for (let i = 1; i < ends.length; i++) {
		const [from, to] = [ends[i - 1]!, ends[i]!];
		if (touches(from) || touches(to) || value(from) > 0 === value(to) > 0) continue;
		found.push(bisect(value, from, to));
	}
	return found.sort((a, b) => a - b);
}

/** Terms by ascending exponent, equal exponents added, none of them zero, scaled to 1. */
function collect(terms: readonly Term[]): Term[] {
	const sums = new Map<number, number>();
	for (const { c, e } of terms) sums.set(e, (sums.get(e) ?? 0) + c);
	const largest = Math.max(...[...sums.values()].map(Math.abs));
	const kept = [...sums].filter(([, c]) => c !== 0).map(([e, c]) => ({ c: c / largest, e }));
	return kept.sort((a, b) => a.e - b.e);
}
