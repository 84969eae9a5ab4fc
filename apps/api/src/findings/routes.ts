import { Problem, Stalled, StalledQuery } from '@app/contract';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { worthsPerYear } from '../roi/value.ts';
import { pacesOf } from './pace.ts';
import { stalled } from './stalled.ts';

/** What a coalition should look at. */
export const findingRoutes: Routes = async (app, { db, now, estimates }) => {
	const paces = pacesOf(db);
	app.get(
		'/api/stalled',
		{
			schema: {
				summary: 'Open adoptions that are stalled, most valuable first, with reasons and next steps',
				querystring: StalledQuery,
				response: { 200: Stalled, '4xx': Problem }
			}
		},
		async ({ query }) => {
			const asOf = query.asOf ?? dayOf(now());
			const { valued, pending } = await estimates.soFar(asOf);
			return { ...(await stalled(db, paces, worthsPerYear(valued), asOf, query)), pending };
		}
	);
};
