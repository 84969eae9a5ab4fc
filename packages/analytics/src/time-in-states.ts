import type { IncidenceCurves } from './aalen-johansen.ts';

/**
 * Of the first `tau`, how much is spent under way and how much after each kind of end, on average; the parts
 * add up to tau.
 *
 * @param tau horizon in the unit of the curves, 0 or more
 * @returns times in that unit, `causes` in the order of the curves
 * @throws RangeError for a tau that is no finite number of 0 or more
 * @see Andersen 2013, Statistics in Medicine 32:5278 (areas under the curves)
 * @example
 * timeInStates(aalenJohansen({ time: [1, 2], cause: [1, 1] }), 2); // => { eventFree: 1.5, causes: [0.5] }
 */
export function timeInStates(curves: IncidenceCurves, tau: number): { eventFree: number; causes: number[] } {
	if (!(tau >= 0 && tau < Infinity)) throw new RangeError(`timeInStates: tau must be 0 or more, got ${tau}`);
	const { time, eventFree, causes } = curves;
	const area = (values: readonly number[], start: number) => {
		let sum = 0;
		let [at, value] = [0, start];
		for (let i = 0; i < time.length && time[i]! <= tau; i++) {
			sum += value * (time[i]! - at);
			[at, value] = [time[i]!, values[i]!];
		}
		return sum + value * (tau - at);
	};
	return { eventFree: area(eventFree, 1), causes: causes.map(({ cif }) => area(cif, 0)) };
}
