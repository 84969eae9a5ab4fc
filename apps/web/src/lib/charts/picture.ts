import type { EChartsCoreOption } from 'echarts/core';

export type Cell = string | number | null;

/** What `lib/charts/<chart>.ts` makes of its rows: pure data, drawn by the server and again by the browser. */
export interface Picture {
	/** The figures drawn: the table view, the CSV file, and what the keyboard reads out. */
	table: { columns: string[]; rows: Cell[][] };
	/** Which series and data index draw a row, for the keyboard; left out where row i is index i of series 0. */
	mark?: (row: number) => { seriesIndex: number; dataIndex: number };
	height(width: number): number;
	/** Whether its horizontal axes can be zoomed. */
	zoom?: boolean;
	/** `height` is what `height(width)` gave, or more where the page scaled the drawing up. */
	option(width: number, height: number): EChartsCoreOption;
}
