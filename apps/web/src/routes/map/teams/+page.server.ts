import type { Spread } from '@app/contract';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { mostUsedFirst } from './use.ts';
import type { PageServerLoad } from './$types';

/** The sums of all columns; the cells come to the browser page by page, since they are many. */
export const load: PageServerLoad = async (event) => {
	const { asOf, area, patterns } = await api<Spread>(event.fetch, '/api/spread', { ...placeIn(event) });
	return { asOf, area, patterns: mostUsedFirst(patterns) };
};
