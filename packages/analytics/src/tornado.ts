import { quantileFunction } from './quantile-function.ts';
import type { Distribution } from './quantity.ts';
import type { Formula } from './simulate-model.ts';

/** What the result would be with one input at its P10 and at its P90, all others at their middle. */
export type TornadoBar<Name extends string> = {
	input: Name;
	low: number | null;
	high: number | null;
	swing: number;
};

/**
 * Which inputs matter most, largest swing first: where a better estimate would narrow the result.
 *
 * @param inputs distributions by name
 * @param formula as in {@link simulateModel}
 * @returns one bar per input, in the unit of the result; null where the formula has no finite result
 * @throws RangeError for impossible parameters
 * @see Howard 1988, Management Science 34:679
 * @example
 * tornado({ a: { kind: 'uniform', min: 0, max: 10 }, b: { kind: 'uniform', min: 0, max: 1 } }, (x) => x.a + x.b)[0].input; // => 'a'
 */
export function tornado<Name extends string>(
	inputs: Record<Name, Distribution>,
	formula: Formula<Name>
): TornadoBar<Name>[] {
	const names = Object.keys(inputs) as Name[];
	const at = (u: number, name: Name) => quantileFunction(inputs[name])(u);
	const middle = Object.fromEntries(names.map((name) => [name, at(0.5, name)])) as Record<Name, number>;
	const result = (name: Name, u: number) => {
		const value = formula({ ...middle, [name]: at(u, name) });
		return Number.isFinite(value) ? value : null;
	};
	const bars = names.map((input) => {
		const [low, high] = [result(input, 0.1), result(input, 0.9)];
		return { input, low, high, swing: low === null || high === null ? 0 : Math.abs(high - low) };
	});
	return bars.sort((a, b) => b.swing - a.swing);
}
