import type { Backing, BackingCompared } from '@app/contract';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const place = { ...placeIn(event) };
	const [backing, compared] = await Promise.all([
		api<Backing>(event.fetch, '/api/backing', place),
		api<BackingCompared>(event.fetch, '/api/backing/compared', place)
	]);
	return { backing, compared };
};
