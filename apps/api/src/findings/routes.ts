import { Problem, Stalled, StalledQuery } from '@app/contract';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { stalled } from './stalled.ts';

/** What a coalition should look at. */
export const findingRoutes: Routes = async (app, { db, now }) => {
	app.get(
		'/api/stalled',
		{
			schema: {
				summary: 'Open adoptions that are stalled, most valuable first, with reasons and next steps',
				querystring: StalledQuery,
				response: { 200: Stalled, '4xx': Problem }
			}
		},
		({ query }) => stalled(db, new Map(), query.asOf ?? dayOf(now()), query)
	);
};
