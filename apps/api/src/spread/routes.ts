import {
	AsOfArea,
	Curve,
	CurveQuery,
	Curves,
	CurvesQuery,
	Funnel,
	FunnelQuery,
	Key,
	Matrix,
	MatrixQuery,
	Problem,
	Spread
} from '@app/contract';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { asJson, jsonText } from '../json-text.ts';
import { dayOf } from '../periods.ts';
import { curvesOf } from './curves.ts';
import { funnel } from './funnel.ts';
import { matrixOf } from './matrix.ts';
import { spreadOf } from './spread.ts';

const problems = { '4xx': Problem };

/** How far practices have spread. */
export const spreadRoutes: Routes = async (app, { db, now, known }) => {
	const [curves, matrix, spread] = [curvesOf(db, known), matrixOf(db, known), spreadOf(db, known)];
	app.get(
		'/api/spread',
		{
			schema: {
				summary: 'How far each pattern has spread in an area at the end of a day',
				querystring: AsOfArea,
				response: { 200: jsonText(Spread), ...problems }
			}
		},
		async ({ query }, reply) => asJson(reply, await spread(query.asOf ?? dayOf(now()), query.team))
	);
	app.get(
		'/api/spread/curves',
		{
			schema: {
				summary: 'The curves of all patterns of an area, as arrays of what changed from point to point',
				querystring: CurvesQuery,
				response: { 200: jsonText(Curves), ...problems }
			}
		},
		async ({ query }, reply) => asJson(reply, await curves.all(query, dayOf(now())))
	);
	app.get(
		'/api/patterns/:key/spread',
		{
			schema: {
				summary:
					'The curve of one pattern: one point a period, as it stood at the end of that day, as arrays',
				params: Type.Object({ key: Key }),
				querystring: CurveQuery,
				response: { 200: jsonText(Curve), ...problems }
			}
		},
		async ({ params, query }, reply) => asJson(reply, await curves.one(params.key, query, dayOf(now())))
	);
	app.get(
		'/api/funnel',
		{
			schema: {
				summary: 'How many adoptions came how far, and how long each stage took',
				querystring: FunnelQuery,
				response: { 200: Funnel, ...problems }
			}
		},
		({ query }) => funnel(db, known, { ...query, asOf: query.asOf ?? dayOf(now()) })
	);
	app.get(
		'/api/matrix',
		{
			schema: {
				summary: 'The parts of an area against all patterns at the end of a day, as arrays',
				querystring: MatrixQuery,
				response: { 200: jsonText(Matrix), ...problems }
			}
		},
		async ({ query }, reply) => asJson(reply, await matrix({ ...query, asOf: query.asOf ?? dayOf(now()) }))
	);
};
