import type { Transport } from '@sveltejs/kit/hooks';
import { Drawing } from '#lib/charts/drawing.ts';

/** A drawing that is in the page already as markup is not sent a second time as data. */
export const transport: Transport = {
	Drawing: {
		encode: (value) => value instanceof Drawing && [value.inPage ? value.blank() : value.sizes],
		decode: ([sizes]) => new Drawing(sizes, true)
	}
};
