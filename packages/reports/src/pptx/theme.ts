import { HOUSE_COLOUR, readable, tint, type Brand, type Tone } from '@app/contract';

/**
 * Every colour of a presentation is one of its theme, so that an organization can restyle it in one place. The accent
 * is the organization's own, as dark as letters and lines on white need it.
 */
export function themeColours({ colour }: Brand): Record<string, string> {
	const own = colour ?? HOUSE_COLOUR;
	const accent = readable(own);
	return {
		...{ dk1: '#1b2129', lt1: '#ffffff', dk2: '#525a64', lt2: '#e3e7eb' },
		...{ accent1: accent, accent2: tint(accent, 0.4), accent3: '#7e848a', accent4: '#c3c8cd' },
		...{ accent5: '#b04a00', accent6: own, hlink: accent, folHlink: '#525a64' }
	};
}

/** The colour of the theme that says it. */
export const TONE: Record<Tone, string> = {
	...{ accent: 'accent1', pale: 'accent2', grey: 'accent3', light: 'accent4' },
	...{ finding: 'accent5', ink: 'tx1', quiet: 'tx2' }
};
/** Lines that part things. */
export const LINE = 'bg2';
/** On every machine that shows presentations. */
export const FONT = 'Arial';
