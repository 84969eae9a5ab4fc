import type { EventPage } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({
	plan: await api<EventPage>(fetch, `/api/events/${encodeURIComponent(params.key)}`)
});
