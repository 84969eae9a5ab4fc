import { expect, test } from 'vitest';
import { shifts } from '../../apps/web/src/lib/charts/end-labels.ts';

test('labels that have room stay at the ends of their lines', () => {
	expect(shifts([10, 40, 80])).toEqual([0, 0, 0]);
});

test('labels that crowd spread around their middle, in the order of their lines', () => {
	const at = [100, 102, 101];
	const placed = shifts(at).map((shift, i) => at[i]! + shift);
	expect(placed).toEqual([86, 116, 101]);
});

test('a group that grows into a neighbour takes it in', () => {
	const at = [50, 51, 60];
	const placed = shifts(at).map((shift, i) => at[i]! + shift);
	expect(placed[1]! - placed[0]!).toBeCloseTo(15);
	expect(placed[2]! - placed[1]!).toBeCloseTo(15);
});
