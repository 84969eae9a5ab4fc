import type { Heeded, Matrix, Opportunities, Spread, TeamDetail } from '@app/contract';
import { adoptionMarks, metricPanels } from '#lib/charts/metric-panels.ts';
import { stays, timeLine } from '#lib/charts/time-line.ts';
import { formats } from '#lib/format.ts';
import { placeIn } from '#lib/place.ts';
import { api } from '#lib/server/api.ts';
import { draw } from '#lib/server/draw.ts';
import { limitsOf } from './limits.ts';
import { adoptedOn, childrenOf } from './team.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { fetch, locals, params } = event;
	const { asOf } = placeIn(event);
	const [team, spread, matrix, opportunities, heeded] = await Promise.all([
		api<TeamDetail>(fetch, `/api/teams/${encodeURIComponent(params.key)}`, { asOf }),
		api<Spread>(fetch, '/api/spread', { asOf, team: params.key }),
		api<Matrix>(fetch, '/api/matrix', { asOf, team: params.key }),
		api<Opportunities>(fetch, '/api/opportunities', { asOf, team: params.key }),
		api<Heeded>(fetch, '/api/heeded', { asOf, team: params.key })
	]);
	const f = formats(locals.locale);
	const marks = adoptionMarks(adoptedOn(team), team.metrics, team.asOf);
	const limits = team.metrics.map(limitsOf);
	return {
		team,
		spread,
		marks,
		opportunities,
		heeded,
		limits,
		children: childrenOf(matrix),
		lineDrawing: draw(timeLine(stays(team.adoptions, team.asOf), f), event),
		metricDrawing: draw(metricPanels(team.metrics, marks, team.asOf, f, limits), event)
	};
};
