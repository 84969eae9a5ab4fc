import type { RoiFigures, Value } from '@app/contract';
import { outcomeDots } from '#lib/charts/outcome-dots.ts';
import { tornadoBars } from '#lib/charts/tornado-bars.ts';
import { formats } from '#lib/format.ts';
import { PENDING } from '#lib/pending.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import { labelled, settingsIn, uncertain, whatIf } from './what-if.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { depends, fetch, locals, params, url } = event;
	depends(PENDING);
	const place = placeIn(event);
	const [figures, value] = await Promise.all([
		api<RoiFigures>(fetch, `/api/patterns/${encodeURIComponent(params.key)}/value`, { ...place }),
		api<Value>(fetch, '/api/value', { ...place, pattern: params.key })
	]);
	const found = whatIf(figures, settingsIn(figures.inputs, url.searchParams));
	const f = formats(locals.locale);
	return {
		figures,
		pattern: value.patterns[0]!,
		dots: draw(outcomeDots(found.outcomes, f), event),
		bars: draw(tornadoBars(uncertain(figures, found), found.roi.p50 ?? 0, labelled(figures), f), event)
	};
};
