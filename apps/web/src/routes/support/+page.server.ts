import type { Support } from '@app/contract';
import { supportWeeks } from '#lib/charts/support-weeks.ts';
import { formats } from '#lib/format.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import { panelsOf } from './support.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { fetch, locals, url } = event;
	const { asOf } = placeIn(event);
	const asked = (name: string) => url.searchParams.get(name);
	const support = await api<Support>(fetch, '/api/support', { asOf, coalition: asked('coalition') });
	const panels = panelsOf(support);
	return {
		support,
		panels,
		drawing:
			panels.length === 0
				? null
				: draw(supportWeeks(panels, support.weeks, support.current, formats(locals.locale)), event)
	};
};
