import type { TeamCheckIn } from '@app/contract';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { team } = placeIn(event);
	return { checkIn: team ? await api<TeamCheckIn>(event.fetch, '/api/check-in', { team }) : null };
};
