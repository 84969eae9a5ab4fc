/** The house's own, as in the web app's tokens. */
const HOUSE = '#085f96';

/** The accent of a brand, or of the house, dark enough on white: for marks 3 to 1, for text 4.5 to 1. */
export function accentOf(colour: string | null): { mark: string; text: string } {
	const rgb = [1, 3, 5].map((at) => parseInt((colour ?? HOUSE).slice(at, at + 2), 16));
	return { mark: darkened(rgb, 3), text: darkened(rgb, 4.5) };
}

function darkened(rgb: number[], contrast: number): string {
	while (1.05 / (luminance(rgb) + 0.05) < contrast) rgb = rgb.map((part) => Math.floor(part * 0.97));
	return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Relative, by WCAG 2. */
function luminance(rgb: number[]): number {
	const [r, g, b] = rgb.map((part) => {
		const share = part / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
