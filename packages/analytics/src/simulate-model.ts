import { quantileFunction } from './quantile-function.ts';
import type { Distribution } from './quantity.ts';
import type { Draws } from './simulate.ts';
import { uniformDraws } from './uniform-draws.ts';

/** A result as a formula of named inputs. */
export type Formula<Name extends string> = (inputs: Record<Name, number>) => number;

/**
 * Draws of any formula of uncertain inputs, as ROI = (benefit − cost) / cost. Each input keeps its own random
 * numbers, so that moving one slider changes the result by that input alone.
 *
 * @param inputs distributions by name
 * @param formula called once per draw; the object it gets is reused, so it must not be kept
 * @returns one value per draw, in the order drawn; draws where the formula has no finite result are left out
 * @throws RangeError for impossible parameters
 * @see inverse transform sampling
 * @example
 * simulateModel({ hours: { kind: 'constant', value: 4 }, rate: { kind: 'constant', value: 50 } }, (x) => x.hours * x.rate, { draws: 1 })[0]; // => 200
 */
export function simulateModel<Name extends string>(
	inputs: Record<Name, Distribution>,
	formula: Formula<Name>,
	{ draws = 10_000, seed = 1 }: Draws = {}
): Float64Array {
	const names = Object.keys(inputs) as Name[];
	const columns = names.map((name) => {
		const quantile = quantileFunction(inputs[name]);
		return uniformDraws(draws, seed, streamOf(name)).map(quantile);
	});
	const row = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
	const results = new Float64Array(draws);
	let kept = 0;
	for (let i = 0; i < draws; i++) {
		for (let k = 0; k < names.length; k++) row[names[k]!] = columns[k]![i]!;
		const result = formula(row);
		if (Number.isFinite(result)) results[kept++] = result;
	}
	return results.subarray(0, kept);
}

/** A stream per name, not per place: adding an input leaves the draws of the others as they were. */
function streamOf(name: string): number {
	let hash = 0;
	for (const character of name) hash = (Math.imul(hash, 31) + character.codePointAt(0)!) | 0;
	return hash;
}
