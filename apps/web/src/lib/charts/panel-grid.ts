import type { Formats } from '#lib/format.ts';
import type { Box } from './spots.ts';

/** Columns of small multiples: one on a phone, two on a tablet, three beside each other where there is room. */
export const panelColumns = (width: number, panels: number) =>
	Math.min(panels, width < 500 ? 1 : width < 900 ? 2 : 3);

/** Beside a vertical axis that ends at `top`: enough for its longest label, in pixels, and no less than `least`. */
export const axisRoom = (top: number, f: Formats, least: number): number =>
	Math.max(least, 10 + 7 * f.number(top).length);

interface Room {
	/** Beside the first column, for its axis. */
	left: number;
	/** What the last column does not need at its right. */
	over: number;
	/** Between two columns. */
	gap: number;
	/** Over and below each panel, for its title and its axis. */
	top: number;
	below: number;
	/** What the last row does not need of `below`. */
	under: number;
}

/** Where the plots of small multiples go, in pixels. */
export function panelGrid(
	panels: number,
	columns: number,
	{ width, height }: { width: number; height: number },
	{ left, over, gap, top, below, under }: Room
): Box[] {
	const wide = (width - left + over) / columns;
	const tall = (height + under) / Math.ceil(panels / columns);
	return Array.from({ length: panels }, (_, i) => ({
		left: left + (i % columns) * wide,
		top: Math.floor(i / columns) * tall + top,
		width: wide - gap,
		height: tall - top - below
	}));
}
