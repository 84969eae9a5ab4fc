import { DRAWN_WIDTH, escaped, wide, type Drawn } from './framed.ts';

interface Cell {
	text: string;
	/** Null: nothing there. */
	fill: string | null;
	ink: string;
}

const NAMES = 220;
const ROW = 26;
/** Narrower, and figures would not fit: a wider drawing is made smaller as a whole. */
const NARROW = 24;
const BROAD = 64;
const HEAD = 170;

/** The name as far as there is room. */
function cut(name: string, room: number): string {
	if (wide(name, 12) <= room) return name;
	let length = name.length;
	while (length > 1 && wide(`${name.slice(0, length)}…`, 12) > room) length--;
	return `${name.slice(0, length)}…`;
}

/** A map that is a table in the page, as a picture: names beside and above, a figure in each shaded cell. */
export function gridDrawn(columns: string[], rows: { name: string; cells: Cell[] }[]): Drawn {
	const cell = Math.min(BROAD, Math.max(NARROW, (DRAWN_WIDTH - NAMES) / Math.max(1, columns.length)));
	const head = Math.min(HEAD, Math.max(0, ...columns.map((name) => wide(name, 12))) + 12);
	const parts = columns.map((name, j) => {
		const x = NAMES + (j + 0.5) * cell + 4;
		return `<text transform="translate(${x.toFixed(1)},${head - 6}) rotate(-90)" font-size="12">${escaped(cut(name, head - 8))}</text>`;
	});
	for (const [i, { name, cells }] of rows.entries()) {
		const y = head + i * ROW;
		parts.push(`<text x="0" y="${y + 17}" font-size="12">${escaped(cut(name, NAMES - 12))}</text>`);
		for (const [j, { text, fill, ink }] of cells.entries()) {
			const x = NAMES + j * cell;
			if (fill)
				parts.push(
					`<rect x="${x.toFixed(1)}" y="${y}" width="${(cell - 1).toFixed(1)}" height="${ROW - 1}" fill="${fill}"/>`
				);
			if (text)
				parts.push(
					`<text x="${(x + cell / 2).toFixed(1)}" y="${y + 17}" text-anchor="middle" font-size="12" fill="${ink}">${escaped(text)}</text>`
				);
		}
	}
	return {
		svg: parts.join('\n'),
		width: Math.max(DRAWN_WIDTH, NAMES + columns.length * cell),
		height: head + rows.length * ROW
	};
}
