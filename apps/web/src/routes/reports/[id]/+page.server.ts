import type { Brand, ReportAnswer, ReportList, ReportTables, Slide } from '@app/contract';
import { api } from '#lib/server/api.ts';
import { VIEWS, type View } from './report.ts';
import type { PageServerLoad } from './$types';

/** More rows of a table are in the files. */
const ROWS = 25;
const RESTATED = 100;
const isView = (word: string | null): word is View => VIEWS.some(({ view }) => view === word);

export const load: PageServerLoad = async ({ fetch, params, url }) => {
	const draft = params.id === 'draft';
	const own = { quarter: url.searchParams.get('quarter'), team: url.searchParams.get('team') };
	const asked = draft ? own : {};
	const path = `/api/reports/${encodeURIComponent(params.id)}`;
	const word = url.searchParams.get('view');
	const view = isView(word) ? word : 'slides';
	const paper = url.searchParams.get('paper') === 'letter' ? ('letter' as const) : ('a4' as const);
	const { data, sha256, restated } = await api<ReportAnswer>(fetch, path, asked);
	const [slides, brand, pages, tables, list] = await Promise.all([
		view === 'slides' ? api<{ slides: Slide[] }>(fetch, `${path}/slides`, asked) : null,
		view === 'slides' ? api<Brand>(fetch, '/api/brand') : null,
		view === 'pages' ? api<{ pages: number }>(fetch, `${path}/pages`, { ...asked, paper }) : null,
		view === 'workbook' || view === 'data' ? api<ReportTables>(fetch, `${path}/tables`, asked) : null,
		draft ? api<ReportList>(fetch, '/api/reports', { team: own.team }) : null
	]);
	const { organization, simulated, area, quarter, before, asOf, knownAt, calendar } = data;
	const { seal, narrative, summary, figures } = data;
	return {
		...{ id: params.id, draft, view, paper, sha256 },
		about: { organization, simulated, area, quarter, before, asOf, knownAt, calendar, seal, narrative },
		...{ summary, figures },
		restated: restated.slice(0, RESTATED),
		restatedInAll: restated.length,
		slides: slides?.slides ?? null,
		colour: brand?.colour ?? null,
		pages: pages?.pages ?? null,
		tables:
			tables?.tables.map((table) => ({
				...table,
				total: table.rows.length,
				rows: view === 'data' ? [] : table.rows.slice(0, ROWS)
			})) ?? null,
		/** How the quarter of a draft stands, and its sealed report. */
		state: list?.quarters.find(({ name }) => name === quarter.name) ?? null
	};
};
