import { AsOfArea, Key, PatternDetail, Problem } from '@app/contract';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { asJson, jsonText } from '../json-text.ts';
import { dayOf } from '../periods.ts';
import { patternOf } from './pattern.ts';

/** One pattern's page. */
export const patternRoutes: Routes = async (app, { db, now, known }) => {
	const pattern = patternOf(db, known);
	app.get(
		'/api/patterns/:key',
		{
			schema: {
				summary: 'A pattern in an area on a day: where it is, who gave it up, how long adopting takes',
				params: Type.Object({ key: Key }),
				querystring: AsOfArea,
				response: { 200: jsonText(PatternDetail), '4xx': Problem }
			}
		},
		async ({ params, query }, reply) =>
			asJson(reply, await pattern(params.key, query.asOf ?? dayOf(now()), query.team))
	);
};
