import type { Comparison, Spread } from '@app/contract';
import { alluvial } from '#lib/charts/alluvial.ts';
import { formats } from '#lib/format.ts';
import { PENDING } from '#lib/pending.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import type { PageServerLoad } from './$types';

/** The last day is that of the place; the first one is asked for beside it. */
export const load: PageServerLoad = async (event) => {
	const { depends, fetch, locals, url } = event;
	depends(PENDING);
	const { team, asOf } = placeIn(event);
	const { organization } = await event.parent();
	const asked = (name: string) => url.searchParams.get(name) || null;
	const [from, pattern] = [asked('from'), asked('pattern')];
	const to = asOf ?? organization?.today ?? null;
	const reversed = from !== null && to !== null && from > to ? { from, to } : null;
	const [comparison, { patterns }] = await Promise.all([
		api<Comparison>(fetch, '/api/compare', {
			...{ team, pattern, to: asOf, fromKnownAt: asked('fromKnownAt') },
			from: reversed ? to : from
		}),
		api<Spread>(fetch, '/api/spread', { team, asOf })
	]);
	const f = formats(locals.locale);
	const days: [string, string] = [f.day(comparison.from), f.day(comparison.to)];
	return {
		comparison,
		reversed,
		names: patterns.map(({ key, name }) => ({ key, name })),
		drawing: comparison.moves.length > 0 ? draw(alluvial(comparison.moves, days, f), event) : null
	};
};
