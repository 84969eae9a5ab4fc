import type { Matrix } from '@app/contract';
import { heat, mostUneven, reach, rowsOf } from '#lib/charts/heat.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

/** More rows than this are left to the next page: each has a cell for every pattern. */
const ROWS = 100;

export const load: PageServerLoad = async (event) => {
	const matrix = await api<Matrix>(event.fetch, '/api/matrix', { ...placeIn(event) });
	const all = heat(matrix);
	const pages = Math.ceil(all.areas.length / ROWS);
	const at = Math.min(Math.max(1, Number(event.url.searchParams.get('page')) || 1), pages || 1);
	return {
		asOf: matrix.asOf,
		area: matrix.area,
		areas: all.areas.length,
		single: all.areas.every(({ leaf }) => leaf),
		uneven: mostUneven(all),
		reach: reach(all),
		at,
		pages,
		heat: rowsOf(all, (at - 1) * ROWS, at * ROWS)
	};
};
