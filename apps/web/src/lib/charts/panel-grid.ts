/** Columns of small multiples: one on a phone, two on a tablet, three beside each other where there is room. */
export const panelColumns = (width: number, panels: number) =>
	Math.min(panels, width < 500 ? 1 : width < 900 ? 2 : 3);

/** Where small multiples go, in pixels: `left` is the room of the first axis, `gap` lies between panels. */
export function panelGrid(
	panels: number,
	columns: number,
	size: { width: number; tall: number },
	{ left, over, gap }: { left: number; over: number; gap: number }
) {
	const step = (size.width - left + over) / columns;
	const corner = (i: number) => ({ x: left + (i % columns) * step, y: Math.floor(i / columns) * size.tall });
	return { wide: step - gap, at: Array.from({ length: panels }, (_, i) => corner(i)) };
}
