import type { Colours } from './colours.ts';
import { Density } from './density.ts';
import type { Grid, Place } from './grid.ts';
import { seen, type Box } from './lens.ts';
import { LEAST, Marks } from './marks.ts';

/** How much of the sheet is for names: of teams on the left, of patterns above. */
export interface Names {
	left: number;
	top: number;
}
const DESK: Names = { left: 184, top: 150 };
const PHONE: Names = { left: 96, top: 120 };
export const namesAt = (width: number): Names => (width < 600 ? PHONE : DESK);

/** Cells from this size on have room for a name beside them. */
const NAMED = { width: 14, height: 13 };
/** The height of an area that a line is written in, and of most areas where a line is written in any. */
const AREA_HEIGHT = 11;
const MOST_AREAS = 14;
/** Between heads and cells, and above the bars. */
const GAP = 4;
const BARS_FROM = 26;

export interface Frame extends Box {
	/** Of the whole sheet, in CSS pixels. */
	right: number;
	bottom: number;
	/** Pixels of the screen in one of CSS. */
	density: number;
	at: Place | null;
}

/** Draws the grid as it is seen, from bitmaps and texts that are made once: nothing is allocated for a frame. */
export class Painter {
	readonly #grid: Grid;
	readonly #context: CanvasRenderingContext2D;
	readonly #colours: Colours;
	readonly #font: string;
	readonly #density: Density;
	readonly #marks = new Marks();
	/** Names as they fit, by the room they have. */
	readonly #fitted = new Map<number, Map<string, string>>();
	/** The names of the columns, those of failure patterns marked. */
	readonly #heads: string[];
	/** The share of the teams that adopted, by column. */
	readonly #shares: number[];
	/** Where their scale ends. */
	readonly #most: number;
	#painted = 0;

	constructor(grid: Grid, shares: number[], context: CanvasRenderingContext2D, colours: Colours) {
		this.#grid = grid;
		this.#heads = grid.patterns.map(({ name, kind }) => (kind === 'failure' ? `† ${name}` : name));
		this.#shares = shares;
		this.#most = [0.1, 0.2, 0.5].find((most) => shares.every((share) => share <= most)) ?? 1;
		this.#context = context;
		this.#colours = colours;
		this.#font = `12px ${getComputedStyle(context.canvas).fontFamily}`;
		this.#density = new Density(grid.total, grid.patterns.length);
	}

	draw(frame: Frame): void {
		const { teams, cells } = this.#grid;
		if (this.#painted < teams.length) {
			this.#density.paint(cells, this.#colours.pixels, this.#painted, teams.length);
			this.#painted = teams.length;
		}
		const context = this.#context;
		context.setTransform(frame.density, 0, 0, frame.density, 0, 0);
		context.fillStyle = this.#colours.text.surface;
		context.fillRect(0, 0, frame.right, frame.bottom);
		context.font = this.#font;
		const names = namesAt(frame.right);
		context.save();
		context.beginPath();
		context.rect(names.left, names.top, this.#end(frame) - names.left, frame.bottom - names.top);
		context.clip();
		if (Math.min(frame.width, frame.height) < LEAST) this.#density.draw(context, frame, frame.density);
		else this.#cells(frame);
		this.#cross(frame, names);
		context.restore();
		this.#rows(frame, names);
		this.#columns(frame, names);
	}

	/** Where the last column ends, or the sheet. */
	#end({ left, width, right }: Frame): number {
		return Math.min(right, left + this.#grid.patterns.length * width);
	}

	#cells(frame: Frame): void {
		const { cells, patterns, teams } = this.#grid;
		const { left, top, width, height } = frame;
		this.#marks.make(width, height, frame.density, this.#colours);
		const [first, last] = seen(left, width, frame.right, patterns.length);
		const [upper, lower] = seen(top, height, frame.bottom, teams.length);
		for (let row = upper; row < lower; row++)
			for (let column = first; column < last; column++) {
				const state = cells[row * patterns.length + column]!;
				if (state > 0) this.#marks.copy(this.#context, state, left + column * width, top + row * height);
			}
	}

