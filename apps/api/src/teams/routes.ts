import { Day, Key, Problem, TeamDetail } from '@app/contract';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { team } from './team.ts';

/** One team's page. */
export const teamRoutes: Routes = async (app, { db, now }) => {
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
};
