import { expect, test } from 'vitest';
import { along, rowSpots } from '../../apps/web/src/lib/charts/spots.ts';
import { shown } from '../../apps/web/src/lib/charts/view.ts';

const box = { left: 10, top: 5, width: 100, height: 40 };
const told = (i: number) => [{ text: String(i) }];

test('along an axis each value reaches to the middle between it and the next, the ends to the ends', () => {
	const spots = along([0, 20, 100], [0, 100], box, told);
	expect(spots.map(({ left, width, line }) => [left, width, line])).toEqual([
		[10, 10, 10],
		[20, 50, 30],
		[70, 40, 110]
	]);
	expect(spots.map((spot) => spot.told()[0]!.text)).toEqual(['0', '1', '2']);
});

test('while zoomed, nothing outside of what is shown can be pointed at', () => {
	const [before, inside, after] = along([0, 50, 100], shown([0, 100], { start: 40, end: 60 }), box, told);
	expect([before!.width, after!.width]).toEqual([0, 0]);
	expect(inside).toMatchObject({ left: 10, width: 100, line: 60 });
});

test('a single day is a spot, not a division by nothing', () => {
	expect(along([7], [7, 7], box, told)[0]).toMatchObject({ left: 10, width: 100, line: 10 });
});

test('rows share the height', () => {
	expect(rowSpots(2, box, told).map(({ top, height }) => [top, height])).toEqual([
		[5, 20],
		[25, 20]
	]);
});
