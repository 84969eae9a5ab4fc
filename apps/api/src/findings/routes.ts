import {
	Finding,
	FindingAnswer,
	Findings,
	FindingsQuery,
	Problem,
	Stalled,
	StalledQuery
} from '@app/contract';
import { answerFinding } from '@app/db';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { answerChange } from '../plugins/changes.ts';
import { dayOf } from '../periods.ts';
import { pendingOf } from '../roi/estimates.ts';
import { worthsPerYear } from '../roi/value.ts';
import { findings } from './kept.ts';

/** What a coalition should look at. */
export const findingRoutes: Routes = async (app, { db, now, stalls, estimates }) => {
	app.get(
		'/api/findings',
		{
			schema: {
				summary: 'What the product points out, with reasons and next steps; newest first',
				querystring: FindingsQuery,
				response: { 200: Findings, '4xx': Problem }
			}
		},
		({ query }) => findings(db, query, now())
	);
	app.patch(
		'/api/findings/:id',
		{
			schema: {
				summary: 'Say that somebody takes care of a finding, or let it rest until a day',
				params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
				body: FindingAnswer,
				response: { 200: Finding, '4xx': Problem }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => ({
				status: 200,
				body: await answerFinding(changing, request.params.id, request.body)
			}))
	);
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
			const valuing = estimates
				.named(asOf)
				.then((all) => all.filter(({ metric }) => metric.valuePerUnit !== null));
			const [listed, valued] = await Promise.all([
				stalls.list(valuing.then(worthsPerYear), asOf, query),
				valuing
			]);
			return { ...listed, pending: pendingOf(valued) };
		}
	);
};
