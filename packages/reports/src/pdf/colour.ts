/** The house's own, as in the web app's tokens. */
const HOUSE = '#085f96';

/** The accent of a brand, or of the house: as it is for marks, and dark enough for text (4.5 to 1 on white). */
export function accentOf(colour: string | null): { mark: string; text: string } {
	const mark = colour ?? HOUSE;
	let rgb = [1, 3, 5].map((at) => parseInt(mark.slice(at, at + 2), 16));
	while (1.05 / (luminance(rgb) + 0.05) < 4.5) rgb = rgb.map((part) => Math.floor(part * 0.95));
	return { mark, text: `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}` };
}

/** Relative, by WCAG 2. */
function luminance(rgb: number[]): number {
	const [r, g, b] = rgb.map((part) => {
		const share = part / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
