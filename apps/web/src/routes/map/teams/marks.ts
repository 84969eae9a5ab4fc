import type { Colours } from './colours.ts';
import { STATES } from './grid.ts';

/** Cells smaller than this carry no marks and no gaps between them. */
export const LEAST = 9;

/** Every state drawn once at the size of a cell, side by side, so that a cell is one copy. */
export class Marks {
	readonly #canvas = new OffscreenCanvas(1, 1);
	#made = '';
	/** Pixels of the screen in one of CSS. */
	#screen = 1;

	/** Copies the cell of a state to a place, moved to whole pixels of the screen so that it stays sharp. */
	copy(context: CanvasRenderingContext2D, state: number, x: number, y: number): void {
		const [w, h, density] = [this.#canvas.width / STATES.length, this.#canvas.height, this.#screen];
		const [left, top] = [Math.round(x * density) / density, Math.round(y * density) / density];
		context.drawImage(this.#canvas, state * w, 0, w, h, left, top, w / density, h / density);
	}

	/** Draws the states anew where size, screen or colours are others than last time. */
	make(width: number, height: number, density: number, colours: Colours): void {
		const [w, h] = [Math.ceil(width * density), Math.ceil(height * density)];
		const wanted = `${w} ${h} ${colours.states.join()}`;
		if (wanted === this.#made) return;
		this.#made = wanted;
		this.#screen = density;
		this.#canvas.width = w * STATES.length;
		this.#canvas.height = h;
		const context = this.#canvas.getContext('2d')!;
		for (const [i, state] of STATES.entries()) {
			context.save();
			context.translate(i * w, 0);
			context.beginPath();
			context.rect(0, 0, w - density, h - density);
			context.clip();
			context.fillStyle = colours.states[i]!;
			context.fillRect(0, 0, w, h);
			draw(context, state, { w, h, density, colours });
			context.restore();
		}
	}
}

interface Sheet {
	w: number;
	h: number;
	density: number;
	colours: Colours;
}

/** What tells a state apart without its colour: dots on the track, hatching off it. */
function draw(context: OffscreenCanvasRenderingContext2D, state: string, { w, h, density, colours }: Sheet) {
	const dots = { observed: 3, identified: 3, agreed: 3, started: 3, adopted: 1, sustained: 2 }[state] ?? 0;
	const size = (dots === 3 ? 1 : 2) * density;
	context.fillStyle = dots === 3 ? colours.text.ink : colours.text.surface;
	for (let dot = 0; dot < dots; dot++) {
		context.beginPath();
		context.arc(w / 2 + (dot - (dots - 1) / 2) * size * (dots === 3 ? 3.5 : 3), h / 2, size, 0, 7);
		context.fill();
	}
	const hatch = { declined: { gap: 5, line: 2, slope: 1 }, abandoned: { gap: 3, line: 1, slope: -1 } }[state];
	if (!hatch) return;
	context.strokeStyle = colours.text.texture;
	context.lineWidth = hatch.line * density;
	context.beginPath();
	for (let x = -h; x < w + h; x += hatch.gap * Math.SQRT2 * density) {
		context.moveTo(x, hatch.slope > 0 ? h : 0);
		context.lineTo(x + h, hatch.slope > 0 ? 0 : h);
	}
	context.stroke();
}
