import type { SearchAnswer } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
	const words = url.searchParams.get('q')?.trim() ?? '';
	const { results } = words ? await api<SearchAnswer>(fetch, '/api/search', { q: words }) : { results: [] };
	return { words, results };
};
