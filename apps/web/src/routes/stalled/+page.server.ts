import type { Spread, Stalled } from '@app/contract';
import { stallAges } from '#lib/charts/stall-ages.ts';
import { endOfLastQuarter } from '#lib/day.ts';
import { formats } from '#lib/format.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { fetch, locals, url } = event;
	const place = placeIn(event);
	const asked = (name: string) => url.searchParams.get(name);
	const [pattern, reason, page] = [asked('pattern'), asked('reason'), asked('page')];
	const { organization } = await event.parent();
	const today = organization?.today ?? new Date().toISOString().slice(0, 10);
	const since = endOfLastQuarter(place.asOf ?? today);
	const [stalled, spread, before] = await Promise.all([
		api<Stalled>(fetch, '/api/stalled', { ...place, pattern, reason, page }),
		api<Spread>(fetch, '/api/spread', { ...place }),
		api<Stalled>(fetch, '/api/stalled', { ...place, pattern, asOf: since, pageSize: 1 })
	]);
	return {
		stalled,
		since,
		before: { total: before.total, byReason: before.byReason },
		patterns: spread.patterns.flatMap(({ open, key, name }) =>
			open > 0 || key === pattern ? { key, name } : []
		),
		asked: { pattern, reason },
		drawing: draw(stallAges(stalled.strips, formats(locals.locale)), event)
	};
};
