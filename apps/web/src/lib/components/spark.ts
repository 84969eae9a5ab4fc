export const WIDE = 120;
export const HIGH = 24;

/** Counts as the path of a line in steps, in whole pixels: a count holds until the next one; `most` reaches the top. */
export function sparkPath(counts: number[], most: number): string {
	const step = WIDE / Math.max(1, counts.length - 1);
	let at = NaN;
	let d = '';
	for (const [i, count] of counts.entries()) {
		const y = Math.round((HIGH - 1 - (count / most) * (HIGH - 3)) * 2) / 2;
		if (i === 0) d = `M0 ${y}`;
		else if (y !== at) d += `H${Math.round(i * step)}V${y}`;
		at = y;
	}
	return `${d}H${WIDE}`;
}
