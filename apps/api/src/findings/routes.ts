import { Problem, Stalled, StalledQuery } from '@app/contract';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { pendingOf } from '../roi/estimates.ts';
import { worthsPerYear } from '../roi/value.ts';
import { stalledOf } from './stalled.ts';

/** What a coalition should look at. */
export const findingRoutes: Routes = async (app, { db, now, known, estimates }) => {
	const stalled = stalledOf(db, known);
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
			const valued = (await estimates.named(asOf)).filter(({ metric }) => metric.valuePerUnit !== null);
			return {
				...(await stalled(worthsPerYear(valued), asOf, query)),
				pending: pendingOf(valued)
			};
		}
	);
};
