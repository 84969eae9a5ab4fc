import type { Board } from '@app/contract';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

type Names = { records: { key: string; name: string }[] };
/** More choices than this are found by search, not in a list. */
const MOST = 300;

export const load: PageServerLoad = async (event) => {
	const { fetch, url } = event;
	const asked = (name: string) => url.searchParams.get(name) || null;
	const [coalition, pattern, stage, page] = ['coalition', 'pattern', 'stage', 'page'].map(asked);
	const { team } = placeIn(event);
	const [board, coalitions, patterns] = await Promise.all([
		api<Board>(fetch, '/api/board', { team, coalition, pattern, stage, page, pageSize: stage ? 100 : null }),
		api<Names>(fetch, '/api/records/coalitions', { pageSize: MOST }),
		api<Names>(fetch, '/api/records/patterns', { pageSize: MOST })
	]);
	const names = ({ records }: Names) => records.map(({ key, name }) => ({ key, name }));
	return {
		board,
		coalitions: names(coalitions),
		patterns: names(patterns),
		asked: { coalition, pattern, stage }
	};
};
