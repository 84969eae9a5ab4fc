/** A point of a chart: its position (from 1) and value. */
export type Point = { at: number; value: number };

/** Consecutive points on one side of the centre line. */
export type Run = { start: number; end: number; length: number; side: 'above' | 'below' };

/** Consecutive points each larger (or smaller) than the one before. */
export type Trend = { start: number; end: number; length: number; direction: 'up' | 'down' };

/**
 * The maximal runs of points strictly on one side of a line; a point exactly on it ends a run. Eight or more
 * are a signal: a coin does not fall on one side eight times running.
 *
 * @param points in order; points left out leave their neighbours adjacent
 * @see Western Electric rules; Wheeler, Understanding Variation
 * @example
 * runs([{ at: 1, value: 3 }, { at: 2, value: 4 }, { at: 3, value: 1 }], 2).length; // => 2
 */
export function runs(points: readonly Point[], line: number): Run[] {
	const found: Run[] = [];
	let side = 0;
	for (const { at, value } of points) {
		const now = Math.sign(value - line);
		if (now !== 0 && now === side)
			Object.assign(found.at(-1)!, { end: at, length: found.at(-1)!.length + 1 });
		else if (now !== 0) found.push({ start: at, end: at, length: 1, side: now > 0 ? 'above' : 'below' });
		side = now;
	}
	return found;
}

/**
 * The maximal trends; an equal value ends one, and a turning point belongs to both sides. Six points or more
 * are a signal.
 *
 * @param points in order; points left out leave their neighbours adjacent
 * @returns trends of two points or more
 * @see Nelson 1984, rule 3
 * @example
 * trends([{ at: 1, value: 1 }, { at: 2, value: 4 }, { at: 3, value: 5 }])[0].length; // => 3
 */
export function trends(points: readonly Point[]): Trend[] {
	const found: Trend[] = [];
	let direction = 0;
	for (const [i, { at, value }] of points.entries()) {
		if (i === 0) continue;
		const before = points[i - 1]!;
		const now = Math.sign(value - before.value);
		if (now !== 0 && now === direction)
			Object.assign(found.at(-1)!, { end: at, length: found.at(-1)!.length + 1 });
		else if (now !== 0)
			found.push({ start: before.at, end: at, length: 2, direction: now > 0 ? 'up' : 'down' });
		direction = now;
	}
	return found;
}
