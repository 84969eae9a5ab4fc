import type { Curves, Spread } from '@app/contract';
import { movers, moversPicture } from '#lib/charts/movers.ts';
import { endOfLastQuarter, yearsBefore } from '#lib/day.ts';
import { formats } from '#lib/format.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import type { PageServerLoad } from './$types';
import { spreadRows } from './spread.ts';

export const load: PageServerLoad = async (event) => {
	const { fetch, locals } = event;
	const { team, asOf } = placeIn(event);
	const [spread, { organization }] = await Promise.all([
		api<Spread>(fetch, '/api/spread', { team, asOf }),
		event.parent()
	]);
	const since = endOfLastQuarter(spread.asOf);
	const long = (organization?.firstOn ?? spread.asOf) < yearsBefore(spread.asOf, 5);
	const [before, curves, recent] = await Promise.all([
		api<Spread>(fetch, '/api/spread', { team, asOf: since }),
		api<Curves>(fetch, '/api/spread/curves', { team, to: spread.asOf, by: long ? 'quarter' : 'month' }),
		api<Curves>(fetch, '/api/spread/curves', {
			...{ team, from: yearsBefore(spread.asOf, 3), to: spread.asOf, open: 'true' }
		})
	]);
	const panels = movers(spread.patterns, before.patterns, recent);
	const time = { on: recent.on, eligible: recent.eligible };
	const drawing = draw(moversPicture(panels, time, since, formats(locals.locale)), event);
	const rows = spreadRows(spread.patterns, before.patterns, curves);
	return { asOf: spread.asOf, since, rows, from: curves.on[0] ?? spread.asOf, panels, time, drawing };
};
