import type { PersonDetail } from '@app/contract';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({
	person: await api<PersonDetail>(fetch, `/api/people/${encodeURIComponent(params.key)}`)
});
