import type { AuditTrail, CoalitionDetail, Support } from '@app/contract';
import { goalLines } from '#lib/charts/goal-lines.ts';
import { twoTracks } from '#lib/charts/two-tracks.ts';
import { formats } from '#lib/format.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import { drawnGoals } from './coalition.ts';
import type { PageServerLoad } from './$types';

/** Of so many goals the page tells how they changed. */
const MOST_HISTORIES = 8;
const WEEKS = 12;

export const load: PageServerLoad = async (event) => {
	const { fetch, locals, params } = event;
	const { asOf } = placeIn(event);
	const coalition = await api<CoalitionDetail>(fetch, `/api/coalitions/${encodeURIComponent(params.key)}`, {
		asOf
	});
	const changed = coalition.goals.filter(({ record }) => record.version > 1).slice(0, MOST_HISTORIES);
	const [support, ...trails] = await Promise.all([
		api<Support>(fetch, '/api/support', {
			...{ coalition: params.key, asOf: coalition.asOf, from: coalition.asOf, weeks: WEEKS }
		}),
		...changed.map(({ record }) => api<AuditTrail>(fetch, '/api/changes', { recordId: record.id }))
	]);
	const f = formats(locals.locale);
	const goals = drawnGoals(coalition);
	const { track, events, signals } = coalition;
	const anything = coalition.goals.length + track.months.length + events.length + signals.length > 0;
	return {
		coalition,
		support: { weeks: support.weeks, ledgers: support.coalitions[0]?.ledgers ?? [] },
		changes: Object.fromEntries(changed.map(({ record }, i) => [record.id, trails[i]!.changes])),
		tracksDrawing: anything ? draw(twoTracks(coalition, f), event) : null,
		goalsDrawing: goals.length > 0 ? draw(goalLines(goals, coalition.asOf, f), event) : null
	};
};
