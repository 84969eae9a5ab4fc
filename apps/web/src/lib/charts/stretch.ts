import type { Formats } from '#lib/format.ts';
import { shifts } from './end-labels.ts';
import type { Picture } from './picture.ts';
import type { Box } from './spots.ts';
import { ticks } from './ticks.ts';
import { ALL, shown, type View } from './view.ts';

/** The axis of days of a picture. */
export interface Axis {
	min: number;
	max: number;
	axisLabel?: { customValues?: number[]; formatter?: (time: number) => string };
}
type Place = [x: number, y: number];

/** Every drawing as the server made it, by the element that shows it. */
const drawings = new WeakMap<SVGSVGElement, SVGSVGElement>();

/** Where a picture is drawn, and over which time. */
export function plotsOf(picture: Picture, width: number, height: number): { box: Box; axis: Axis }[] {
	const { grid, xAxis } = picture.option(width, height) as { grid: Box | Box[]; xAxis: Axis | Axis[] };
	const axes = [xAxis].flat();
	return [grid].flat().map((box, i) => ({ box, axis: axes[i]! }));
}

/**
 * Shows a part of the time of a drawing: stretches what the server drew in its plots, and labels the axes anew. For
 * that nobody needs ECharts, which is larger than all other scripts of a page.
 */
export function stretch(svg: SVGSVGElement, picture: Picture, view: View, f: Formats): void {
	const drawn = drawings.get(svg) ?? (svg.cloneNode(true) as SVGSVGElement);
	drawings.set(svg, drawn);
	const copy = drawn.cloneNode(true) as SVGSVGElement;
	const { width, height } = svg.viewBox.baseVal;
	if (view.start !== ALL.start || view.end !== ALL.end) {
		const marks = [...copy.querySelectorAll<SVGElement>('path, text')].filter(
			(mark) => !mark.closest('defs')
		);
		for (const plot of plotsOf(picture, width, height)) stretchPlot(plot, marks, view, f);
	}
	svg.replaceChildren(...copy.childNodes);
}

function stretchPlot({ box, axis }: { box: Box; axis: Axis }, marks: SVGElement[], view: View, f: Formats) {
	const [right, bottom] = [box.left + box.width, box.top + box.height];
	const times = 100 / (view.end - view.start);
	const to = (x: number) => box.left + (x - box.left - (box.width * view.start) / 100) * times;
	const from = (x: number) => box.left + (x - box.left) / times + (box.width * view.start) / 100;
	const seen = (x: number) => x > box.left - 1 && x < right + 1;
	const lines: Place[][] = [];
	const dates: SVGElement[] = [];
	const ends: { label: SVGElement; line: Place[]; beside: number }[] = [];

	for (const mark of marks) {
		const at = placeOf(mark);
		if (!at) continue;
		const [x, y] = at;
		const text = mark.tagName === 'text';
		// what stands above a plot marks a day of it, or is its title, which begins further left
		if (x < box.left - 2 || x > right + (text ? BESIDE + 4 : 2) || y < box.top - 12 || y > bottom + 12)
			continue;
		if (text && y > bottom + 2) dates.push(mark);
		else if (text) {
			const line = lines.find((line) => Math.abs(line.at(-1)![0] + BESIDE - x) < 3);
			if (line) {
				lines.splice(lines.indexOf(line), 1);
				ends.push({ label: mark, line, beside: x - line.at(-1)![0] });
			} else if (y < box.top || x > box.left + 8) move(mark, to(x) - x, seen(to(x)));
		} else if (mark.hasAttribute('transform')) move(mark, to(x) - x, seen(to(x)));
		else if (mark.getAttribute('stroke') !== GRID) {
			const places = placesOf(mark);
			const [first, last] = [places[0]!, places.at(-1)!];
			const clipped = mark.parentElement?.closest('[clip-path]');
			if (!clipped && first[0] === last[0] && !seen(to(x))) mark.remove();
			// a level reaches from side to side, however much is shown
			else if (clipped || first[1] !== last[1])
				mark.setAttribute(
					'd',
					mark.getAttribute('d')!.replaceAll(X, (x) => to(Number(x)).toFixed(1))
				);
			if (clipped && mark.getAttribute('fill') === 'none') lines.push(places);
		}
	}

	const shownEnds = ends.filter(({ label, line }) => {
		const there = to(line.at(-1)![0]) >= box.left && to(line[0]![0]) <= right;
		if (!there) label.remove();
		return there;
	});
	const places = shownEnds.map(({ line }): Place => {
		const x = Math.min(right, to(line.at(-1)![0]));
		return [x, heightAt(line, from(x))];
	});
	const shift = shifts(
		places.map(([, y]) => y - box.top),
		box.height - 8
	);
	for (const [i, { label, beside }] of shownEnds.entries()) {
		const [x, y] = places[i]!;
		label.setAttribute('transform', `translate(${x + beside} ${y + shift[i]!})`);
	}
	label(dates, { box, axis, to }, view, f);
}

/** Writes the days of an axis anew, in the letters of those that stood there. */
function label(
	[like, ...others]: SVGElement[],
	{ box, axis, to }: { box: Box; axis: Axis; to: (x: number) => number },
	view: View,
	f: Formats
) {
	if (!like) return;
	const range = shown([axis.min, axis.max], view);
	const { customValues, formatter } = axis.axisLabel ?? {};
	const written =
		customValues && formatter
			? range.map((time) => ({ time, text: formatter(time) }))
			: ticks(range, box.width / ROOM, f);
	for (const [i, { time, text }] of written.entries()) {
		const date = like.cloneNode() as SVGElement;
		const x = to(box.left + ((time - axis.min) / (axis.max - axis.min)) * box.width);
		date.textContent = text;
		date.setAttribute('text-anchor', !customValues ? 'middle' : i === 0 ? 'start' : 'end');
		date.setAttribute('transform', `translate(${x} ${placeOf(like)![1]})`);
		date.style.fontWeight = '';
		like.before(date);
	}
	for (const date of [like, ...others]) date.remove();
}

/** Axes and the grid, which stay (house.ts). */
const GRID = 'var(--line)';
/** From the end of a line to the label of it. */
const BESIDE = 10;
/** For the label of a day, in pixels. */
const ROOM = 66;
/** The x of each place of a path; ECharts draws lines and areas with straight ones alone. */
const X = /(?<=[ML])-?[\d.]+/g;

const numbers = (text: string | null) => (text?.match(/-?[\d.]+/g) ?? []).map(Number);
const placesOf = (path: SVGElement): Place[] =>
	[...(path.getAttribute('d') ?? '').matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [
		Number(x),
		Number(y)
	]);
/** Where an element is moved to: `translate(x y)` or `matrix(... x,y)`; else where it begins. */
function placeOf(mark: SVGElement): Place | undefined {
	const [x, y] = numbers(mark.getAttribute('transform')).slice(-2);
	return x === undefined || y === undefined ? placesOf(mark)[0] : [x, y];
}

function move(mark: SVGElement, by: number, stays: boolean) {
	if (stays) mark.setAttribute('transform', `translate(${by} 0) ${mark.getAttribute('transform')}`);
	else mark.remove();
}

function heightAt(line: Place[], x: number): number {
	const next = Math.max(
		1,
		line.findIndex(([at]) => at >= x)
	);
	const [[x0, y0], [x1, y1]] = [line[next - 1]!, line[next] ?? line[next - 1]!];
	return x1 === x0 ? y1 : y0 + ((y1 - y0) * Math.min(x - x0, x1 - x0)) / (x1 - x0);
}
