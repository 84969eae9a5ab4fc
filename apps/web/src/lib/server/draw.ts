import { Drawing } from '#lib/charts/drawing.ts';
import { init } from '#lib/charts/parts.ts';
import type { Picture } from '#lib/charts/picture.ts';

/** For phones, tablets and desks; the page shows the one that fits. */
const WIDTHS = [360, 720, 1120];

/** Draws a picture as SVG. `inPage` is false where the browser asks for data alone: then the SVG travels as data. */
export function draw(picture: Picture, { isDataRequest }: { isDataRequest: boolean }): Drawing {
	const sizes = WIDTHS.map((width) => {
		const height = picture.height(width);
		const chart = init(null, 'house', { renderer: 'svg', ssr: true, width, height });
		chart.setOption({ ...picture.option(width, height), animation: false });
		const svg = chart.renderToSVGString({ useViewBox: true });
		chart.dispose();
		return { width, height, svg };
	});
	return new Drawing(sizes, !isDataRequest);
}
