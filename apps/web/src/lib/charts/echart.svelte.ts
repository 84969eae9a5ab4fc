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
import type { Axis } from './stretch.ts';
import { ALL, shown, type View } from './view.ts';

use([
	...[CustomChart, LineChart, ScatterChart, DataZoomInsideComponent],
	...[GridSimpleComponent, MarkAreaComponent, MarkLineComponent, TitleComponent, SVGRenderer]
]);
registerTheme('house', house);

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

/** Draws a picture in an element, again whenever it changes. Large: the browser gets it when that is needed. */
export function echart(picture: () => Picture): Attachment<HTMLElement> {
	return (element) => {
		const chart = init(element, 'house', { renderer: 'svg' });
		const draw = () => {
			const option = picture().option(element.clientWidth, element.clientHeight);
			chart.setOption({ ...option, animation: false }, true);
		};
		const resize = new ResizeObserver(() => {
			chart.resize();
			draw();
		});
		resize.observe(element);
		$effect(draw);
		return () => {
			resize.disconnect();
			chart.dispose();
		};
	};
}
