import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { init } from './parts.ts';
import type { Picture } from './picture.ts';
import type { View } from './view.ts';

interface Reader {
	/** The row of the picture's table that the keyboard is on. */
	row: () => number | null;
	view: () => View;
	/** The reader zoomed or moved with the mouse or fingers. */
	onview: (view: View) => void;
}
interface Axis {
	min: number;
	max: number;
	axisLabel?: { customValues?: number[] };
}

/** Brings a picture to life in an element. */
export function echart(picture: () => Picture, { row, view, onview }: Reader): Attachment<HTMLElement> {
	return (element) => {
		const chart = init(element, 'house', { renderer: 'svg' });
		const axes = (option: object) => [(option as { xAxis: Axis | Axis[] }).xAxis].flat();
		const draw = () => {
			const { clientWidth, clientHeight } = element;
			const option = picture().option(clientWidth, clientHeight);
			const dataZoom = picture().zoom && {
				...untrack(view),
				...{ type: 'inside', filterMode: 'none', xAxisIndex: axes(option).map((_, i) => i) },
				// the wheel alone scrolls the page
				...{ zoomOnMouseWheel: 'ctrl', preventDefaultMouseMove: false }
			};
			chart.setOption({ ...option, ...(dataZoom && { dataZoom }), animation: false }, true);
		};
		const look = () => {
			const { start, end } = view();
			if (!picture().zoom) return;
			chart.dispatchAction({ type: 'dataZoom', start, end });
			// labels at both ends of an axis stay at the ends of what is shown
			const xAxis = axes(picture().option(element.clientWidth, element.clientHeight)).map(
				({ min, max, axisLabel }) => {
					const at = (percent: number) => min + ((max - min) * percent) / 100;
					return axisLabel?.customValues ? { axisLabel: { customValues: [at(start), at(end)] } } : {};
				}
			);
			chart.setOption({ xAxis });
		};
		// what look() dispatches comes back without a batch
		chart.on('datazoom', (event) => {
			const [shown] = (event as { batch?: View[] }).batch ?? [];
			if (shown) onview({ start: shown.start, end: shown.end });
		});
		const resize = new ResizeObserver(() => {
			chart.resize();
			draw();
			untrack(look);
		});
		resize.observe(element);
		$effect(draw);
		$effect(look);
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