	/** The row and the column that is pointed at. */
	#cross({ at, left, top, width, height, right, bottom }: Frame, names: Names): void {
		if (!at) return;
		const context = this.#context;
		const [x, y] = [left + at.column * width, top + at.row * height];
		const [w, h] = [Math.max(2, width), Math.max(2, height)];
		context.strokeStyle = this.#colours.text.ink;
		context.lineWidth = 1;
		context.strokeRect(names.left - 1, y - 0.5, right, h);
		context.strokeRect(x - 0.5, names.top - 1, w, bottom);
		context.lineWidth = 2;
		context.strokeRect(x - 1, y - 1, w + 1, h + 1);
	}

	/** On the left: the teams where there is room for a line each, else the areas they lie in. */
	#rows(frame: Frame, names: Names): void {
		const context = this.#context;
		const { areas, teams } = this.#grid;
		const { top, height } = frame;
		const { ink, line, edge, 'ink-2': quiet } = this.#colours.text;
		const room = names.left - 8;
		const single = height >= NAMED.height;
		const depth = single ? 0 : this.#depthAt(height);
		const end = this.#end(frame);
		context.save();
		context.beginPath();
		context.rect(0, names.top, frame.right, frame.bottom - names.top);
		context.clip();
		context.textBaseline = 'middle';
		context.textAlign = 'left';
		for (const [i, area] of areas.entries()) {
			const start = Math.max(names.top, top + area.from * height);
			const until = Math.min(frame.bottom, top + (area.from + area.teams) * height);
			if (until <= start || (area.depth > depth && !single)) continue;
			context.fillStyle = area.depth === 1 ? edge : line;
			context.fillRect(0, Math.round(top + area.from * height) - 1, end, 1);
			const smallest = area.depth === depth || (areas[i + 1]?.depth ?? 0) <= area.depth;
			if (single || !smallest || until - start < AREA_HEIGHT) continue;
			context.fillStyle = ink;
			context.fillText(this.#fit(area.name, room), 0, (start + until) / 2);
		}
		if (single) {
			const [upper, lower] = seen(top, height, frame.bottom, teams.length);
			for (let row = upper; row < lower; row++) {
				context.fillStyle = frame.at?.row === row ? ink : quiet;
				context.fillText(this.#fit(teams[row]!.name, room), 0, top + (row + 0.5) * height);
			}
		}
		context.restore();
		this.#corner(Math.max(0, Math.floor((names.top - top) / height)), single ? Infinity : depth, names);
	}

	/** Above the names: the areas above `depth` that the first row lies in, the smallest last. */
	#corner(row: number, depth: number, names: Names): void {
		const context = this.#context;
		context.textBaseline = 'middle';
		context.textAlign = 'left';
		const holds = (area: Grid['areas'][number]) =>
			area.depth < depth && area.from <= row && row < area.from + area.teams;
		let lines = 0;
		for (const area of this.#grid.areas) if (holds(area)) lines++;
		for (const area of this.#grid.areas) {
			if (!holds(area)) continue;
			context.fillStyle = lines === 1 ? this.#colours.text.ink : this.#colours.text['ink-2'];
			// beside the scale of the bars
			context.fillText(this.#fit(area.name, names.left - 40), 0, names.top - 12 - --lines * 16);
		}
	}

	/** The depth of the smallest areas that are mostly tall enough for a line. */
	#depthAt(height: number): number {
		let found = 1;
		for (let depth = 2; depth < 20; depth++) {
			let [count, teams] = [0, 0];
			for (const area of this.#grid.areas)
				if (area.depth === depth) {
					count++;
					teams += area.teams;
				}
			if (count === 0 || (teams / count) * height < MOST_AREAS) break;
			found = depth;
		}
		return found;
	}

	/** Above: the patterns where there is room for a line each, else the share of teams that use each. */
	#columns(frame: Frame, names: Names): void {
		const context = this.#context;
		const { patterns } = this.#grid;
		const { left, width } = frame;
		const { ink, 'ink-2': quiet } = this.#colours.text;
		const [first, last] = seen(left, width, frame.right, patterns.length);
		const base = names.top - GAP;
		context.save();
		context.beginPath();
		context.rect(names.left, 0, frame.right - names.left, names.top);
		context.clip();
		if (width < NAMED.width) this.#bars(frame, names, first, last);
		else {
			context.textBaseline = 'middle';
			context.textAlign = 'left';
			context.rotate(-Math.PI / 2);
			for (let column = first; column < last; column++) {
				context.fillStyle = frame.at?.column === column ? ink : quiet;
				context.fillText(this.#fit(this.#heads[column]!, base - 4), -base, left + (column + 0.5) * width);
			}
		}
		context.restore();
		if (width < NAMED.width) this.#scale(names);
	}

	#bars({ left, width, right }: Frame, names: Names, first: number, last: number): void {
		const context = this.#context;
		const base = names.top - GAP;
		context.fillStyle = this.#colours.text.line;
		for (const share of [0, 0.5, 1])
			context.fillRect(names.left, base - (base - BARS_FROM) * share, right, 1);
		context.fillStyle = this.#colours.text['stage-adopted'];
		context.beginPath();
		for (let column = first; column < last; column++) {
			const high = ((base - BARS_FROM) * this.#shares[column]!) / this.#most;
			context.rect(left + column * width, base - high, width - (width > 3 ? 1 : 0), high);
		}
		context.fill();
	}

	/** What the bars mean. */
	#scale(names: Names): void {
		const context = this.#context;
		const base = names.top - GAP;
		context.fillStyle = this.#colours.text['ink-2'];
		context.textBaseline = 'middle';
		context.textAlign = 'right';
		for (const share of [0, 0.5, 1])
			context.fillText(
				`${this.#most * share * 100}${share === 1 ? '%' : ''}`,
				names.left - 6,
				base - (base - BARS_FROM) * share
			);
		context.textAlign = 'left';
		context.fillText('Share of the eligible teams that adopted', names.left, 10);
	}

	/** A name, cut where it is wider than its room. */
	#fit(name: string, room: number): string {
		const fitted = this.#fitted.get(room) ?? new Map<string, string>();
		this.#fitted.set(room, fitted);
		const known = fitted.get(name);
		if (known !== undefined) return known;
		let [fits, most] = [0, name.length];
		if (this.#context.measureText(name).width <= room) fits = most;
		while (fits < most) {
			const half = (fits + most + 1) >> 1;
			if (this.#context.measureText(`${name.slice(0, half)}…`).width <= room) fits = half;
			else most = half - 1;
		}
		const text = fits === name.length ? name : `${name.slice(0, fits).trimEnd()}…`;
		fitted.set(name, text);
		return text;
	}
}
