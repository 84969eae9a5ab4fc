import type { AreaPlace, Organization } from '@app/contract';
import { api } from '#lib/server/api.ts';
import { placeIn } from '#lib/place.ts';
import type { LayoutServerLoad } from './$types';

/** What every page shows around itself. Without an answer the page still comes: its own questions say what failed. */
export const load: LayoutServerLoad = async (event) => {
	const { fetch, locals } = event;
	const [organization, place] = await Promise.all([
		api<Organization>(fetch, '/api/organization').catch(() => null),
		api<AreaPlace>(fetch, '/api/place', { ...placeIn(event) }).catch(() => null)
	]);
	return { organization, place, locale: locals.locale };
};
