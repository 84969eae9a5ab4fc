import { AsOfArea, Key, PatternFigures, Problem, RoiFigures, WhoNext } from '@app/contract';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { figuresOf } from './figures.ts';
import { whoNext } from './next.ts';
import { roiFigures } from './roi.ts';

/** What can be reasoned about a pattern. */
export const figureRoutes: Routes = async (app, { db, now, known, estimates }) => {
	const figures = figuresOf(db, known, estimates);
	app.get(
		'/api/patterns/:key/figures',
		{
			schema: {
				summary:
					'A pattern in an area on a day: forecast, where it works, what it did to metrics, how sure that is',
				params: Type.Object({ key: Key }),
				querystring: AsOfArea,
				response: { 200: PatternFigures, '4xx': Problem }
			}
		},
		({ params, query }) => figures(params.key, query.asOf ?? dayOf(now()), query.team)
	);
	app.get(
		'/api/patterns/:key/next',
		{
			schema: {
				summary:
					'The teams of an area that a pattern would be next for, with the reason, and how well that did before',
				params: Type.Object({ key: Key }),
				querystring: AsOfArea,
				response: { 200: WhoNext, '4xx': Problem }
			}
		},
		({ params, query }) => whoNext(db, estimates, params.key, query.asOf ?? dayOf(now()), query.team)
	);
	app.get(
		'/api/patterns/:key/value',
		{
			schema: {
				summary:
					'What a pattern was worth in an area up to a day as a distribution, with the inputs to recompute it',
				params: Type.Object({ key: Key }),
				querystring: AsOfArea,
				response: { 200: RoiFigures, '4xx': Problem }
			}
		},
		({ params, query }) => roiFigures(db, estimates, params.key, query.asOf ?? dayOf(now()), query.team)
	);
};
