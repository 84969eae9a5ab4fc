import { AsOfArea, CoalitionDetail, Coalitions, Key, Problem } from '@app/contract';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { coalition } from './coalition.ts';
import { coalitions } from './coalitions.ts';
import { monthsOf } from './standing.ts';

const OnDay = Type.Pick(AsOfArea, ['asOf']);

/** Coalitions, what they are there to reach, and both of their tracks. */
export const coalitionRoutes: Routes = async (app, { db, now, known, stalls }) => {
	const months = monthsOf(db, known);
	app.get(
		'/api/coalitions',
		{
			schema: {
				summary:
					'All coalitions on a day: goal and progress, members and what they lack, how their patterns spread',
				querystring: OnDay,
				response: { 200: Coalitions, '4xx': Problem }
			}
		},
		({ query }) => coalitions(db, { stalls, months }, query.asOf ?? dayOf(now()))
	);
	app.get(
		'/api/coalitions/:key',
		{
			schema: {
				summary:
					'A coalition: its members, goals, signals, events, patterns, both tracks, and where it lacks backing',
				params: Type.Object({ key: Key }),
				querystring: OnDay,
				response: { 200: CoalitionDetail, '4xx': Problem }
			}
		},
		({ params, query }) => {
			const today = dayOf(now());
			return coalition(db, { stalls, known, months, today }, params.key, query.asOf ?? today);
		}
	);
};
