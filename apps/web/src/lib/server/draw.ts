import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import {
	GridSimpleComponent,
	MarkAreaComponent,
	MarkLineComponent,
	TitleComponent
} from 'echarts/components';
import { init, registerTheme, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { Drawing, type Size } from '#lib/charts/drawing.ts';
import { house } from '#lib/charts/house.ts';
import type { Picture } from '#lib/charts/picture.ts';

use([
	...[CustomChart, LineChart, ScatterChart],
	...[GridSimpleComponent, MarkAreaComponent, MarkLineComponent, TitleComponent, SVGRenderer]
]);
registerTheme('house', house);

/** For phones, tablets and desks; the page shows the one that fits. */
const WIDTHS = [360, 720, 1120];
/** Drawing takes longer than all else a page does, and most pages are asked for again unchanged. */
const KEPT = 50;
const kept = new Map<string, Size[]>();

interface Asked {
	/** The browser asks for data alone: then the SVG travels as data, else as markup. */
	isDataRequest: boolean;
	locals: { locale: string };
}

/** Draws a picture as SVG at every width. */
export function draw(picture: Picture, { isDataRequest, locals }: Asked): Drawing {
	const options = WIDTHS.map((width) => picture.option(width, picture.height(width)));
	// the language stands for the formatters, which JSON leaves out
	const key = JSON.stringify([locals.locale, picture.table, options[0]]);
	const sizes =
		kept.get(key) ?? options.map((option, i) => drawAt(WIDTHS[i]!, picture.height(WIDTHS[i]!), option));
	kept.delete(key);
	kept.set(key, sizes);
	for (const oldest of kept.keys()) {
		if (kept.size <= KEPT) break;
		kept.delete(oldest);
	}
	return new Drawing(sizes, !isDataRequest);
}

function drawAt(width: number, height: number, option: object): Size {
	const chart = init(null, 'house', { renderer: 'svg', ssr: true, width, height });
	chart.setOption({ ...option, animation: false });
	const svg = chart.renderToSVGString({ useViewBox: true });
	chart.dispose();
	return { width, height, svg: light(svg) };
}

/** Without what paints nothing or only ECharts in a browser reads, and with coordinates as fine as can be seen. */
const light = (svg: string) =>
	svg
		.replace(/<style[^]*<\/style>\n/, '')
		.replaceAll(/<path [^>]*><\/path>\n/g, (path) => (paints(path) ? path : ''))
		.replaceAll(/ (?:ecmeta_\w+|pointer-events|class)="[^"]*"/g, '')
		.replaceAll(/ (?:d|transform)="[^"]*"/g, (path) => path.replaceAll(/(\d\d\.\d)\d+/g, '$1'));
const paints = (path: string) =>
	!path.includes('fill="none"') || (path.includes(' stroke="') && !path.includes('stroke-width="0"'));
