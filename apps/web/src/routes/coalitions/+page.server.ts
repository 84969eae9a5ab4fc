import type { Coalitions } from '@app/contract';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	list: await api<Coalitions>(event.fetch, '/api/coalitions', { asOf: placeIn(event).asOf })
});
