import type { EventDraft, Triggers } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const USUAL = 45;

export const load: PageServerLoad = async ({ fetch, url }) => {
	const asked = url.searchParams.getAll('coalitions').flatMap((keys) => keys.split(',').filter(Boolean));
	const minutes = Math.round(Number(url.searchParams.get('minutes'))) || USUAL;
	const { coalitions, on } = await api<Triggers>(fetch, '/api/triggers');
	const draft =
		asked.length === 0
			? null
			: await api<EventDraft>(fetch, '/api/events/draft', { coalitions: asked.join(','), minutes });
	return { coalitions, on, asked, minutes, draft };
};
