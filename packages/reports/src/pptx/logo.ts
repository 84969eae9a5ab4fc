import type { Brand, Place } from '@app/contract';
import { Resvg } from '@resvg/resvg-js';

type Logo = NonNullable<Brand['logo']>;

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
