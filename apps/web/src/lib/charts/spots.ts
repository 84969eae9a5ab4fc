/** A part of the drawing, in its pixels. */
export interface Box {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** A line of what is told about a place: its words, the figure, the colour that stands for them. */
export interface Told {
	text: string;
	value?: string;
	color?: string;
}

/** A place of the drawing where something is told. */
export interface Spot extends Box {
	/** Where a line marks it; what has none is shaded. */
	line?: number;
	told: () => Told[];
}

/** A spot for each value along an axis, in rising order: each reaches up to the middle between it and the next. */
export function along(
	values: number[],
	[min, max]: [number, number],
	{ left, top, width, height }: Box,
	told: (i: number) => Told[]
): Spot[] {
	const lines = values.map((value) => left + ((value - min) / (max - min || 1)) * width);
	const inside = (x: number) => Math.max(left, Math.min(left + width, x));
	return lines.map((line, i) => {
		const from = i === 0 ? left : inside((lines[i - 1]! + line) / 2);
		const to = i === lines.length - 1 ? left + width : inside((line + lines[i + 1]!) / 2);
		return { left: from, width: to - from, top, height, line, told: () => told(i) };
	});
}

/** A spot for each row, from the top, all of the same height. */
export const rowSpots = (rows: number, box: Box, told: (i: number) => Told[]): Spot[] =>
	Array.from({ length: rows }, (_, i) => ({
		...box,
		top: box.top + (i * box.height) / rows,
		height: box.height / rows,
		told: () => told(i)
	}));
