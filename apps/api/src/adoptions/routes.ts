import { Adoption, AdoptionParams, NewEntry, Problem } from '@app/contract';
import { enterTransition } from '@app/db';
import type { Routes } from '../app.ts';
import { answerChange } from '../plugins/changes.ts';
import { adoption } from './adoption.ts';

const problems = { '4xx': Problem };

/** One team and one pattern: what is recorded, and recording more. */
export const adoptionRoutes: Routes = async (app, { db, now }) => {
	app.get(
		'/api/adoptions/:pattern/:team',
		{
			schema: {
				summary: 'Everything that was ever recorded of an adoption, corrections included',
				params: AdoptionParams,
				response: { 200: Adoption, ...problems }
			}
		},
		({ params }) => adoption(db, params)
	);
	app.post(
		'/api/adoptions/:pattern/:team/transitions',
		{
			schema: {
				summary: 'Record that an adoption entered a stage, correct an entry, or take it back',
				params: AdoptionParams,
				body: NewEntry,
				response: { 200: Adoption, 201: Adoption, ...problems }
			}
		},
		(request, reply) => {
			const began = performance.now();
			return answerChange(db, now, request, reply, async (changing) => {
				const { created, keepMs } = await enterTransition(changing, { ...request.params, ...request.body });
				const writeMs = performance.now() - began;
				reply.header('server-timing', `write;dur=${writeMs.toFixed(2)}, keep;dur=${keepMs.toFixed(2)}`);
				return { status: created ? 201 : 200, body: await adoption(changing.sql, request.params) };
			});
		}
	);
};
