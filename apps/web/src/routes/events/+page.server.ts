import type { EventList, Triggers } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => {
	const [triggers, list] = await Promise.all([
		api<Triggers>(fetch, '/api/triggers'),
		api<EventList>(fetch, '/api/events')
	]);
	return { coalitions: triggers.coalitions, list };
};
