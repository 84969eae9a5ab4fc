import type { Matrix } from '@app/contract';
import { heat } from '#lib/charts/heat.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const matrix = await api<Matrix>(event.fetch, '/api/matrix', { ...placeIn(event) });
	return { asOf: matrix.asOf, area: matrix.area, heat: heat(matrix) };
};
