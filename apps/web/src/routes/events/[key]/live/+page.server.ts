import type { EventPage } from '@app/contract';
import { renderSVG } from 'uqr';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const plan = await api<EventPage>(fetch, `/api/events/${encodeURIComponent(params.key)}`);
	const link = `${url.origin}/e/${plan.code}`;
	const { id, event, coalitions, patterns, participants, activities, voices, agreements } = plan;
	return {
		live: { id, event, coalitions, patterns, participants, activities, voices, agreements },
		link,
		qr: renderSVG(link, { border: 2, blackColor: '#000', whiteColor: '#fff' })
	};
};
