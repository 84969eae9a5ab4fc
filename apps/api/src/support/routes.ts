import { AgreementId, Problem, StoredRecord, Support, SupportEntry, SupportQuery } from '@app/contract';
import { logSupport } from '@app/db';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { answerChange } from '../plugins/changes.ts';
import { supportOf } from './support.ts';

/** What coalitions promised and can give, and what was used of it. */
export const supportRoutes: Routes = async (app, { db, now }) => {
	app.get(
		'/api/support',
		{
			schema: {
				summary:
					'Support by week: what coalitions can give, promised, and what was used; with the agreements',
				querystring: SupportQuery,
				response: { 200: Support, '4xx': Problem }
			}
		},
		({ query }) => supportOf(db, dayOf(now()), query)
	);
	app.post(
		'/api/support/agreements/:id/log',
		{
			schema: {
				summary: 'Log what was used of an agreement, or release it; without an amount, all that remains',
				params: AgreementId,
				body: SupportEntry,
				response: { 200: StoredRecord.support_log, '4xx': Problem }
			}
		},
		(request, reply) =>
			answerChange(db, now, request, reply, async (changing) => {
				const { kind, amount = null, loggedOn = dayOf(now()), words = null } = request.body;
				return {
					status: 200,
					body: await logSupport(changing, request.params.id, { kind, amount, loggedOn, words })
				};
			})
	);
};
