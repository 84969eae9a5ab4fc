import type { EChartsCoreOption } from 'echarts/core';
import type { Spot } from './spots.ts';
import type { View } from './view.ts';

export type Cell = string | number | null;

/** What `lib/charts/<chart>.ts` makes of its rows: pure data, drawn by the server, and by the browser where it changes or is zoomed. */
export interface Picture {
	/** The figures drawn: the table view, the CSV file, and what the keyboard reads out. */
	table: { columns: string[]; rows: Cell[][] };
	height(width: number): number;
	/** `height` is what `height(width)` gave, or more where the page scaled the drawing up. */
	option(width: number, height: number): EChartsCoreOption;
	/** Where the reader can point, at this size. */
	spots(width: number, height: number, view: View): Spot[];
	/** The spot of a row, for the keyboard; left out where row i has spot i. */
	spotOf?: (row: number) => number;
	/** Whether its horizontal axes can be zoomed. */
	zoom?: boolean;
}
