import type { Brand, Place } from '@app/contract';

/** How wide a logo is by its height; square where a file does not say. */
function ratio({ type, base64 }: NonNullable<Brand['logo']>): number {
	const bytes = Buffer.from(base64, 'base64');
	if (type === 'image/png')
		return bytes.length > 24 ? bytes.readUInt32BE(16) / (bytes.readUInt32BE(20) || 1) || 1 : 1;
	const svg = /<svg\b[^>]*>/.exec(bytes.toString('utf8'))?.[0] ?? '';
	const box = /viewBox\s*=\s*["']([^"']+)["']/
		.exec(svg)?.[1]
		?.trim()
		.split(/[\s,]+/)
		.map(Number);
	const side = (name: string) =>
		Number(new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)(px)?["']`).exec(svg)?.[1]);
	const [wide, high] = box?.length === 4 ? [box[2]!, box[3]!] : [side('width'), side('height')];
	return wide > 0 && high > 0 ? wide / high : 1;
}

/** The picture and where it stands: as large as the box allows, at its right end, and not distorted. */
export function logoIn(logo: NonNullable<Brand['logo']>, box: Place) {
	const by = ratio(logo);
	const w = Math.min(box.w, box.h * by);
	const h = w / by;
	return {
		data: `${logo.type};base64,${logo.base64}`,
		...{ x: box.x + box.w - w, y: box.y + (box.h - h) / 2, w, h }
	};
}
