import { expect, test } from 'vitest';
import { ALL, panned, zoomed } from '../../apps/web/src/lib/charts/view.ts';

test('zooming keeps the middle, and never leaves the picture', () => {
	expect(zoomed(ALL, 0.5)).toEqual({ start: 25, end: 75 });
	expect(zoomed({ start: 80, end: 100 }, 2)).toEqual({ start: 60, end: 100 });
	expect(zoomed({ start: 25, end: 75 }, 4)).toEqual(ALL);
	const near = zoomed({ start: 50, end: 52 }, 0.1);
	expect(near.end - near.start).toBe(3);
});

test('moving stops at the ends', () => {
	expect(panned({ start: 25, end: 75 }, 0.25)).toEqual({ start: 37.5, end: 87.5 });
	expect(panned({ start: 60, end: 100 }, 0.5)).toEqual({ start: 60, end: 100 });
	expect(panned({ start: 0, end: 40 }, -1)).toEqual({ start: 0, end: 40 });
});
