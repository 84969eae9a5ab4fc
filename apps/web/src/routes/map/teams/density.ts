import { seen, within, type Box } from './lens.ts';

/** Canvases are limited to 16,384 pixels a side. */
const TILE = 4096;

interface Level {
	rows: number;
	/** One pixel a cell, RGBA; the tiles hold the same for drawing. */
	pixels: Uint32Array<ArrayBuffer>;
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
				pixels: new Uint32Array(n * columns),
				tiles: heights.map((height) => new OffscreenCanvas(columns, height))
			});
		}
	}

	/** Colours the rows from `from` up to `to`. */
	paint(cells: Uint8Array, colours: Uint32Array, from: number, to: number): void {
		const columns = this.#columns;
		for (const [at, level] of this.#levels.entries()) {
			const { pixels } = level;
			const below = this.#levels[at - 1];
			const [first, last] = [from >> at, Math.min(level.rows, ((to - 1) >> at) + 1)];
			for (let row = first; row < last; row++) {
				const [one, other] = [row * 2 * columns, Math.min(row * 2 + 1, (below?.rows ?? 0) - 1) * columns];
				const here = row * columns;
				for (let i = 0; i < columns; i++)
					pixels[here + i] = below
						? mean(below.pixels[one + i]!, below.pixels[other + i]!)
						: colours[cells[here + i]!]!;
			}
			this.#put(level, first, last);
		}
	}

	/** Brings the rows from `first` up to `last` of a level into its tiles. */
	#put({ pixels, tiles }: Level, first: number, last: number): void {
		const columns = this.#columns;
		const bytes = new Uint8ClampedArray(pixels.buffer, first * columns * 4, (last - first) * columns * 4);
		const image = new ImageData(bytes, columns);
		for (const [i, tile] of tiles.entries()) {
			const top = i * TILE;
			if (last > top && first < top + tile.height) tile.getContext('2d')!.putImageData(image, 0, first - top);
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
