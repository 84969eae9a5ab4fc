import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import {
	DataZoomInsideComponent,
	GridSimpleComponent,
	MarkAreaComponent,
	MarkLineComponent,
	TitleComponent
} from 'echarts/components';
import { init, registerTheme, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { house } from './house.ts';
import type { Picture } from './picture.ts';
import { ALL, shown, type View } from './view.ts';

use([
	...[CustomChart, LineChart, ScatterChart, DataZoomInsideComponent],
	...[GridSimpleComponent, MarkAreaComponent, MarkLineComponent, TitleComponent, SVGRenderer]
]);
registerTheme('house', house);

interface Reader {
	view: () => View;
	/** The reader zoomed or moved with the mouse or fingers. */
	onview: (view: View) => void;
}
interface Axis {
	min: number;
	max: number;
	axisLabel?: { customValues?: number[] };
}

/** A picture as SVG, apart from the page, as far as the reader has zoomed. */
export function drawnAt(picture: Picture, width: number, view: View) {
	const height = picture.height(width);
	const chart = init(null, 'house', { renderer: 'svg', ssr: true, width, height });
	const option = picture.option(width, height) as { xAxis?: Axis | Axis[] };
	const axes = [option.xAxis ?? []].flat();
	const zoomed = view.start !== ALL.start || view.end !== ALL.end;
	chart.setOption({
		...option,
		animation: false,
		...(zoomed && {
			dataZoom: { ...view, type: 'inside', filterMode: 'none', xAxisIndex: axes.map((_, i) => i) },
			xAxis: axes.map((axis) =>
				axis.axisLabel?.customValues
					? { ...axis, axisLabel: { ...axis.axisLabel, customValues: shown([axis.min, axis.max], view) } }
					: axis
			)
		})
	});
	// without what only answers to a mouse
	const svg = chart
		.renderToSVGString()
		.replaceAll(/<style[^]*?<\/style>| (?:class|pointer-events)="[^"]*"/g, '');
	chart.dispose();
	return { svg, width, height };
}

/** Draws a picture in an element, as far as the reader has zoomed. Large: the browser gets it when that is needed. */
export function echart(picture: () => Picture, { view, onview }: Reader): Attachment<HTMLElement> {
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
				({ min, max, axisLabel }) =>
					axisLabel?.customValues ? { axisLabel: { customValues: shown([min, max], { start, end }) } } : {}
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
		return () => {
			resize.disconnect();
			chart.dispose();
		};
	};
}
