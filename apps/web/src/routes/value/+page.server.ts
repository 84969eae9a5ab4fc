import type { Value } from '@app/contract';
import { netValues } from '#lib/charts/net-values.ts';
import { formats } from '#lib/format.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import { mainCurrency, netRows, valued } from './value.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { fetch, locals } = event;
	const value = await api<Value>(fetch, '/api/value', { ...placeIn(event) });
	const currency = mainCurrency(value.patterns);
	const rows = netRows(valued(value.patterns, currency));
	return { value, currency, drawing: draw(netValues(rows, currency, formats(locals.locale)), event) };
};
