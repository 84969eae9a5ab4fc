import { AsOfArea, Problem, Value } from '@app/contract';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { value } from './value.ts';

/** What the spread is worth. */
export const roiRoutes: Routes = async (app, { db, now, estimates }) => {
	app.get(
		'/api/value',
		{
			schema: {
				summary:
					'Benefit, cost, ROI and ROI multiple of every pattern, with the grade of evidence behind them',
				querystring: AsOfArea,
				response: { 200: Value, '4xx': Problem }
			}
		},
		({ query }) => value(db, estimates, query.asOf ?? dayOf(now()), query.team)
	);
};
