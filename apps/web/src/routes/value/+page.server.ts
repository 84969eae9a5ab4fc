import type { Heeded, Value } from '@app/contract';
import { netValues } from '#lib/charts/net-values.ts';
import { formats } from '#lib/format.ts';
import { PENDING } from '#lib/pending.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import { byArea, mainCurrency, missing, netRows, unsaid, valued } from './value.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { depends, fetch, locals } = event;
	depends(PENDING);
	const place = placeIn(event);
	const [value, heeded, parent] = await Promise.all([
		api<Value>(fetch, '/api/value', { ...place }),
		api<Heeded>(fetch, '/api/heeded', { ...place }),
		event.parent()
	]);
	const below = (parent.place?.children ?? []).filter(({ leaf }) => !leaf);
	const areas = await Promise.all(
		below.map(async ({ key, name }) => ({
			...{ key, name },
			patterns: (await api<Value>(fetch, '/api/value', { ...place, team: key })).patterns
		}))
	);
	const currency = mainCurrency(value.patterns);
	const rows = valued(value.patterns, currency);
	return {
		...{ asOf: value.asOf, pending: value.pending, patterns: value.patterns.length, currency, rows },
		heeded: { avoided: heeded.avoided, decisions: heeded.records.length },
		unsaid: unsaid(value.patterns, rows),
		/** Asked for where nothing can be said. */
		missing: rows.length === 0 ? missing(value.patterns) : [],
		areas: byArea(value.patterns, areas, currency),
		drawing: draw(netValues(netRows(rows), currency, formats(locals.locale)), event)
	};
};
