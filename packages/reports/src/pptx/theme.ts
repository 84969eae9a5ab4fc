import type { Brand, Tone } from '@app/contract';
import { accentOf } from '../pdf/colour.ts';

/**
 * Every colour of a presentation is one of its theme, so that an organization can restyle it in one place. The accent
 * is the organization's own, as dark as letters and lines on white need it.
 */
export function themeColours({ colour }: Brand): Record<string, string> {
	const accent = accentOf(colour).text;
	return {
		...{ dk1: '#1b2129', lt1: '#ffffff', dk2: '#525a64', lt2: '#e3e7eb' },
		...{ accent1: accent, accent2: paler(accent), accent3: '#7e848a', accent4: '#c3c8cd' },
		...{ accent5: '#b04a00', accent6: colour ?? accent, hlink: accent, folHlink: '#525a64' }
	};
}

/** Two fifths of a colour, on white. */
const paler = (colour: string) =>
	`#${[1, 3, 5].map((at) => Math.round(255 - (255 - parseInt(colour.slice(at, at + 2), 16)) * 0.4).toString(16)).join('')}`;

/** The colour of the theme that says it. */
export const TONE: Record<Tone, string> = {
	...{ accent: 'accent1', pale: 'accent2', grey: 'accent3', light: 'accent4' },
	...{ finding: 'accent5', ink: 'tx1', quiet: 'tx2' }
};
/** Lines that part things. */
export const LINE = 'bg2';
/** On every machine that shows presentations. */
export const FONT = 'Arial';
