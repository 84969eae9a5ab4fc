import { CompareQuery, Comparison, Problem } from '@app/contract';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { compareOf } from './compare.ts';

/** Two days side by side. */
export const compareRoutes: Routes = async (app, { db, now, known, calendar }) => {
	const compare = compareOf(db, known, { app, now, calendar });
	app.get(
		'/api/compare',
		{
			schema: {
				summary: 'Two days side by side: what changed, and what only the record did',
				querystring: CompareQuery,
				response: { 200: Comparison, '4xx': Problem }
			}
		},
		({ query }) => compare({ ...query, to: query.to ?? dayOf(now()) })
	);
};
