import type { Drawn } from '#lib/exports/framed.ts';
import type { Taken } from '#lib/exports/view.ts';
import { coloursOf } from './colours.ts';
import { STATES, type Grid } from './grid.ts';
import { cellAt } from './lens.ts';
import { namesAt, Painter } from './paint.ts';

const ROWS_AT_ONCE = 200;
const WIDTH = 1120;
/** A line a team up to here; more teams share it. */
const TALLEST = 1400;
const ROOMY = 24;

/** The whole grid, a line a team and a column a pattern; between parts the page stays alive. */
export async function gridTaken(grid: Grid): Promise<Taken> {
	const { teams, patterns, cells } = grid;
	const rows: Taken['rows'] = [];
	for (const [i, { name }] of teams.entries()) {
		const start = i * patterns.length;
		const states = patterns.map((_, column) => STATES[cells[start + column]!]!);
		rows.push([name, grid.areasOf(i).at(-1)?.name ?? null, ...states]);
		if (i % ROWS_AT_ONCE === 0) await new Promise((done) => setTimeout(done));
	}
	const labels = ['Team', 'Area', ...patterns.map(({ name }) => name)];
	return { columns: labels.map((label) => ({ label, type: 'text' as const })), rows };
}

/** The whole grid as a picture, painted as in the page, on light ground. */
export function gridPicture(grid: Grid, shares: number[]): Drawn {
	const ground = document.body.appendChild(document.createElement('div'));
	ground.style.cssText = 'position:absolute;visibility:hidden;color-scheme:light';
	const canvas = ground.appendChild(document.createElement('canvas'));
	const { left, top } = namesAt(WIDTH);
	const height = Math.min(TALLEST, top + grid.total * ROOMY);
	const density = 2;
	canvas.width = WIDTH * density;
	canvas.height = height * density;
	const painter = new Painter(grid, shares, canvas.getContext('2d', { alpha: false })!, coloursOf(ground));
	const cell = cellAt(0, grid.total, grid.patterns.length, { width: WIDTH - left, height: height - top });
	painter.draw({ left, top, ...cell, right: WIDTH, bottom: height, density, at: null });
	const image = canvas.toDataURL('image/png');
	ground.remove();
	return { svg: `<image width="${WIDTH}" height="${height}" href="${image}"/>`, width: WIDTH, height };
}
