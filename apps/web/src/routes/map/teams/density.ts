import { seen, within, type Box } from './lens.ts';

/** Canvases are limited to 16,384 pixels a side. */
const TILE = 4096;

interface Level {
	rows: number;
	/** One pixel a cell, RGBA; of the first level only the tiles are kept, it is the largest. */
	pixels: Uint32Array | null;
	tiles: OffscreenCanvas[];
}

/** The mean of two colours, channel by channel. */
export const mean = (a: number, b: number): number => ((a & b) + (((a ^ b) & 0xfefefefe) >>> 1)) >>> 0;

/**
 * The grid as bitmaps of one pixel a cell, and again with every two rows made one, and so on: whatever the zoom, one
 * of them has about as many rows as the screen, and a frame is one or two copies of it.
 */
export class Density {
	readonly #columns: number;
	readonly #levels: Level[] = [];

	constructor(rows: number, columns: number) {
		this.#columns = columns;
		for (let n = rows; n > 0; n = n > 64 ? Math.ceil(n / 2) : 0) {
			const heights = Array.from({ length: Math.ceil(n / TILE) }, (_, i) => Math.min(TILE, n - i * TILE));
			this.#levels.push({
				rows: n,
				pixels: n === rows ? null : new Uint32Array(n * columns),
				tiles: heights.map((height) => new OffscreenCanvas(columns, height))
			});
		}
	}

	/** Colours the rows from `from` up to `to`. */
	paint(cells: Uint8Array, colours: Uint32Array, from: number, to: number): void {
		const columns = this.#columns;
		const image = new ImageData(columns, to - from);
		const pixels = new Uint32Array(image.data.buffer);
		for (let i = 0; i < pixels.length; i++) pixels[i] = colours[cells[from * columns + i]!]!;
		this.#put(this.#levels[0]!, image, from);
		for (let at = 1; at < this.#levels.length; at++) {
			const [below, level] = [this.#levels[at - 1]!, this.#levels[at]!];
			const [first, last] = [from >> at, Math.min(level.rows, ((to - 1) >> at) + 1)];
			const upper = (row: number, column: number) =>
				below.pixels ? below.pixels[row * columns + column]! : colours[cells[row * columns + column]!]!;
			for (let row = first; row < last; row++) {
				const next = Math.min(row * 2 + 1, below.rows - 1);
				for (let column = 0; column < columns; column++)
					level.pixels![row * columns + column] = mean(upper(row * 2, column), upper(next, column));
			}
			const part = level.pixels!.slice(first * columns, last * columns);
			this.#put(level, new ImageData(new Uint8ClampedArray(part.buffer), columns, last - first), first);
		}
	}

	#put(level: Level, image: ImageData, from: number): void {
		for (const [i, tile] of level.tiles.entries()) {
			const top = i * TILE;
			if (from + image.height > top && from < top + TILE)
				tile.getContext('2d')!.putImageData(image, 0, from - top);
		}
	}

	/**
	 * Draws the grid with its first cell at `left`, `top` and cells of `width` by `height`, as far as it is seen in a
	 * window of `right` by `bottom`. `density`: pixels of the screen in one of the context's.
	 */
	draw(
		context: CanvasRenderingContext2D,
		at: Box & { right: number; bottom: number },
		density: number
	): void {
		const { left, top, width, right, bottom } = at;
		const merged = within(Math.round(-Math.log2(at.height * density)), 0, this.#levels.length - 1);
		const height = at.height * 2 ** merged;
		const [first, last] = seen(left, width, right, this.#columns);
		// columns narrower than a pixel are mixed; rows are mixed already, and all else has sharp edges
		context.imageSmoothingEnabled = width * density < 1;
		for (const [i, tile] of this.#levels[merged]!.tiles.entries()) {
			const start = top + i * TILE * height;
			const [upper, lower] = seen(start, height, bottom, tile.height);
			if (lower <= upper || last <= first) continue;
			context.drawImage(
				...([tile, first, upper, last - first, lower - upper] as const),
				...([
					left + first * width,
					start + upper * height,
					(last - first) * width,
					(lower - upper) * height
				] as const)
			);
		}
	}
}
