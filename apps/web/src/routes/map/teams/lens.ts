/** The size of a cell at full zoom: names fit beside it, fingers hit it. Few columns may be wider. */
const FULL = { width: 28, height: 24 };
const WIDEST = 56;

/**
 * The size of a cell at a zoom from 0 (all of the grid is seen) to 1 (names and marks are). Both sides grow by
 * constant factors, though at their own paces: there are many more teams than patterns.
 */
export function cellAt(zoom: number, rows: number, columns: number, room: { width: number; height: number }) {
	const side = (full: number, fits: number) => {
		const least = Math.min(full, fits);
		return least * (full / least) ** zoom;
	};
	return {
		width: side(within(room.width / columns, FULL.width, WIDEST), room.width / columns),
		height: side(FULL.height, room.height / rows)
	};
}

/** Where to scroll so that what lay at `at` still does after cells have grown from `before` to `after`. */
export const scrolled = (scroll: number, at: number, before: number, after: number): number =>
	((scroll + at) / before) * after - at;

/** Where to scroll so that a cell from `start` to `end` is seen in a window of `size`, moving as little as possible. */
export const toSee = (scroll: number, size: number, start: number, end: number): number =>
	Math.min(start, Math.max(scroll, end - size));

export const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Where the first cell lies, and how large cells are. */
export interface Box {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** Which of `count` cells are seen between 0 and `end` when the first one starts at `start`: the first, and the one after the last. */
export const seen = (start: number, size: number, end: number, count: number): [number, number] => [
	within(Math.floor(-start / size), 0, count),
	within(Math.ceil((end - start) / size), 0, count)
];
