import type { Brand, Place } from '@app/contract';
import { Resvg } from '@resvg/resvg-js';

type Logo = NonNullable<Brand['logo']>;

/** Whether anything is to be seen of a logo: a broken picture, or an empty one, would stop the files it belongs in. */
export function isDrawable({ type, base64 }: Logo): boolean {
	const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><image width="64" height="64" href="data:${type};base64,${base64}"/></svg>`;
	return new Resvg(sheet).render().pixels.some((part) => part !== 0);
}

/** Pixels to a side: sharp on a wall, too. */
const SIDE = 1200;

/** Office draws an SVG only beside a bitmap of it, so that it gets the bitmap alone. Throws where there is no picture. */
function png({ type, base64 }: Logo): Buffer {
	const bytes = Buffer.from(base64, 'base64');
	if (type === 'image/png') return bytes;
	const drawn = new Resvg(bytes);
	const larger = drawn.width > drawn.height ? 'width' : 'height';
	return new Resvg(bytes, { fitTo: { mode: larger, value: SIDE } }).render().asPng();
}

/** The picture and where it stands: as large as the box allows, at its right end, and not distorted. */
export function logoIn(logo: Logo, box: Place) {
	const picture = png(logo);
	// width and height stand in the first chunk of a PNG
	const by = picture.readUInt32BE(16) / picture.readUInt32BE(20);
	const w = Math.min(box.w, box.h * by);
	const h = w / by;
	return {
		data: `image/png;base64,${picture.toString('base64')}`,
		...{ x: box.x + box.w - w, y: box.y + (box.h - h) / 2, w, h }
	};
}
