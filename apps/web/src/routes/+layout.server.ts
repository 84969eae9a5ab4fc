import type { AreaPlace, Named, Organization } from '@app/contract';
import { api } from '#lib/server/api.ts';
import { placeIn } from '#lib/place.ts';
import type { LayoutServerLoad } from './$types';

/** What every page shows around itself. Without an answer the page still comes: its own questions say what failed. */
export const load: LayoutServerLoad = async (event) => {
	const { fetch, locals, cookies } = event;
	const person = cookies.get('person');
	const [organization, place, people] = await Promise.all([
		api<Organization>(fetch, '/api/organization').catch(() => null),
		api<AreaPlace>(fetch, '/api/place', { ...placeIn(event) }).catch(() => null),
		person ? api<{ records: Named[] }>(fetch, '/api/records/people', { key: person }).catch(() => null) : null
	]);
	const [acting] = people?.records ?? [];
	return {
		organization,
		place,
		person: acting ? { key: acting.key, name: acting.name } : null,
		locale: locals.locale
	};
};
