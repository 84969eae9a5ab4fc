import type { Spread, StoredRecord } from '@app/contract';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { patternRows } from './patterns.ts';
import type { PageServerLoad } from './$types';

/** So many are asked for at once. */
const PAGE = 1000;

export const load: PageServerLoad = async (event) => {
	const { fetch, url } = event;
	type Records = { total: number; records: StoredRecord<'patterns'>[] };
	const records = (page: number) => api<Records>(fetch, '/api/records/patterns', { page, pageSize: PAGE });
	const [spread, first] = await Promise.all([
		api<Spread>(fetch, '/api/spread', { ...placeIn(event) }),
		records(1)
	]);
	const more = await Promise.all(
		Array.from({ length: Math.ceil(first.total / PAGE) - 1 }, (_, i) => records(i + 2))
	);
	const asked = (name: string) => url.searchParams.get(name);
	return {
		asOf: spread.asOf,
		rows: patternRows(
			[first, ...more].flatMap((page) => page.records),
			spread
		),
		filter: { kind: asked('kind'), state: asked('state'), coalition: asked('coalition') }
	};
};
