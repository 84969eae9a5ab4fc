import type { Attachment } from 'svelte/attachments';
import { init } from './parts.ts';
import type { Picture } from './picture.ts';

/** Brings a picture to life in an element. `row` is the row of its table that the keyboard is on. */
export function echart(picture: () => Picture, row: () => number | null): Attachment<HTMLElement> {
	return (element) => {
		const chart = init(element, 'house', { renderer: 'svg' });
		const draw = () => {
			const { clientWidth, clientHeight } = element;
			chart.setOption({ ...picture().option(clientWidth, clientHeight), animation: false }, true);
		};
		const resize = new ResizeObserver(() => {
			chart.resize();
			draw();
		});
		resize.observe(element);
		$effect(draw);
		$effect(() => {
			const at = row();
			if (at === null) return;
			const mark = picture().mark?.(at) ?? { seriesIndex: 0, dataIndex: at };
			chart.dispatchAction({ type: 'showTip', ...mark });
		});
		return () => {
			resize.disconnect();
			chart.dispose();
		};
	};
}
