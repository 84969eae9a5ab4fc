import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { coloursOf } from './colours.ts';
import type { Grid, Place } from './grid.ts';
import { cellAt, scrolled, toSee, within } from './lens.ts';
import { namesAt, Painter } from './paint.ts';

/** What the sheet shows, and tells when it is used. */
export interface Shown {
	grid: () => Grid;
	/** How many teams have come. */
	come: () => number;
	/** By column, for the heads. */
	shares: () => number[];
	/** 0 to 1. */
	zoom: () => number;
	onzoom: (zoom: number) => void;
	/** The cell that the keyboard or a click is on; it is brought into view. */
	active: () => Place | null;
	pointed: () => Place | null;
	onpoint: (place: Place | null) => void;
	/** A click: on a cell, on a team's name (no column) or on a pattern's (no row). */
	onpick: (place: Partial<Place>) => void;
}

/**
 * Draws a grid on the canvas of an element that scrolls: the element's own scrolling (wheel, fingers, bars) moves
 * over it, ctrl+wheel and pinching zoom, dragging with a mouse moves it. The element holds an extent (as large as
 * the grid) that holds the canvas (as large as the element, staying in place).
 */
export function sheet(shown: Shown): Attachment<HTMLElement> {
	return (element) => {
		const extent = element.firstElementChild as HTMLElement;
		const canvas = element.querySelector('canvas')!;
		const context = canvas.getContext('2d', { alpha: false })!;
		let painter: Painter | null = null;
		let frame = 0;
		/** The zoom that the extent has, and where it is held while zooming. */
		let laid = untrack(shown.zoom);
		let held: { x: number; y: number } | null = null;

		const room = () => {
			const names = namesAt(element.offsetWidth);
			return { names, width: element.offsetWidth - names.left, height: element.offsetHeight - names.top };
		};
		const cell = (zoom: number) => {
			const { total, patterns } = shown.grid();
			return cellAt(zoom, total, patterns.length, room());
		};
		const draw = () => {
			frame = 0;
			const density = devicePixelRatio;
			const { clientWidth: right, clientHeight: bottom, scrollLeft, scrollTop } = element;
			const [w, h] = [Math.round(right * density), Math.round(bottom * density)];
			if (canvas.width !== w || canvas.height !== h) {
				canvas.width = w;
				canvas.height = h;
			}
			const { names } = room();
			const { width, height } = cell(laid);
			painter ??= new Painter(shown.grid(), shown.shares(), context, coloursOf(element));
			const at = shown.pointed() ?? shown.active();
			const [left, top] = [names.left - scrollLeft, names.top - scrollTop];
			painter.draw({ left, top, width, height, right, bottom, density, at });
		};
		const redraw = () => {
			frame ||= requestAnimationFrame(draw);
		};
		/** Makes the extent as large as the grid is at the zoom; what lies where it is held stays there. */
		const lay = (zoom: number) => {
			const [before, after] = [cell(laid), cell(zoom)];
			const { names, width, height } = room();
			const { total, patterns } = shown.grid();
			const at = shown.active();
			// what is held: under the mouse or fingers, else the active cell where it is seen, else the middle
			const { x, y } = held ?? {
				x: at ? within((at.column + 0.5) * before.width - element.scrollLeft, 0, width) : width / 2,
				y: at ? within((at.row + 0.5) * before.height - element.scrollTop, 0, height) : height / 2
			};
			const [left, top] = [
				scrolled(element.scrollLeft, x, before.width, after.width),
				scrolled(element.scrollTop, y, before.height, after.height)
			];
			laid = zoom;
			held = null;
			// rounded down, so that what fits needs no bars
			extent.style.width = `${Math.floor(names.left + patterns.length * after.width)}px`;
			extent.style.height = `${Math.floor(names.top + total * after.height)}px`;
			element.scrollTo(left, top);
			redraw();
		};

		const placeAt = (event: { clientX: number; clientY: number }): Partial<Place> => {
			const { left, top } = element.getBoundingClientRect();
			const { names } = room();
			const { width, height } = cell(laid);
			const [x, y] = [event.clientX - left, event.clientY - top];
			const column = Math.floor((x - names.left + element.scrollLeft) / width);
			const row = Math.floor((y - names.top + element.scrollTop) / height);
			return {
				...(x >= names.left && column < shown.grid().patterns.length && { column }),
				...(y >= names.top && row < shown.come() && { row })
			};
		};
		const hold = (event: { clientX: number; clientY: number }) => {
			const { left, top } = element.getBoundingClientRect();
			const { names } = room();
			return { x: event.clientX - left - names.left, y: event.clientY - top - names.top };
		};
		const zoomTo = (zoom: number, at: { clientX: number; clientY: number }) => {
			held = hold(at);
			shown.onzoom(within(zoom, 0, 1));
		};

		const wheel = (event: WheelEvent) => {
			if (!event.ctrlKey && !event.metaKey) return;
			event.preventDefault();
			zoomTo(laid - event.deltaY / 600, event);
		};
		let grip: { x: number; y: number; left: number; top: number } | null = null;
		let dragged = false;
		const down = (event: PointerEvent) => {
			dragged = false;
			if (event.pointerType !== 'mouse' || event.button !== 0 || event.target !== canvas) return;
			grip = { x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop };
		};
		const move = (event: PointerEvent) => {
			if (event.buttons === 0) grip = null; // let go outside of the element
			if (!grip) {
				const { row, column } = placeAt(event);
				return shown.onpoint(row === undefined || column === undefined ? null : { row, column });
			}
			const [x, y] = [event.clientX - grip.x, event.clientY - grip.y];
			if (!dragged && Math.hypot(x, y) < 4) return;
			if (!dragged) element.setPointerCapture(event.pointerId);
			dragged = true;
			element.scrollTo(grip.left - x, grip.top - y);
		};
		const up = () => (grip = null);
		const leave = () => shown.onpoint(null);
		const click = (event: MouseEvent) => {
			if (!dragged && event.target === canvas) shown.onpick(placeAt(event));
		};
		const double = (event: MouseEvent) => zoomTo(laid + 0.3, event);
		/** How far two fingers are apart, and the zoom they began at. */
		let pinch: { apart: number; zoom: number } | null = null;
		const touch = (event: TouchEvent) => {
			const [one, other] = event.touches;
			if (!one || !other) return (pinch = null);
			event.preventDefault();
			const apart = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
			const middle = {
				clientX: (one.clientX + other.clientX) / 2,
				clientY: (one.clientY + other.clientY) / 2
			};
			pinch ??= { apart, zoom: laid };
			// three times as far apart: from all of it to single cells
			return zoomTo(pinch.zoom + Math.log(apart / pinch.apart) / Math.log(3), middle);
		};

		const leaving = new AbortController();
		const { signal } = leaving;
		element.addEventListener('scroll', redraw, { passive: true, signal });
		element.addEventListener('wheel', wheel, { passive: false, signal });
		element.addEventListener('pointerdown', down, { signal });
		element.addEventListener('pointermove', move, { signal });
		element.addEventListener('pointerup', up, { signal });
		element.addEventListener('pointercancel', up, { signal });
		element.addEventListener('pointerleave', leave, { signal });
		element.addEventListener('click', click, { signal });
		element.addEventListener('dblclick', double, { signal });
		for (const event of ['touchstart', 'touchmove', 'touchend'] as const)
			element.addEventListener(event, touch, { passive: false, signal });

		const anew = () => {
			painter = null;
			redraw();
		};
		for (const query of ['(prefers-color-scheme: dark)', 'print'])
			matchMedia(query).addEventListener('change', anew, { signal });
		const theme = new MutationObserver(anew);
		theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
		const resize = new ResizeObserver(() => lay(laid));
		resize.observe(element);
		// the names are drawn in the page's font
		void document.fonts.ready.then(anew);

		$effect(() => {
			const zoom = shown.zoom();
			untrack(() => lay(zoom));
		});
		$effect(() => {
			shown.come();
			shown.pointed();
			redraw();
		});
		$effect(() => {
			const at = shown.active();
			redraw();
			if (!at) return;
			const { width, height } = cell(laid);
			const { names } = room();
			element.scrollTo(
				toSee(
					element.scrollLeft,
					element.clientWidth - names.left,
					at.column * width,
					(at.column + 1) * width
				),
				toSee(element.scrollTop, element.clientHeight - names.top, at.row * height, (at.row + 1) * height)
			);
		});
		return () => {
			leaving.abort();
			theme.disconnect();
			resize.disconnect();
			cancelAnimationFrame(frame);
		};
	};
}
