import type { People } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
	const asked = (name: string) => url.searchParams.get(name);
	const words = asked('q') ?? '';
	return { people: await api<People>(fetch, '/api/people', { q: words, page: asked('page') }), words };
};
