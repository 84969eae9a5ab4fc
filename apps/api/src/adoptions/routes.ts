import {
	Adoption,
	AdoptionParams,
	AdoptionStanding,
	Board,
	BoardQuery,
	EnteredCheckIns,
	Key,
	ManyAdoptions,
	ManyChanged,
	NewCheckIns,
	NewEntry,
	Problem,
	TeamCheckIn
} from '@app/contract';
import { changeMany, enterCheckIn, enterTransition } from '@app/db';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { answerChange } from '../plugins/changes.ts';
import { adoption, partiesFor } from './adoption.ts';
import { board, teamCheckIn } from './board.ts';
import { standingOf } from './standing.ts';

const problems = { '4xx': Problem };

/** One team and one pattern: what is recorded, and recording more; and many of them at once. */
export const adoptionRoutes: Routes = async (app, { db, now, known, paces }) => {
	const standing = standingOf(db, paces);
	app.get(
		'/api/adoptions/:pattern/:team',
		{
			schema: {
				summary: 'Everything that was ever recorded of an adoption, corrections included',
				params: AdoptionParams,
				response: { 200: Adoption, ...problems }
			}
		},
		async ({ params }) => adoption(db, await partiesFor(db, params), dayOf(now()))
	);
	app.get(
		'/api/adoptions/:pattern/:team/standing',
		{
			schema: {
				summary: 'How an adoption does today, and what is planned, promised and said about it',
				params: AdoptionParams,
				response: { 200: AdoptionStanding, ...problems }
			}
		},
		({ params }) => standing(params, dayOf(now()))
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
				const { created, keepMs, parties } = await enterTransition(changing, {
					...request.params,
					...request.body
				});
				const writeMs = performance.now() - began;
				reply.header('server-timing', `write;dur=${writeMs.toFixed(2)}, keep;dur=${keepMs.toFixed(2)}`);
				return {
					status: created ? 201 : 200,
					body: await adoption(changing.sql, parties, dayOf(now()))
				};
			});
		}
	);
	app.post(
		'/api/adoptions',
		{
			schema: {
				summary: 'Plan, check in, comment or end many open adoptions at once, all or none',
				body: ManyAdoptions,
				response: { 200: ManyChanged, ...problems }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => ({
				status: 200,
				body: await changeMany(changing, request.body)
			}))
	);
	app.get(
		'/api/board',
		{
			schema: {
				summary: 'Adoptions of an area, a coalition or a pattern by their stage today',
				querystring: BoardQuery,
				response: { 200: Board, ...problems }
			}
		},
		({ query }) => board(db, known, dayOf(now()), query)
	);
	app.get(
		'/api/check-in',
		{
			schema: {
				summary: 'The open adoptions of a team, with what was said of them last',
				querystring: Type.Object({ team: Key }),
				response: { 200: TeamCheckIn, ...problems }
			}
		},
		({ query }) => teamCheckIn(db, query.team, dayOf(now()))
	);
	app.post(
		'/api/check-in',
		{
			schema: {
				summary: 'What was said in a check-in of today, about several adoptions at once, all or none',
				body: NewCheckIns,
				response: { 200: EnteredCheckIns, ...problems }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => {
				const { checkIns } = request.body;
				for (const checkIn of checkIns) await enterCheckIn(changing, checkIn);
				return { status: 200, body: { entered: checkIns.length } };
			})
	);
};
