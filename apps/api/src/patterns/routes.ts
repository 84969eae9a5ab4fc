import {
	AsOfArea,
	FitQuery,
	Key,
	Merged,
	MergeInto,
	PatternDetail,
	PatternFit,
	Problem
} from '@app/contract';
import { mergePatterns } from '@app/db';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { asJson, jsonText } from '../json-text.ts';
import { patternFor } from '../known.ts';
import { dayOf } from '../periods.ts';
import { answerChange } from '../plugins/changes.ts';
import { patternFit } from './fit.ts';
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
	app.get(
		'/api/patterns/:key/fit',
		{
			schema: {
				summary:
					'Where a pattern works and breaks, the evidence for that, and how the teams of an area lie to it',
				params: Type.Object({ key: Key }),
				querystring: FitQuery,
				response: { 200: PatternFit, '4xx': Problem }
			}
		},
		({ params, query }) => patternFit(db, params.key, query.asOf ?? dayOf(now()), query)
	);
	app.post(
		'/api/patterns/:key/merge',
		{
			schema: {
				summary: 'Merge a duplicate into the pattern that it turned out to be; not undone by itself',
				params: Type.Object({ key: Key }),
				body: MergeInto,
				response: { 200: Merged, '4xx': Problem }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => {
				const merged = await mergePatterns(changing, request.params.key, request.body.into);
				const { key, name } = await patternFor(changing.sql, request.body.into);
				return { status: 200, body: { into: { key, name }, ...merged } };
			})
	);
};
