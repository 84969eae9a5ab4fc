import {
	Day,
	Key,
	Opportunities,
	OpportunitiesQuery,
	Problem,
	TeamDetail,
	TeamStates,
	TeamStatesQuery
} from '@app/contract';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { asJson, jsonText } from '../json-text.ts';
import { dayOf } from '../periods.ts';
import { opportunities } from './opportunities.ts';
import { teamStatesOf } from './team-states.ts';
import { team } from './team.ts';

/** Many teams against all patterns, and one team's page. */
export const teamRoutes: Routes = async (app, { db, now, known, estimates }) => {
	const teamStates = teamStatesOf(db, known);
	app.get(
		'/api/teams/states',
		{
			schema: {
				summary: 'The teams of an area, in the order of the tree, against all patterns at the end of a day',
				querystring: TeamStatesQuery,
				response: { 200: jsonText(TeamStates), '4xx': Problem }
			}
		},
		async ({ query }, reply) => asJson(reply, await teamStates(query.asOf ?? dayOf(now()), query))
	);
	app.get(
		'/api/teams/:key',
		{
			schema: {
				summary: 'A team on a day: its context, its adoptions with their history, its metrics',
				params: Type.Object({ key: Key }),
				querystring: Type.Object({ asOf: Type.Optional(Day) }),
				response: { 200: TeamDetail, '4xx': Problem }
			}
		},
		({ params, query }) => team(db, params.key, query.asOf ?? dayOf(now()))
	);
	app.get(
		'/api/opportunities',
		{
			schema: {
				summary:
					'The patterns that a team has not decided about and that would fit it, or may, with their worth',
				querystring: OpportunitiesQuery,
				response: { 200: Opportunities, '4xx': Problem }
			}
		},
		({ query }) => opportunities(db, estimates, query.team, query.asOf ?? dayOf(now()))
	);
};
