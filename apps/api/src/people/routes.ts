import { Key, People, PeopleQuery, PersonDetail, Problem } from '@app/contract';
import { Type } from 'typebox';
import type { Routes } from '../app.ts';
import { dayOf } from '../periods.ts';
import { people, person } from './people.ts';

/** Who leads, decides, and is in coalitions. */
export const peopleRoutes: Routes = async (app, { db, now }) => {
	app.get(
		'/api/people',
		{
			schema: {
				summary:
					'People by words of their name, with the teams they lead, their coalitions, and the areas they hold',
				querystring: PeopleQuery,
				response: { 200: People, '4xx': Problem }
			}
		},
		({ query }) => people(db, query, dayOf(now()))
	);
	app.get(
		'/api/people/:key',
		{
			schema: {
				summary: 'A person: what they lead and hold, own, owe and back',
				params: Type.Object({ key: Key }),
				response: { 200: PersonDetail, '4xx': Problem }
			}
		},
		({ params }) => person(db, params.key, dayOf(now()))
	);
};
