/** The part of the horizontal axes that is shown, in percent of all of it. */
export interface View {
	start: number;
	end: number;
}

export const ALL: View = { start: 0, end: 100 };
const LEAST = 3;

/** Nearer by a factor below 1, further by one above, around the middle or another share of what is shown. */
export function zoomed({ start, end }: View, factor: number, around = 0.5): View {
	const wide = Math.min(100, Math.max(LEAST, (end - start) * factor));
	return placed(start + (end - start - wide) * around, wide);
}

/** Moved by a share of what is shown. */
export const panned = ({ start, end }: View, share: number): View =>
	placed(start + share * (end - start), end - start);

function placed(start: number, wide: number): View {
	const from = Math.min(100 - wide, Math.max(0, start));
	return { start: from, end: from + wide };
}

/** What a view shows of an axis. */
export function shown([min, max]: [number, number], { start, end }: View): [number, number] {
	const at = (percent: number) => min + ((max - min) * percent) / 100;
	return [at(start), at(end)];
}
