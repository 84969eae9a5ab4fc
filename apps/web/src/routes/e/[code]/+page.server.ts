import type { LiveEvent } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({
	live: await api<LiveEvent>(fetch, `/api/live/${encodeURIComponent(params.code)}`)
});
