import { STATES } from './grid.ts';

const TOKENS = ['surface', 'ink', 'ink-2', 'line', 'edge', 'accent', 'texture', 'stage-adopted'] as const;

/** The page's colours as a canvas takes them: as text for drawing, as RGBA in one number for bitmaps. */
export interface Colours {
	text: Record<(typeof TOKENS)[number], string>;
	/** By the place in STATES. */
	states: string[];
	pixels: Uint32Array;
}

const tokenOf = (state: (typeof STATES)[number]) =>
	state === 'not eligible'
		? 'surface'
		: `stage-${['observed', 'identified', 'agreed', 'started'].includes(state) ? 'open' : state}`;

/** Reads the tokens as they are now: they follow the theme. */
export function coloursOf(element: Element): Colours {
	const probe = element.appendChild(document.createElement('i'));
	const read = (token: string) => {
		probe.style.color = `var(--${token})`;
		return getComputedStyle(probe).color;
	};
	const text = Object.fromEntries(TOKENS.map((token) => [token, read(token)])) as Colours['text'];
	const states = STATES.map((state) => read(tokenOf(state)));
	probe.remove();
	const canvas = new OffscreenCanvas(states.length, 1).getContext('2d', { willReadFrequently: true })!;
	for (const [i, colour] of states.entries()) {
		canvas.fillStyle = colour;
		canvas.fillRect(i, 0, 1, 1);
	}
	const { data } = canvas.getImageData(0, 0, states.length, 1);
	return { text, states, pixels: new Uint32Array(data.buffer) };
}
