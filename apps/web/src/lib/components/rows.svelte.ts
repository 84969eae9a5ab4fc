import type { Virtualizer } from '@tanstack/virtual-core';
import type { Attachment } from 'svelte/attachments';
import { on } from 'svelte/events';

/** Which rows of a long table are in the page, and the room of those above and below them, in pixels. */
interface Shown {
	from: number;
	to: number;
	above: number;
	below: number;
}

/** Rows around what the box shows that are there already when somebody scrolls, or tabs out of the last one. */
const AROUND = 10;

/** Keeps those rows of a long table in the page that its box shows; `keys` of all of them, in order, or nothing. */
export function shownRows(keys: () => string[] | null, usualHeight: number) {
	let shown = $state.raw<Shown | null>(null);
	let rows = $state.raw<Virtualizer<HTMLElement, HTMLElement> | null>(null);

	const box: Attachment<HTMLElement> = (element) => {
		let core = $state.raw<typeof import('@tanstack/virtual-core') | null>(null);
		const many = $derived(keys() !== null);
		$effect(() => {
			if (!many) return;
			const near = new IntersectionObserver(([entry]) => {
				if (entry?.isIntersecting) import('@tanstack/virtual-core').then((it) => (core = it));
			});
			near.observe(element);
			return () => near.disconnect();
		});
		$effect(() => {
			const all = keys();
			if (!core || !all) return;
			keepWidths(element);
			const own = new core.Virtualizer<HTMLElement, HTMLElement>({
				...{ count: all.length, getItemKey: (i) => all[i]!, estimateSize: () => usualHeight },
				...{ overscan: AROUND, indexAttribute: 'data-row', scrollToFn: core.elementScroll },
				observeElementRect: core.observeElementRect,
				observeElementOffset: core.observeElementOffset,
				getScrollElement: () => element,
				onChange: tell
			});
			function tell() {
				const items = own.getVirtualItems();
				const [first, last] = [items[0], items.at(-1)];
				if (!first || !last) return;
				const below = own.getTotalSize() - last.end;
				shown = { from: first.index, to: last.index + 1, above: first.start, below };
			}
			element.scrollTop = 0;
			// the browser would stop where the end was before the last rows came in, higher than they were thought
			const listening = on(element, 'keydown', (event) => {
				if (event.key !== 'End' || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
				event.preventDefault();
				own.scrollToEnd();
			});
			const leave = own._didMount();
			own._willUpdate();
			rows = own;
			tell();
			return () => {
				listening();
				leave();
				shown = rows = null;
			};
		});
	};
	/** On each row that is in the page, since they differ in height. */
	const row: Attachment<HTMLElement> = (element) => rows?.measureElement(element);
	return {
		box,
		row,
		get shown() {
			return shown;
		}
	};
}

/** Columns keep the widths that the first rows gave them, whichever rows come into the page. */
function keepWidths(box: HTMLElement) {
	const table = box.querySelector('table');
	if (!table || table.style.tableLayout) return;
	const heads = [...table.querySelectorAll<HTMLElement>('thead th')];
	const widths = heads.map((head) => head.offsetWidth / table.offsetWidth);
	if (table.offsetWidth > box.clientWidth) table.style.minWidth = `${table.offsetWidth}px`;
	for (const [i, head] of heads.entries()) head.style.width = `${widths[i]! * 100}%`;
	table.style.tableLayout = 'fixed';
}
