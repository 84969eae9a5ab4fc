import { AsOfArea, BeforeAfter, Heeded, Key, Problem, Value, ValueQuery } from '@app/contract';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { beforeAfterOf } from './before-after.ts';
import { heeded } from './heeded.ts';
import { value } from './value.ts';

/** What the spread is worth. */
export const roiRoutes: Routes = async (app, { db, now, known, estimates }) => {
	const beforeAfter = beforeAfterOf(db, known);
	app.get(
		'/api/value',
		{
			schema: {
				summary:
					'Benefit, cost, ROI and ROI multiple of every pattern, or the given one, with the grade of evidence behind them',
				querystring: ValueQuery,
				response: { 200: Value, '4xx': Problem }
			}
		},
		({ query }) => value(db, estimates, query.asOf ?? dayOf(now()), query)
	);
	app.get(
		'/api/before-after',
		{
			schema: {
				summary: 'Metrics in the twelve weeks before and after adopting, of all patterns, as known today',
				querystring: AsOfArea,
				response: { 200: BeforeAfter, '4xx': Problem }
			}
		},
		({ query }) => beforeAfter(query.asOf ?? dayOf(now()), query.team)
	);
	app.get(
		'/api/patterns/:key/before-after',
		{
			schema: {
				summary: 'Metrics in the twelve weeks before and after adopting a pattern, as known on a day',
				params: Type.Object({ key: Key }),
				querystring: AsOfArea,
				response: { 200: BeforeAfter, '4xx': Problem }
			}
		},
		({ params, query }) => beforeAfter(query.asOf ?? dayOf(now()), query.team, params.key)
	);
	app.get(
		'/api/heeded',
		{
			schema: {
				summary: 'What teams decided by failure patterns, and the cost that avoided: never part of any value',
				querystring: ValueQuery,
				response: { 200: Heeded, '4xx': Problem }
			}
		},
		({ query }) => heeded(db, query.asOf ?? dayOf(now()), query)
	);
};
